// Drop_column.
#include <limbeck/revision.h>

LIMBECK_REVISION(0000000000d1) = {
    .revises = {"3f9c2a71d04e"},
    .message = "drop_column",
    .created = "2026-11-20T14:31:07Z",
    .upgrade = [](limbeck::Operations& op) {
      op.drop_constraint("uq_users_email", "users");
      // Destroys all values of 'users.email'.
      op.drop_column("users", "email");
    },
    .downgrade = [](limbeck::Operations& op) {
      // Fails where there are rows, unless .fill says in SQL which value they get in 'users.email'.
      op.add_column("users", {.name = "email", .type = limbeck::varchar(320)});
      op.create_unique_constraint("users", {.name = "uq_users_email", .columns = {"email"}});
    },
};
