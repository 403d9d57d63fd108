// Alter_column.
#include <limbeck/revision.h>

LIMBECK_REVISION(0000000000e3) = {
    .revises = {"3f9c2a71d04e"},
    .message = "alter_column",
    .created = "2026-11-20T14:31:07Z",
    .upgrade = [](limbeck::Operations& op) {
      op.alter_column("users", "email", {
          .type = limbeck::text,
          .server_default = "'?'",
          .collation = "C",
          .comment = "how we reach them",
          .using_expression = "trim(email)",
      });
      op.alter_column("users", "age", {.nullable = false, .fill = "0"});
      op.alter_column("users", "id", {.identity = limbeck::none});
      op.alter_column("users", "id", {.identity = limbeck::always});
      op.alter_column("users", "id", {
          .identity = limbeck::IdentitySpec{
              .mode = limbeck::IdentitySpec::Mode::by_default,
              .start = -9223372036854775807 - 1,
              .increment = 2,
          },
      });
      // Destroys all values of 'users.age', which is computed from now on.
      op.alter_column("users", "age", {.generated = "id + 1", .generated_stored = false});
      op.alter_column("users", "age", {.generated = limbeck::none});
      op.alter_column("users", "email", {
          .nullable = true,
          .server_default = limbeck::none,
          .collation = limbeck::none,
          .comment = limbeck::none,
      });
      // Destroys values of 'users.age' that do not fit timestamptz (it was integer).
      op.alter_column("users", "age", {
          .type = limbeck::timestamptz,
          .using_expression = limbeck::SqlByDialect{
              .postgresql = "to_timestamp(age)",
              .sqlite = "datetime(age, 'unixepoch')",
          },
      });
    },
    .downgrade = [](limbeck::Operations& op) {
      op.alter_column("users", "age", {.type = limbeck::integer});
      op.alter_column("users", "email", {
          .nullable = false,
          .server_default = "'?'",
          .collation = "C",
          .comment = "how we reach them",
          .fill = "'?'",
      });
      op.alter_column("users", "age", {.generated = "id + 1", .generated_stored = false});
      op.alter_column("users", "age", {.generated = limbeck::none});
      op.alter_column("users", "id", {.identity = limbeck::always});
      op.alter_column("users", "id", {.identity = limbeck::none});
      op.alter_column("users", "id", {.identity = limbeck::by_default});
      op.alter_column("users", "age", {.nullable = true});
      op.alter_column("users", "email", {
          .type = limbeck::varchar(320),
          .server_default = limbeck::none,
          .collation = limbeck::none,
          .comment = limbeck::none,
      });
    },
};
