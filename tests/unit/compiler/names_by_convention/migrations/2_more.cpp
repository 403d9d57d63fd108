// Each with an operation of its own.
#include <limbeck/revision.h>

LIMBECK_REVISION(222222222222) = {
    .revises = {"111111111111"},
    .message = "more",
    .created = "2026-11-20T14:32:07Z",
    .upgrade =
        [](limbeck::Operations& op) {
          op.create_table(
              "posts",
              {.columns = {{.name = "id", .type = limbeck::bigint, .identity = limbeck::by_default},
                           {.name = "author", .type = limbeck::bigint},
                           {.name = "title", .type = limbeck::text}}});
          op.create_primary_key("", "posts", {"id"});
          op.create_unique_constraint("posts", {.columns = {"title"}});
          op.create_foreign_key(
              "posts", {.columns = {"author"}, .ref_table = "users", .ref_columns = {"id"}});
          op.create_index("", "posts", {"author"});
          op.batch_alter_table("posts", [](limbeck::BatchOperations& batch) {
            batch.add_column({.name = "words", .type = limbeck::integer, .fill = "1"});
            batch.create_check_constraint({.expression = "words > 0"});
          });
        },
    .downgrade = limbeck::reverse_of_upgrade,
};
