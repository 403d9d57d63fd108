// Say "hello".
#include <limbeck/revision.h>

LIMBECK_REVISION(by_hand_1) = {
    .revises = {"0000000000e1", "91b0c6e2f7aa"},
    .depends_on = {"0000000000d1"},
    .branch_labels = {"shop", "main"},
    .message = "say \"hello\" \\",
    .created = "2026-11-20T14:31:07Z",
    .upgrade = []([[maybe_unused]] limbeck::Operations& op) {},
    .downgrade = []([[maybe_unused]] limbeck::Operations& op) {},
};
