// Partitions.
#include <limbeck/revision.h>

LIMBECK_REVISION(0000000000ea) = {
    .revises = {"3f9c2a71d04e"},
    .message = "partitions",
    .created = "2026-11-20T14:31:07Z",
    .upgrade = [](limbeck::Operations& op) {
      op.create_table("events", {
          .columns = {
              {
                  .name = "id",
                  .type = limbeck::bigint,
                  .identity = limbeck::IdentitySpec{
                      .mode = limbeck::IdentitySpec::Mode::by_default,
                      .start = 10,
                      .min = 10,
                      .max = 99999,
                      .cache = 50,
                      .cycle = true,
                  },
              },
              {.name = "at", .type = limbeck::timestamptz},
              {.name = "user_id", .type = limbeck::bigint, .nullable = true},
          },
          .foreign_keys = {
              {
                  .name = "fk_events_user",
                  .columns = {"user_id"},
                  .ref_table = "users",
                  .ref_columns = {"id"},
                  .on_delete = limbeck::Action::set_null,
                  .on_delete_columns = {"user_id"},
              },
          },
          .partition_by = "RANGE (at)",
      });
      op.create_table({"archive", "events_rest"}, {
          .partition_by = "LIST (id)",
          .partition_of = "events",
          .partition_bound = "DEFAULT",
      });
      op.detach_partition("events", {"archive", "events_rest"});
      op.attach_partition(
          "events",
          {"archive", "events_rest"},
          "FOR VALUES FROM ('2026-01-01') TO (MAXVALUE)");
      op.create_check_constraint("users", {
          .name = "ck_users_id",
          .expression = "id > 0",
          .not_valid = true,
      });
      op.create_check_constraint("users", {.expression = "id < 9"});
      op.drop_constraint("", "users", {
          .type = limbeck::ConstraintType::check,
          .expression = "id < 9",
      });
      op.validate_constraint("ck_users_id", "users");
    },
    .downgrade = [](limbeck::Operations& op) {
      op.drop_constraint("ck_users_id", "users", {.type = limbeck::ConstraintType::check});
      op.create_check_constraint("users", {
          .name = "ck_users_id",
          .expression = "id > 0",
          .not_valid = true,
      });
      op.create_check_constraint("users", {.expression = "id < 9"});
      op.drop_constraint("", "users", {
          .type = limbeck::ConstraintType::check,
          .expression = "id < 9",
      });
      op.drop_constraint("ck_users_id", "users", {.type = limbeck::ConstraintType::check});
      op.detach_partition("events", {"archive", "events_rest"});
      op.attach_partition("events", {"archive", "events_rest"}, "DEFAULT");
      op.drop_table({"archive", "events_rest"});
      op.drop_table("events");
    },
};
