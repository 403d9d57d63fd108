// Add users and posts.
#include <limbeck/revision.h>

LIMBECK_REVISION(4a4f2761ed4e) = {
    .revises = {},
    .message = "add users and posts",
    .created = "2026-11-20T19:25:57Z",
    .upgrade =
        [](limbeck::Operations& op) {
          op.create_table(
              "users",
              {
                  .columns =
                      {
                          {.name = "id", .type = limbeck::bigint, .identity = limbeck::by_default},
                          {.name = "email", .type = limbeck::varchar(320)},
                          {.name = "is_active", .type = limbeck::boolean, .server_default = "true"},
                          {.name = "created_at",
                           .type = limbeck::timestamptz,
                           .server_default = "now()"},
                      },
                  .primary_key = {.name = "pk_users", .columns = {"id"}},
                  .uniques = {{.name = "uq_users_email", .columns = {"email"}}},
              });
          op.create_table(
              "posts",
              {
                  .columns =
                      {
                          {.name = "id", .type = limbeck::bigint, .identity = limbeck::by_default},
                          {.name = "author_id", .type = limbeck::bigint},
                          {.name = "body", .type = limbeck::text},
                          {.name = "created_at", .type = limbeck::timestamptz},
                      },
                  .primary_key = {.name = "pk_posts", .columns = {"id"}},
                  .foreign_keys =
                      {
                          {
                              .name = "fk_posts_author_id_users",
                              .columns = {"author_id"},
                              .ref_table = "users",
                              .ref_columns = {"id"},
                              .on_delete = limbeck::Action::cascade,
                          },
                      },
              });
          op.create_index("ix_posts_author_id_created_at", "posts", {"author_id", "created_at"});
        },
    .downgrade =
        [](limbeck::Operations& op) {
          op.drop_index("ix_posts_author_id_created_at", "posts");
          op.drop_table("posts");
          op.drop_table("users");
        },
};
