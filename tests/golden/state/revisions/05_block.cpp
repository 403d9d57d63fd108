#include <limbeck/revision.h>

LIMBECK_REVISION(eeeeeeeeeeee) = {
    .revises = {"dddddddddddd"},
    .message = "unsupported, in a block",
    .upgrade = [](limbeck::Operations& op) {
      op.autocommit_block([](limbeck::Operations& op) {
        op.add_column("users", {.name = "names", .type = limbeck::array(limbeck::text), .nullable = true});
      });
    },
    .downgrade = [](limbeck::Operations& op) { op.drop_column("users", "names"); },
};
