// Add artist website.
#include <limbeck/revision.h>

LIMBECK_REVISION(3214ecc753ab) = {
    .revises = {"04a4d87a5054"},
    .message = "add artist website",
    .created = "2025-04-14T13:40:08Z",
    .upgrade =
        [](limbeck::Operations& op) {
          op.add_column("Artist",
                        {.name = "Website", .type = limbeck::varchar(200), .nullable = true});
        },
    .downgrade = [](limbeck::Operations& op) { op.drop_column("Artist", "Website"); },
};
