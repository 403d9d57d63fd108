// Quickstart.
#include <limbeck/revision.h>

LIMBECK_REVISION(3f9c2a71d04e) = {
    .revises = {},
    .message = "quickstart",
    .created = "2026-11-20T14:31:07Z",
    .upgrade = [](limbeck::Operations& op) {
      op.create_table("users", {
          .columns = {
              {.name = "id", .type = limbeck::bigint, .identity = limbeck::by_default},
              {.name = "email", .type = limbeck::varchar(320)},
              {.name = "age", .type = limbeck::integer, .nullable = true},
          },
          .primary_key = {.name = "pk_users", .columns = {"id"}},
          .uniques = {{.name = "uq_users_email", .columns = {"email"}}},
          .checks = {{.name = "ck_users_age", .expression = "age >= 0"}},
      });
      op.create_table("orders", {
          .columns = {
              {.name = "user_id", .type = limbeck::bigint},
              {.name = "note", .type = limbeck::text, .nullable = true},
          },
          .foreign_keys = {
              {
                  .name = "fk_orders_user_id_users",
                  .columns = {"user_id"},
                  .ref_table = "users",
                  .ref_columns = {"id"},
              },
          },
      });
      op.create_index("ix_orders_user_id", "orders", {"user_id"});
    },
    .downgrade = [](limbeck::Operations& op) {
      op.drop_table("orders");
      op.drop_table("users");
    },
};
