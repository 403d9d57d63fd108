// Initial.
#include <limbeck/revision.h>

LIMBECK_REVISION(0a1b2c3d4e5f) = {
    .revises = {},
    .message = "initial",
    .created = "2026-01-01T12:00:00Z",
    .upgrade = [](limbeck::Operations& op) {
      op.create_table("accounts", {
          .columns = {
              {.name = "id", .type = limbeck::bigint, .identity = limbeck::by_default},
              {.name = "balance", .type = limbeck::bigint},
          },
          .primary_key = {.name = "pk_accounts", .columns = {"id"}},
      });
    },
    .downgrade = [](limbeck::Operations& op) { op.drop_table("accounts"); },
};
