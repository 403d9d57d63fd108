// Constraints.
#include <limbeck/revision.h>

LIMBECK_REVISION(0000000000e6) = {
    .revises = {"3f9c2a71d04e"},
    .message = "constraints",
    .created = "2026-11-20T14:31:07Z",
    .upgrade = [](limbeck::Operations& op) {
      op.drop_constraint("ck_users_age", "users", {.type = limbeck::ConstraintType::check});
      op.drop_constraint("fk_orders_user_id_users", "orders");
      op.drop_constraint("uq_users_email", "users", {.type = limbeck::ConstraintType::unique});
      op.drop_constraint("pk_users", "users", {.type = limbeck::ConstraintType::primary});
      op.create_primary_key(
          "pk_users",
          "users",
          {"id", "email"},
          limbeck::Deferrable::initially_deferred);
      op.create_unique_constraint("users", {
          .name = "uq_users_email",
          .columns = {"email"},
          .nulls_not_distinct = true,
      });
      op.create_unique_constraint("users", {.columns = {"age"}});
      op.drop_constraint("", "users", {
          .type = limbeck::ConstraintType::unique,
          .columns = {"age"},
      });
      op.create_foreign_key("orders", {
          .name = "fk_orders_user_id_users",
          .columns = {"note"},
          .ref_table = "users",
          .ref_columns = {"email"},
          .on_delete = limbeck::Action::cascade,
      });
      op.create_check_constraint("users", {
          .name = "ck_users_email",
          .expression = "email LIKE '%@%'",
      });
      op.create_exclude_constraint("users", {
          .name = "ex_users",
          .definition = "USING gist (age WITH =)",
      });
      op.rename_constraint("ex_users", "users", "no_two");
      op.drop_constraint("no_two", "users", {.type = limbeck::ConstraintType::exclude});
    },
    .downgrade = [](limbeck::Operations& op) {
      op.create_exclude_constraint("users", {
          .name = "no_two",
          .definition = "USING gist (age WITH =)",
      });
      op.rename_constraint("no_two", "users", "ex_users");
      op.drop_constraint("ex_users", "users", {.type = limbeck::ConstraintType::exclude});
      op.drop_constraint("ck_users_email", "users", {.type = limbeck::ConstraintType::check});
      op.drop_constraint("fk_orders_user_id_users", "orders", {
          .type = limbeck::ConstraintType::foreign_key,
      });
      op.create_unique_constraint("users", {.columns = {"age"}});
      op.drop_constraint("", "users", {
          .type = limbeck::ConstraintType::unique,
          .columns = {"age"},
      });
      op.drop_constraint("uq_users_email", "users", {.type = limbeck::ConstraintType::unique});
      op.drop_constraint("pk_users", "users", {.type = limbeck::ConstraintType::primary});
      op.create_primary_key("pk_users", "users", {"id"});
      op.create_unique_constraint("users", {.name = "uq_users_email", .columns = {"email"}});
      op.create_foreign_key("orders", {
          .name = "fk_orders_user_id_users",
          .columns = {"user_id"},
          .ref_table = "users",
          .ref_columns = {"id"},
      });
      op.create_check_constraint("users", {.name = "ck_users_age", .expression = "age >= 0"});
    },
};
