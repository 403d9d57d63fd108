// First.
#include <limbeck/revision.h>

LIMBECK_REVISION(aaaaaaaaaaaa) = {
    .revises = {},
    .message = "first \"one\"",
    .upgrade = [](limbeck::Operations& op) { op.drop_table("t"); },
    .downgrade = limbeck::irreversible("a test"),
};
