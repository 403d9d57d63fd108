// Add_column.
#include <limbeck/revision.h>

LIMBECK_REVISION(91b0c6e2f7aa) = {
    .revises = {"3f9c2a71d04e"},
    .message = "add_column",
    .created = "2026-11-20T14:31:07Z",
    .upgrade = [](limbeck::Operations& op) {
      op.add_column("users", {.name = "display_name", .type = limbeck::text, .nullable = true});
    },
    .downgrade = [](limbeck::Operations& op) { op.drop_column("users", "display_name"); },
};
