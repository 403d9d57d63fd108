// macro.
#include <limbeck/revision.h>

LIMBECK_REVISION(bbbbbbbbbbbb) = {
    .revises = {PARENT},
    .message = "macro",
    .upgrade = [](limbeck::Operations& op) { op.drop_table("t"); },
    .downgrade = limbeck::irreversible("a test"),
};
