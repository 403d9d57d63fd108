// Tables.
#include <limbeck/revision.h>

LIMBECK_REVISION(0000000000e5) = {
    .revises = {"3f9c2a71d04e"},
    .message = "tables",
    .created = "2026-11-20T14:31:07Z",
    .upgrade = [](limbeck::Operations& op) {
      op.create_table("small", {.columns = {{.name = "id", .type = limbeck::integer}}});
      op.create_table_comment("users", "people");
      op.drop_table_comment("users");
      op.alter_table_settings("users", {{"sqlite.strict", "true"}, {"sqlite.without_rowid", ""}});
      op.rename_table("users", "people");
      // Destroys all rows of 'orders'.
      op.drop_table("orders");
    },
    .downgrade = [](limbeck::Operations& op) {
      op.create_table("orders", {
          .columns = {
              {.name = "user_id", .type = limbeck::bigint},
              {.name = "note", .type = limbeck::text, .nullable = true},
          },
          .foreign_keys = {
              {
                  .name = "fk_orders_user_id_users",
                  .columns = {"user_id"},
                  .ref_table = "people",
                  .ref_columns = {"id"},
              },
          },
      });
      op.create_index("ix_orders_user_id", "orders", {"user_id"});
      op.rename_table("people", "users");
      op.alter_table_settings("users", {{"sqlite.strict", ""}, {"sqlite.without_rowid", ""}});
      op.create_table_comment("users", "people");
      op.drop_table_comment("users");
      op.drop_table("small");
    },
};
