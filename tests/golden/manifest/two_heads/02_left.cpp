// left.
#include <limbeck/revision.h>

LIMBECK_REVISION(bbbbbbbbbbbb) = {
    .revises = {"aaaaaaaaaaaa"},
    .message = "left",
    .upgrade = [](limbeck::Operations& op) { op.drop_table("t"); },
    .downgrade = limbeck::irreversible("a test"),
};
