// second.
#include <limbeck/revision.h>

LIMBECK_REVISION(bbbbbbbbbbbb) = {
    .revises = {"aaaaaaaaaaaa"},
    .message = "second",
    .upgrade = [](limbeck::Operations& op) { op.drop_table("t"); },
    .downgrade = limbeck::irreversible("a test"),
};
