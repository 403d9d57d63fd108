// Initial.
#include <limbeck/revision.h>

LIMBECK_REVISION(5b0a3c9d1e2f) = {
    .revises = {},
    .message = "initial",
    .created = "2026-01-01T12:00:00Z",
    .upgrade = [](limbeck::Operations& op) {
      op.create_table("users", {
          .columns = {
              {.name = "id", .type = limbeck::bigint, .identity = limbeck::by_default},
              {.name = "email", .type = limbeck::varchar(320)},
              {.name = "display_name", .type = limbeck::text, .nullable = true},
          },
          .primary_key = {.name = "pk_users", .columns = {"id"}},
          .uniques = {{.name = "uq_users_email", .columns = {"email"}}},
      });
      op.create_table("posts", {
          .columns = {
              {.name = "id", .type = limbeck::bigint, .identity = limbeck::by_default},
              {.name = "author_id", .type = limbeck::bigint},
              {.name = "body", .type = limbeck::text},
          },
          .primary_key = {.name = "pk_posts", .columns = {"id"}},
          .foreign_keys = {
              {
                  .name = "fk_posts_author_id_users",
                  .columns = {"author_id"},
                  .ref_table = "users",
                  .ref_columns = {"id"},
                  .on_delete = limbeck::Action::cascade,
              },
          },
      });
    },
    .downgrade = [](limbeck::Operations& op) {
      op.drop_table("posts");
      op.drop_table("users");
    },
};
