// What docs/deploying.md says of each operation.
#include "migrations/operations/compatible.h"
#include "migrations/findings/rule_id.h"

#include <gtest/gtest.h>

#include "migrations/rules/rules.h"

namespace limbeck::operations::compatible_test {
namespace {

schema::Schema before() {
  schema::Schema schema;
  schema.tables.push_back(
      {.name = {"", "users"},
       .columns = {{.name = "id", .type = schema::Type{}}, {.name = "email"}},
       .indexes = {{.name = "ix_email", .elements = {{.column = "email"}}},
                   {.name = "ux_email", .elements = {{.column = "email"}}, .unique = true}}});
  schema.functions.push_back({.name = {"", "f"}, .arguments = "a integer"});
  return schema;
}

bool compatible(std::vector<AnyOperation> operations) {
  std::vector<Operation> list;
  for (AnyOperation& operation : operations) list.push_back({std::move(operation), {}});
  return older_programs_go_on(list, before());
}

const Name users{"", "users"}, fresh{"", "fresh"};

CreateTable create_table(std::vector<schema::ForeignKey> keys = {}) {
  return {{.name = fresh, .columns = {{.name = "id"}}, .foreign_keys = std::move(keys)}};
}
schema::ForeignKey key(schema::Action on_delete, Name parent = users) {
  return {.columns = {"id"}, .ref_table = parent, .ref_columns = {"id"}, .on_delete = on_delete};
}

TEST(Compatible, what_only_adds_is) {
  EXPECT_TRUE(compatible({}));
  EXPECT_TRUE(compatible({create_table()}));
  EXPECT_TRUE(compatible({AddColumn{users, {.name = "n", .nullable = true}}}));
  EXPECT_TRUE(compatible({AddColumn{users, {.name = "n", .default_sql = "0"}}}));
  EXPECT_TRUE(compatible({AddColumn{users, {.name = "n", .identity = schema::Identity{}}}}));
  EXPECT_TRUE(compatible({AddColumn{users, {.name = "n", .generated = schema::Generated{"1"}}}}));
  EXPECT_TRUE(compatible({CreateIndex{users, {.name = "i"}}}));
  EXPECT_TRUE(compatible({CreateEnum{{.name = {"", "e"}, .values = {"a"}}}}));
  EXPECT_TRUE(compatible({CreateView{{.name = {"", "v"}}}}));
  EXPECT_TRUE(compatible({CreateSequence{}}));
  EXPECT_TRUE(compatible({CreateSchema{}}));
  EXPECT_TRUE(compatible({ValidateConstraint{users, "c"}}));
  EXPECT_TRUE(compatible({AlterTableComment{users, "people"}, CommentOn{}}));
  EXPECT_TRUE(compatible({CreateFunction{{.name = {"", "g"}}}}));
}

TEST(Compatible, what_changes_what_an_older_program_reads_is_not) {
  EXPECT_FALSE(compatible({DropTable{users}}));
  EXPECT_FALSE(compatible({RenameTable{users, "people"}}));
  EXPECT_FALSE(compatible({DropColumn{users, "email"}}));
  EXPECT_FALSE(compatible({RenameColumn{users, "email", "mail"}}));
  EXPECT_FALSE(
      compatible({AlterColumn{.table = users, .column = "email", .type = schema::Type{}}}));
  EXPECT_FALSE(compatible({AlterColumn{.table = users, .column = "email", .nullable = true}}));
  EXPECT_FALSE(compatible({AddEnumValue{{"", "mood"}, "glad"}}));
  EXPECT_FALSE(compatible({ReplaceView{}}));
  EXPECT_FALSE(compatible({DropView{}}));
  EXPECT_FALSE(compatible({AttachPartition{users, fresh, "DEFAULT"}}));
  EXPECT_FALSE(compatible({Execute{{{"", "SELECT 1"}}, {}}}));
  EXPECT_FALSE(compatible({operations::Run{}}));
  EXPECT_FALSE(compatible({BulkInsert{users, {"id"}, {}}}));
}

TEST(Compatible, what_may_refuse_what_an_older_program_writes_is_not) {
  EXPECT_FALSE(compatible({AddColumn{users, {.name = "n"}}}));
  EXPECT_FALSE(compatible({AddColumn{users, {.name = "n"}, "0"}})) << "the fill is no default";
  EXPECT_FALSE(compatible({AlterColumn{.table = users, .column = "email", .nullable = false}}));
  EXPECT_FALSE(compatible({CreateIndex{users, {.name = "i", .unique = true}}}));
  EXPECT_FALSE(compatible({CreateUnique{users, {}}}));
  EXPECT_FALSE(compatible({CreateCheck{users, {}}}));
  EXPECT_FALSE(compatible({CreateForeignKey{users, key(schema::Action::cascade)}}));
  EXPECT_FALSE(compatible({CreateTrigger{{.table = users, .name = "t"}}}));
  EXPECT_FALSE(compatible({AlterTableSettings{users, {{"sqlite.strict", "true"}}}}));
  EXPECT_TRUE(compatible({AlterTableSettings{users, {{"postgresql.fillfactor", "70"}}}}));
}

TEST(Compatible, a_default_may_be_set_and_not_taken_away) {
  AlterColumn set{.table = users, .column = "email"};
  set.default_sql = std::optional<std::string>("'x'");
  EXPECT_TRUE(compatible({set}));
  set.default_sql = std::optional<std::string>();
  EXPECT_FALSE(compatible({set}));
  EXPECT_TRUE(compatible({AlterColumn{.table = users, .column = "email", .comment = "mail"}}));
}

TEST(Compatible, an_index_may_go_unless_on_conflict_may_need_it) {
  EXPECT_TRUE(compatible({DropIndex{users, "ix_email"}}));
  EXPECT_FALSE(compatible({DropIndex{users, "ux_email"}}));
  EXPECT_FALSE(compatible({DropIndex{{"", "unknown"}, "i"}}));
}

TEST(Compatible, a_new_name_is_unless_on_conflict_may_name_the_constraint) {
  schema::Schema schema = before();
  schema.tables[0].uniques = {{.name = "uq", .columns = {"email"}}};
  schema.tables[0].checks = {{.name = "ck", .expression = "id > 0"}};
  schema.tables[0].foreign_keys = {{.name = "fk", .columns = {"id"}, .ref_table = fresh}};
  const auto is_fine = [&](AnyOperation operation) {
    return older_programs_go_on({{std::move(operation), {}}}, schema);
  };
  EXPECT_TRUE(is_fine(RenameIndex{users, "ux_email", "other"}));
  EXPECT_TRUE(is_fine(RenameConstraint{users, "ck", "other"}));
  EXPECT_TRUE(is_fine(RenameConstraint{users, "fk", "other"}));
  EXPECT_FALSE(is_fine(RenameConstraint{users, "uq", "other"}));
  EXPECT_FALSE(is_fine(RenameConstraint{{"", "unknown"}, "ck", "other"}));
}

TEST(Compatible, a_new_tables_key_must_let_older_programs_delete_in_its_parent) {
  EXPECT_FALSE(compatible({create_table({key(schema::Action::no_action)})}));
  EXPECT_FALSE(compatible({create_table({key(schema::Action::restrict)})}));
  EXPECT_TRUE(compatible({create_table({key(schema::Action::cascade)})}));
  EXPECT_TRUE(compatible({create_table({key(schema::Action::set_null)})}));
  EXPECT_TRUE(compatible({create_table({key(schema::Action::no_action, fresh)})}))
      << "its own parent";
  EXPECT_TRUE(compatible({create_table(), CreateForeignKey{fresh, key(schema::Action::cascade)}}));
  EXPECT_FALSE(
      compatible({create_table(), CreateForeignKey{fresh, key(schema::Action::no_action)}}));
}

TEST(Compatible, older_programs_do_not_know_what_the_same_revision_creates) {
  EXPECT_TRUE(compatible({create_table(), AddColumn{fresh, {.name = "n"}},
                          RenameColumn{fresh, "n", "m"}, DropColumn{fresh, "m"},
                          CreateUnique{fresh, {}}, CreateTrigger{{.table = fresh, .name = "t"}},
                          BulkInsert{fresh, {"id"}, {}}, RenameTable{fresh, "newer"},
                          CreateIndex{{"", "newer"}, {.name = "i", .unique = true}},
                          DropTable{{"", "newer"}}}));
  EXPECT_FALSE(compatible({create_table(), DropTable{fresh}, DropTable{fresh}}));
  EXPECT_TRUE(compatible({CreateEnum{{.name = {"", "e"}}}, AddEnumValue{{"", "e"}, "b"}}));
}

TEST(Compatible, a_function_beside_one_of_its_name_may_change_what_a_call_means) {
  EXPECT_FALSE(compatible({CreateFunction{{.name = {"", "f"}, .arguments = "a bigint"}}}));
}

TEST(Compatible, a_partition_may_not_bring_constraints_of_its_own_to_rows_that_went_elsewhere) {
  CreateTable partition = create_table();
  partition.table.partition_of = schema::PartitionOf{users, "DEFAULT"};
  EXPECT_TRUE(compatible({partition}));
  partition.table.checks.push_back({.name = "c", .expression = "id > 0"});
  EXPECT_FALSE(compatible({partition}));
}

TEST(Compatible, a_block_is_what_is_in_it) {
  const Operation index{CreateIndex{users, {.name = "i"}, true}, {}};
  const Operation drop{DropTable{users}, {}};
  EXPECT_TRUE(compatible({AutocommitBlock{{index}}}));
  const std::vector<Operation> block = {{AutocommitBlock{{index, drop}}, {}}};
  for (const auto& operations : {block, {{AutocommitBlock{block}, {}}}}) {
    EXPECT_FALSE(older_programs_go_on(operations, before()));
    const auto found = rules::incompatibilities(operations, before());
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].rule, RuleId::incompatible);
    EXPECT_EQ(fact(found[0], "operation"), describe(drop));
  }
}

}  // namespace
}  // namespace limbeck::operations::compatible_test
