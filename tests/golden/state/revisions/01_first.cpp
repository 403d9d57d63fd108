#include <limbeck/revision.h>

LIMBECK_REVISION(aaaaaaaaaaaa) = {
    .revises = {},
    .message = "first",
    .upgrade = [](limbeck::Operations& op) {
      op.create_table("users", {
          .columns = {
              {.name = "id", .type = limbeck::bigint},
              {.name = "name", .type = limbeck::text},
          },
          .primary_key = {.name = "pk_users", .columns = {"id"}},
      });
    },
    .downgrade = [](limbeck::Operations& op) { op.drop_table("users"); },
};
