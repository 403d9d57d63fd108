#include <limbeck/revision.h>

LIMBECK_REVISION(bbbbbbbbbbbb) = {
    .revises = {"aaaaaaaaaaaa"},
    .message = "wrong",
    .upgrade = [](limbeck::Operations& op) {
      op.drop_column("users", "nam");
      op.add_column("user", {.name = "age", .type = limbeck::integer, .nullable = true});
      op.drop_column("users", "name");
      op.add_column("users", {.name = "shown", .type = limbeck::text, .fill = "upper(name)"});
    },
    .downgrade = limbeck::irreversible("a test"),
};
