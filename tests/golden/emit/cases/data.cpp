// Data.
#include <limbeck/revision.h>

LIMBECK_REVISION(0000000000e8) = {
    .revises = {"3f9c2a71d04e"},
    .message = "data",
    .created = "2026-11-20T14:31:07Z",
    .upgrade = [](limbeck::Operations& op) {
      op.execute("ALTER TABLE users ADD COLUMN x INTEGER", [](limbeck::Operations& op) {
        op.add_column("users", {.name = "x", .type = limbeck::integer, .nullable = true});
      });
      op.execute({
          .postgresql = R"sql(SELECT 1;
SELECT 2)sql",
          .sqlite = "SELECT 1",
      });
      op.bulk_insert("users", {"id", "email"}, {
          {1, "a@b"},
          {nullptr, "löw \377\001?\?/"},
          {-9223372036854775807 - 1, true},
          {5000000000, 0.1},
          {-1.0, 1e+300},
          {std::string_view("nul\000!", 5), ""},
      });
      op.autocommit_block([](limbeck::Operations& op) { op.execute("VACUUM"); });
      op.autocommit_block([](limbeck::Operations& op) {
        op.autocommit_block([](limbeck::Operations& op) { op.execute("ANALYZE"); });
        op.execute("VACUUM");
      });
    },
    .downgrade = limbeck::irreversible(
        "execute: limbeck cannot know what undoes this SQL; write the downgrade, or say that "
        "there is none with limbeck::irreversible; bulk_insert: limbeck cannot know which rows "
        "to take out again; write the downgrade, or say that there is none with "
        "limbeck::irreversible"),
};
