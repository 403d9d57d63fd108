// Columns.
#include <limbeck/revision.h>

LIMBECK_REVISION(0000000000e4) = {
    .revises = {"3f9c2a71d04e"},
    .message = "columns",
    .created = "2026-11-20T14:31:07Z",
    .upgrade = [](limbeck::Operations& op) {
      op.add_column("users", {.name = "display_name", .type = limbeck::text, .nullable = true});
      op.add_column("users", {
          .name = "is_active",
          .type = limbeck::boolean,
          .server_default = "true",
      });
      op.add_column("users", {.name = "region", .type = limbeck::text, .fill = "'eu'"});
      op.rename_column("users", "display_name", "name");
      // Destroys all values of 'orders.note'.
      op.drop_column("orders", "note");
    },
    .downgrade = [](limbeck::Operations& op) {
      op.add_column("orders", {.name = "note", .type = limbeck::text, .nullable = true});
      op.rename_column("users", "name", "display_name");
      op.drop_column("users", "region");
      op.drop_column("users", "is_active");
      op.drop_column("users", "display_name");
    },
};
