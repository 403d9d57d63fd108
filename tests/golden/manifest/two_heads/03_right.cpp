// right.
#include <limbeck/revision.h>

LIMBECK_REVISION(cccccccccccc) = {
    .revises = {"aaaaaaaaaaaa"},
    .message = "right",
    .upgrade = [](limbeck::Operations& op) { op.drop_table("t"); },
    .downgrade = limbeck::irreversible("a test"),
};
