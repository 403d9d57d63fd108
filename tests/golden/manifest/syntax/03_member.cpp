// member.
#include <limbeck/revision.h>

LIMBECK_REVISION(cccccccccccc) = {
    .revises = {"aaaaaaaaaaaa"},
    .mesage = "member",
    .upgrade = [](limbeck::Operations& op) { op.drop_table("t"); },
    .downgrade = limbeck::irreversible("a test"),
};
