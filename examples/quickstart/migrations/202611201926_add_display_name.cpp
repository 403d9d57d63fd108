// Add display name.
#include <limbeck/revision.h>

LIMBECK_REVISION(7fce7b79f013) = {
    .revises = {"4a4f2761ed4e"},
    .message = "add display name",
    .created = "2026-11-20T19:26:25Z",
    .upgrade =
        [](limbeck::Operations& op) {
          op.add_column("users", {.name = "display_name", .type = limbeck::text, .nullable = true});
        },
    .downgrade = [](limbeck::Operations& op) { op.drop_column("users", "display_name"); },
};
