// Call a customer's state a region.
#include <limbeck/revision.h>

LIMBECK_REVISION(283a8c688b98) = {
    .revises = {"3ae810d6d4b3"},
    .message = "call a customer's state a region",
    .created = "2025-09-08T10:57:59Z",
    .upgrade = [](limbeck::Operations& op) { op.rename_column("Customer", "State", "Region"); },
    .downgrade = [](limbeck::Operations& op) { op.rename_column("Customer", "Region", "State"); },
};
