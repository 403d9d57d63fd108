// self.
#include <limbeck/revision.h>

LIMBECK_REVISION(dddddddddddd) = {
    .revises = {"dddddddddddd"},
    .message = "self",
    .upgrade = [](limbeck::Operations& op) { op.drop_table("t"); },
    .downgrade = limbeck::irreversible("a test"),
};
