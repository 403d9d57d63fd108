// id.
#include <limbeck/revision.h>

LIMBECK_REVISION(d-e) = {
    .revises = {"aaaaaaaaaaaa"},
    .message = "id",
    .upgrade = [](limbeck::Operations& op) { op.drop_table("t"); },
    .downgrade = limbeck::irreversible("a test"),
};
