#include <limbeck/revision.h>

LIMBECK_REVISION(cccccccccccc) = {
    .revises = {"bbbbbbbbbbbb"},
    .message = "unsupported",
    .upgrade = [](limbeck::Operations& op) {
      op.add_column("users", {.name = "tags", .type = limbeck::array(limbeck::text), .nullable = true});
      op.add_column("users", {.name = "more", .type = limbeck::text, .nullable = true});
    },
    .downgrade = [](limbeck::Operations& op) {
      op.drop_column("users", "more");
      op.drop_column("users", "tags");
    },
};
