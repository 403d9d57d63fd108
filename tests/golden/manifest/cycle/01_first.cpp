// first.
#include <limbeck/revision.h>

LIMBECK_REVISION(aaaaaaaaaaaa) = {
    .revises = {"cccccccccccc"},
    .message = "first",
    .upgrade = [](limbeck::Operations& op) { op.drop_table("t"); },
    .downgrade = limbeck::irreversible("a test"),
};
