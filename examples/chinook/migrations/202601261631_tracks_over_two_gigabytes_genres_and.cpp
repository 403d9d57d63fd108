// Tracks over two gigabytes, genres and media types by name.
#include <limbeck/revision.h>

LIMBECK_REVISION(7424bd866adf) = {
    .revises = {"283a8c688b98"},
    .message = "tracks over two gigabytes, genres and media types by name",
    .created = "2026-01-26T16:31:02Z",
    .upgrade =
        [](limbeck::Operations& op) {
          op.alter_column("Genre", "Name", {.nullable = false});
          op.create_unique_constraint("Genre", {.name = "uq_Genre_Name", .columns = {"Name"}});
          op.alter_column("MediaType", "Name", {.nullable = false});
          op.create_unique_constraint("MediaType",
                                      {.name = "uq_MediaType_Name", .columns = {"Name"}});
          op.alter_column("Track", "Bytes", {.type = limbeck::bigint});
        },
    .downgrade =
        [](limbeck::Operations& op) {
          op.alter_column("Track", "Bytes", {.type = limbeck::integer});
          op.drop_constraint("uq_MediaType_Name", "MediaType",
                             {
                                 .type = limbeck::ConstraintType::unique,
                             });
          op.alter_column("MediaType", "Name", {.nullable = true});
          op.drop_constraint("uq_Genre_Name", "Genre", {.type = limbeck::ConstraintType::unique});
          op.alter_column("Genre", "Name", {.nullable = true});
        },
};
