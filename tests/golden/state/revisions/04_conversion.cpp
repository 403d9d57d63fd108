#include <limbeck/revision.h>

LIMBECK_REVISION(dddddddddddd) = {
    .revises = {"cccccccccccc"},
    .message = "conversion",
    .destructive = "no row is older",
    .upgrade = [](limbeck::Operations& op) {
      op.add_column("users", {.name = "seen", .type = limbeck::bigint, .server_default = "0"});
      op.alter_column("users", "seen", {.type = limbeck::timestamptz, .using_expression = "datetime(seen)"});
      op.alter_column("users", "more", {.type = limbeck::interval});
    },
    .downgrade = [](limbeck::Operations& op) {
      op.alter_column("users", "more", {.type = limbeck::text});
      op.drop_column("users", "seen");
    },
};
