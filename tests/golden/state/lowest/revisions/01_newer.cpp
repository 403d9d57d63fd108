#include <limbeck/revision.h>

LIMBECK_REVISION(aaaaaaaaaaaa) = {
    .message = "what only newer servers have",
    .upgrade = [](limbeck::Operations& op) {
      op.create_table("users", {.columns = {{.name = "id", .type = limbeck::integer},
                                            {.name = "name", .type = limbeck::text, .nullable = true}},
                                .primary_key = {.name = "pk_users", .columns = {"id"}}});
      op.create_unique_constraint("users",
                                  {.name = "uq", .columns = {"name"}, .nulls_not_distinct = true});
      op.autocommit_block([](limbeck::Operations& block) {
        block.create_index("ix", "users", {"name"}, {.unique = true, .nulls_not_distinct = true, .concurrently = true});
      });
    },
    .downgrade = [](limbeck::Operations& op) { op.drop_table("users"); },
};
