// child.
#include <limbeck/revision.h>

LIMBECK_REVISION(eeeeeeeeeeee) = {
    .revises = {"d_e"},
    .message = "child",
    .upgrade = [](limbeck::Operations& op) { op.drop_table("t"); },
    .downgrade = limbeck::irreversible("a test"),
};
