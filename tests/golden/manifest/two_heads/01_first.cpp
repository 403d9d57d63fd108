// first.
#include <limbeck/revision.h>

LIMBECK_REVISION(aaaaaaaaaaaa) = {
    .revises = {},
    .message = "first",
    .upgrade = [](limbeck::Operations& op) { op.drop_table("t"); },
    .downgrade = limbeck::irreversible("a test"),
};
