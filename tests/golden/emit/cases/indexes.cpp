// Indexes.
#include <limbeck/revision.h>

LIMBECK_REVISION(0000000000e2) = {
    .revises = {"3f9c2a71d04e"},
    .message = "indexes",
    .created = "2026-11-20T14:31:07Z",
    .upgrade = [](limbeck::Operations& op) {
      op.create_index("ix_users_age", "users", {"age"});
      op.create_index(
          "ix_users_all",
          "users",
          {
              limbeck::desc("email"),
              limbeck::expression("lower(email)"),
              limbeck::IndexElement("age").nulls_first(),
              limbeck::desc(limbeck::IndexElement("id")).with_opclass("int8_ops").with_collation("C").nulls_last(),
              limbeck::expression("upper(email)").with_opclass("text_pattern_ops"),
          },
          {
              .unique = true,
              .where = "age > 18",
              .method = "btree",
              .include = {"email"},
              .nulls_not_distinct = true,
              .tablespace = "fast",
              .storage = {{"fillfactor", "70"}},
              .comment = "all an index can say",
              .concurrently = true,
          });
      op.rename_index("ix_orders_user_id", "orders", "orders_of");
      op.drop_index("orders_of", "orders");
    },
    .downgrade = [](limbeck::Operations& op) {
      op.create_index("orders_of", "orders", {"user_id"});
      op.rename_index("orders_of", "orders", "ix_orders_user_id");
      op.drop_index("ix_users_all", "users", {.concurrently = true});
      op.drop_index("ix_users_age", "users");
    },
};
