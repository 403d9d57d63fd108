#include "tests/unit/operations/schemas.h"

namespace limbeck::operations::describe_test {
namespace {

using limbeck::Operations;

std::vector<std::string> described(RevisionStep step) {
  std::vector<std::string> told;
  for (const Operation& operation : record(step)) told.push_back(describe(operation));
  return told;
}

TEST(Describe, names_the_operation_and_what_it_works_on) {
  EXPECT_EQ(described([](Operations& op) {
              op.create_table({"audit", "log"}, {});
              op.drop_table("users");
              op.rename_table("a", "b");
              op.create_table_comment("a", "text");
              op.drop_table_comment("a");
              op.alter_table_settings("a", {{"sqlite.strict", "true"}, {"x.y", ""}});
              op.add_column("users", {.name = "display_name", .type = limbeck::text});
              op.drop_column({"audit", "log"}, "at");
              op.rename_column("users", "a", "b");
              op.create_index("ix_users_email", "users", {"email"});
              op.drop_index("ix_users_email", "users");
              op.create_primary_key("pk_users", "users", {"id"});
              op.create_unique_constraint("users", {.columns = {"a", "b"}});
              op.create_foreign_key("posts", {.name = "fk_posts_author_id_users"});
              op.create_check_constraint("users", {.expression = "a > 0"});
              op.create_exclude_constraint("users", {.name = "ex"});
              op.drop_constraint("uq", "users");
              op.drop_constraint("", "users", {.type = ConstraintType::unique, .columns = {"a"}});
            }),
            (std::vector<std::string>{
                "create_table audit.log",
                "drop_table users",
                "rename_table a to b",
                "create_table_comment on a",
                "drop_table_comment on a",
                "alter_table_settings a (sqlite.strict = true, no x.y)",
                "add_column users.display_name",
                "drop_column audit.log.at",
                "rename_column users.a to b",
                "create_index ix_users_email on users",
                "drop_index ix_users_email on users",
                "create_primary_key pk_users on users",
                "create_unique_constraint on users (a, b)",
                "create_foreign_key fk_posts_author_id_users on posts",
                "create_check_constraint on users (a > 0)",
                "create_exclude_constraint ex on users",
                "drop_constraint uq on users",
                "drop_constraint on users (a)",
            }));
}

TEST(Describe, a_text_with_line_ends_stays_on_one_line_and_whole) {
  EXPECT_EQ(described([](Operations& op) {
              op.alter_column("users", "na\nme", {.server_default = "'a\n\tb\r\x01\x7f'"});
              op.create_check_constraint("users", {.expression = "a > 0\n  AND b > 0"});
              op.alter_table_settings("a", {{"x.y", "1\n2"}});
            }),
            (std::vector<std::string>{
                "alter_column users.na\\nme (default 'a\\n\\tb\\r\\x01\\u007f')",
                "create_check_constraint on users (a > 0\\n  AND b > 0)",
                "alter_table_settings a (x.y = 1\\n2)",
            }));
}

TEST(Describe, an_altered_column_is_reported_with_its_changes) {
  EXPECT_EQ(described([](Operations& op) {
              op.alter_column("users", "email", {.type = limbeck::text, .nullable = false});
              op.alter_column(
                  "users", "n",
                  {.nullable = true, .server_default = "0", .identity = none, .comment = "c"});
              op.alter_column("users", "n",
                              {.server_default = none, .generated = "a + b", .collation = none});
              op.alter_column("users", "n",
                              {.identity = always, .collation = "nocase", .comment = none});
            }),
            (std::vector<std::string>{
                "alter_column users.email (type text, not null)",
                "alter_column users.n (nullable, default 0, no identity, comment)",
                "alter_column users.n (no default, generated as (a + b) stored, no collation)",
                "alter_column users.n (identity always, collation nocase, no comment)",
            }));
}

TEST(Describe, new_names_of_indexes_and_constraints) {
  EXPECT_EQ(described([](Operations& op) {
              op.rename_index("ix_a", {"s", "users"}, "ix_b");
              op.rename_constraint("uq_a", "users", "uq_b");
              op.batch_alter_table("users", [](BatchOperations& batch) {
                batch.rename_index("ix_a", "ix_b");
                batch.rename_constraint("uq_a", "uq_b");
              });
            }),
            (std::vector<std::string>{
                "rename_index ix_a on s.users to ix_b",
                "rename_constraint uq_a on users to uq_b",
                "rename_index ix_a on users to ix_b",
                "rename_constraint uq_a on users to uq_b",
            }));
}

TEST(Describe, enums_and_data) {
  EXPECT_EQ(described([](Operations& op) {
              op.create_enum("status", {"a"});
              op.drop_enum({"s", "status"});
              op.rename_enum({"s", "status"}, "state");
              op.add_enum_value("status", "b");
              op.add_enum_value("status", "b", "a");
              op.rename_enum_value("status", "a", "b");
              op.replace_enum("status", {"b", "c"});
              op.execute("UPDATE users SET a = 1\nWHERE b");
              op.execute("VACUUM");
              op.bulk_insert("users", {"id"}, {{1}});
              op.run(nullptr, "fill names");
              op.autocommit_block([](Operations& inner) {
                inner.drop_table("a");
                inner.drop_table("b");
              });
            }),
            (std::vector<std::string>{
                "create_enum status",
                "drop_enum s.status",
                "rename_enum s.status to state",
                "add_enum_value 'b' to status",
                "add_enum_value 'b' to status before 'a'",
                "rename_enum_value 'a' of status to 'b'",
                "replace_enum status (b, c)",
                "execute UPDATE users SET a = 1 …",
                "execute VACUUM",
                "bulk_insert into users (1 row)",
                "run fill names",
                "autocommit_block (drop_table a, drop_table b)",
            }));
}

TEST(Describe, a_long_statement_is_cut_between_characters) {
  const auto told = described([](Operations& op) {
    op.execute("SELECT 'ääääääääääääääääääääääääääääääääääääääääääääääääääääääääääääää'");
  });
  EXPECT_EQ(told.front(), "execute SELECT 'ääääääääääääääääääääääääää …");
}

TEST(Describe, the_table_of_an_operation) {
  const auto operations = record([](Operations& op) {
    op.create_table({"s", "t"}, {});
    op.drop_column("u", "c");
    op.drop_enum("e");
    op.execute("x");
  });
  EXPECT_EQ(table_of(operations[0]), (Name{"s", "t"}));
  EXPECT_EQ(table_of(operations[1]), (Name{"", "u"}));
  EXPECT_EQ(table_of(operations[2]), std::nullopt);
  EXPECT_EQ(table_of(operations[3]), std::nullopt);
}

}  // namespace
}  // namespace limbeck::operations::describe_test
