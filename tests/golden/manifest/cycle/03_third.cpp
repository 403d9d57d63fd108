// third.
#include <limbeck/revision.h>

LIMBECK_REVISION(cccccccccccc) = {
    .revises = {"bbbbbbbbbbbb"},
    .message = "third",
    .upgrade = [](limbeck::Operations& op) { op.drop_table("t"); },
    .downgrade = limbeck::irreversible("a test"),
};
