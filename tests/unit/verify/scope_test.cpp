// What of a database is left to others, and what goes with it.
#include "migrations/scope/scope.h"

#include <gtest/gtest.h>

#include <map>

#include "runtime/introspect/introspect.h"
#include "runtime/ledger/tables.h"

namespace limbeck::scope::scope_test {
namespace {

using schema::Name;
using schema::Schema;
using schema::Table;

Table table(Name name, std::vector<schema::ForeignKey> keys = {}) {
  Table made;
  made.name = std::move(name);
  made.columns = {{.name = "id"}};
  made.foreign_keys = std::move(keys);
  return made;
}

schema::ForeignKey key_to(Name table) {
  return {.name = "fk", .columns = {"id"}, .ref_table = std::move(table), .ref_columns = {"id"}};
}

std::vector<std::string> names_of(const auto& things) {
  std::vector<std::string> names;
  for (const auto& thing : things) names.push_back(to_string(thing.name));
  return names;
}

using Strings = std::vector<std::string>;

class LeaveOut : public testing::Test {
 protected:
  Strings leave(std::vector<std::string> exclude, std::vector<std::string> schemas = {}) {
    const Scope scope({std::move(exclude), std::move(schemas)}, naming_, ledger::is_ledger);
    left_out_ = scope.leave_out(read_.schema, kept_);
    const auto is_left_out = [&](const introspect::Omission& one) {
      return scope.is_about(left_out_, kept_, one.path, one.table);
    };
    std::erase_if(read_.defects, is_left_out);
    std::erase_if(read_.omissions, is_left_out);
    Strings by_pattern;
    for (const LeftOut& one : left_out_)
      if (one.reason == Reason::pattern) by_pattern.push_back(to_string(one));
    return by_pattern;
  }
  Strings tables() const { return names_of(read_.schema.tables); }

  introspect::Result read_;
  Schema kept_;
  std::vector<LeftOut> left_out_;
  Naming naming_{"public", schema::LetterCase::counts};
};

TEST_F(LeaveOut, takes_tables_that_a_pattern_names_and_says_which) {
  read_.schema.tables = {table({"", "a"}), table({"", "tmp_1"}), table({"audit", "tmp_2"})};
  EXPECT_EQ(leave({"tmp_*"}), (Strings{"tmp_1", "audit.tmp_2"}));
  EXPECT_EQ(tables(), Strings{"a"});
}

TEST_F(LeaveOut, a_pattern_that_names_nothing_takes_nothing) {
  read_.schema.tables = {table({"", "a"})};
  EXPECT_EQ(leave({"b", "x.*"}), Strings{});
  EXPECT_EQ(tables(), Strings{"a"});
}

TEST_F(LeaveOut, keeps_what_the_history_makes_whatever_a_pattern_says) {
  kept_.tables = {table({"", "a"}), table({"audit", "log"})};
  read_.schema.tables = {table({"", "a"}), table({"", "b"}), table({"audit", "log"})};
  leave({"*"}, {"nothing"});
  EXPECT_EQ(tables(), (Strings{"a", "audit.log"}));
}

TEST_F(LeaveOut, every_kind_of_thing_with_a_name_in_a_schema_can_be_left) {
  read_.schema.enums = {{.name = {"", "x_mood"}}, {.name = {"", "mood"}}};
  read_.schema.sequences = {{.name = {"", "x_numbers"}}, {.name = {"", "numbers"}}};
  read_.schema.domains = {{.name = {"", "x_email"}}, {.name = {"", "email"}}};
  read_.schema.views = {{.name = {"", "x_view"}}, {.name = {"", "view"}}};
  read_.schema.functions = {{.name = {"", "x_f"}}, {.name = {"", "f"}}};
  EXPECT_EQ(leave({"x_*"}), (Strings{"x_mood", "x_numbers", "x_email", "x_view", "x_f"}));
  EXPECT_EQ(names_of(read_.schema.enums), Strings{"mood"});
  EXPECT_EQ(names_of(read_.schema.sequences), Strings{"numbers"});
  EXPECT_EQ(names_of(read_.schema.domains), Strings{"email"});
  EXPECT_EQ(names_of(read_.schema.views), Strings{"view"});
  EXPECT_EQ(names_of(read_.schema.functions), Strings{"f"});
}

TEST_F(LeaveOut, what_hangs_on_a_table_goes_with_it) {
  kept_.tables = {table({"", "ours"})};
  read_.schema.tables = {table({"", "ours"}, {key_to({"", "theirs"})}), table({"", "theirs"})};
  read_.schema.sequences = {{.name = {"", "of_theirs"}, .owned_by = {{{"", "theirs"}, "id"}}},
                            {.name = {"", "of_ours"}, .owned_by = {{{"", "ours"}, "id"}}}};
  read_.schema.triggers = {{.table = {"", "ours"}, .name = "t"},
                           {.table = {"", "theirs"}, .name = "t"}};
  read_.defects = {{"tables/theirs", "broken", {"", "theirs"}},
                   {"tables/ours", "broken", {"", "ours"}}};
  read_.omissions = {{"tables/theirs", "rule", {"", "theirs"}},
                     {"tables/ours", "rule", {"", "ours"}}};
  EXPECT_EQ(leave({"theirs"}), Strings{"theirs"});
  EXPECT_EQ(names_of(read_.schema.sequences), Strings{"of_ours"});
  ASSERT_EQ(read_.schema.triggers.size(), 1u);
  EXPECT_EQ(read_.schema.triggers[0].table.name, "ours");
  ASSERT_EQ(read_.defects.size(), 1u);
  EXPECT_EQ(read_.defects[0].path, "tables/ours");
  ASSERT_EQ(read_.omissions.size(), 1u);
  EXPECT_EQ(read_.omissions[0].path, "tables/ours");
  // No history that does not make 'theirs' can make it.
  EXPECT_TRUE(read_.schema.tables.at(0).foreign_keys.empty());
}

TEST_F(LeaveOut, what_hangs_on_a_table_that_stays_is_reported) {
  kept_.tables = {table({"", "ours"})};
  read_.schema.tables = {table({"", "ours"}, {key_to({"", "ours"}), key_to({"other", "far"})})};
  read_.schema.triggers = {{.table = {"", "ours"}, .name = "t"}};
  leave({"*"});
  EXPECT_EQ(read_.schema.triggers.size(), 1u);
  ASSERT_EQ(read_.schema.tables.at(0).foreign_keys.size(), 1u);
  EXPECT_EQ(read_.schema.tables[0].foreign_keys[0].ref_table.name, "ours");
}

TEST_F(LeaveOut,
       a_foreign_key_to_a_schema_that_is_not_looked_at_is_reported_unless_a_pattern_excludes_it) {
  kept_.tables = {table({"", "ours"})};
  read_.schema.tables = {table({"", "ours"}, {key_to({"other", "far"})})};
  leave({});
  EXPECT_EQ(read_.schema.tables[0].foreign_keys.size(), 1u);
  leave({}, {"public"});
  EXPECT_EQ(read_.schema.tables[0].foreign_keys.size(), 0u);
}

TEST_F(LeaveOut, partitions_go_with_their_table_and_theirs_with_them) {
  Table part = table({"", "part"}), below = table({"archive", "below"}), mine = table({"", "mine"});
  part.partition_of = {{"", "theirs"}, "DEFAULT"};
  below.partition_of = {{"", "part"}, "DEFAULT"};
  mine.partition_of = {{"", "theirs"}, "DEFAULT"};
  kept_.tables = {mine};
  read_.schema.tables = {below, mine, part, table({"", "theirs"})};
  leave({"theirs"});
  EXPECT_EQ(tables(), Strings{"mine"});
}

TEST_F(LeaveOut, takes_what_is_in_schemas_that_are_not_asked_for) {
  read_.schema.tables = {table({"", "a"}), table({"shop", "b"}), table({"audit", "c"})};
  read_.schema.enums = {{.name = {"", "mood"}}, {.name = {"shop", "mood"}}};
  // Nobody asked for these not to be looked at one by one.
  EXPECT_EQ(leave({}, {"shop"}), Strings{});
  EXPECT_EQ(tables(), Strings{"shop.b"});
  EXPECT_EQ(names_of(read_.schema.enums), Strings{"shop.mood"});
}

TEST_F(LeaveOut, a_database_without_schemas_has_none_to_choose_from) {
  naming_.has_schemas = false;
  read_.schema.tables = {table({"", "a"})};
  leave({}, {"shop"});
  EXPECT_EQ(tables(), Strings{"a"});
}

TEST_F(LeaveOut, the_default_schema_goes_by_the_name_that_the_database_has_for_it) {
  read_.schema.tables = {table({"", "a"}), table({"shop", "b"})};
  leave({}, {"pub*"});
  EXPECT_EQ(tables(), Strings{"a"});
  leave({"public.a"});
  EXPECT_EQ(tables(), Strings{});
}

TEST_F(LeaveOut, case_counts_where_the_database_says_so) {
  read_.schema.tables = {table({"", "Tmp"}), table({"", "tmp"})};
  leave({"tmp"});
  EXPECT_EQ(tables(), Strings{"Tmp"});
  naming_ = {"main", schema::LetterCase::ignored, false};
  leave({"MAIN.tmp"});
  EXPECT_EQ(tables(), Strings{});
}

TEST_F(LeaveOut, every_ledger_is_left_whatever_it_is_called) {
  read_.schema.tables = {ledger::version_table({"", "billing_version"}),
                         ledger::version_table({"ops", "alembic_version"}),
                         ledger::history_table({"", "billing_version_history"}),
                         table({"", "version"})};
  // What has the columns and another key is somebody's own.
  Table like = ledger::version_table({"", "releases"});
  like.primary_key->name = "releases_pkey";
  read_.schema.tables.push_back(like);
  EXPECT_EQ(leave({}), Strings{});
  EXPECT_EQ(tables(), (Strings{"version", "releases"}));
}

TEST_F(LeaveOut, a_ledger_that_the_history_makes_is_its_own) {
  kept_.tables = {ledger::version_table({"", "alembic_version"})};
  read_.schema.tables = kept_.tables;
  leave({});
  EXPECT_EQ(tables(), Strings{"alembic_version"});
}

TEST_F(LeaveOut, says_why_of_each_thing_whatever_kind_it_is) {
  Table part = table({"", "x_part"});
  part.partition_of = {{"", "x_table"}, "DEFAULT"};
  read_.schema = {.tables = {ledger::version_table({"", "versions"}), part, table({"", "x_table"})},
                  .enums = {{.name = {"far", "mood"}}},
                  .schemas = {{.name = {"", "far"}}},
                  .extensions = {{.name = {"", "citext"}}},
                  .sequences = {{.name = {"", "ids"}, .owned_by = {{{"", "x_table"}, "id"}}}},
                  .domains = {{.name = {"far", "email"}}},
                  .views = {{.name = {"", "x_view"}}},
                  .functions = {{.name = {"", "x_f"}}},
                  .triggers = {{.table = {"", "x_table"}, .name = "t"}}};
  leave({"x_table", "x_view", "x_f"}, {"public"});
  EXPECT_TRUE(read_.schema == Schema{});
  std::map<std::string, Reason> reasons;
  for (const LeftOut& one : left_out_) reasons[one.path] = one.reason;
  EXPECT_EQ(reasons, (std::map<std::string, Reason>{{"tables/versions", Reason::ledger},
                                                    {"tables/x_part", Reason::owner},
                                                    {"tables/x_table", Reason::pattern},
                                                    {"enums/far.mood", Reason::schema},
                                                    {"schemas/far", Reason::administrator},
                                                    {"extensions/citext", Reason::administrator},
                                                    {"sequences/ids", Reason::owner},
                                                    {"domains/far.email", Reason::schema},
                                                    {"views/x_view", Reason::pattern},
                                                    {"functions/x_f()", Reason::pattern},
                                                    {"triggers/x_table/t", Reason::owner}}));
}

TEST_F(LeaveOut, reads_the_schemas_of_the_history_and_those_that_a_filter_chooses) {
  kept_.views = {{.name = {"audit", "v"}}};
  kept_.triggers = {{.table = {"shop", "t"}, .name = "t"}};
  kept_.extensions = {{.name = {"", "citext"}, .in_schema = "types"}};
  kept_.schemas = {{.name = {"", "empty"}}};
  const auto all = [] { return Strings{"audit", "other", "public"}; };
  const auto read = [&](Strings schemas) {
    return Scope({{}, std::move(schemas)}, naming_).schemas_to_read(kept_, all);
  };
  EXPECT_EQ(read({}), (Strings{"audit", "empty", "shop", "types"}));
  EXPECT_EQ(read({"*"}), (Strings{"audit", "empty", "shop", "types", "other", "public"}));
  naming_.has_schemas = false;
  EXPECT_EQ(read({"*"}), (Strings{"audit", "empty", "shop", "types"}));
}

TEST(ScopeOfModels, knows_no_default_schema_before_there_is_a_database) {
  const Scope scope({{"a"}, {"shop"}}, {});
  EXPECT_EQ(scope.reason_for({"", "a"}), Reason::pattern);
  EXPECT_EQ(scope.reason_for({"", "b"}), std::nullopt);
  EXPECT_EQ(scope.reason_for({"shop", "b"}), std::nullopt);
  EXPECT_EQ(scope.reason_for({"audit", "b"}), Reason::schema);
}

schema::Index index_on(std::string name, std::string column) {
  schema::Index index;
  index.name = std::move(name);
  index.elements.emplace_back().column = std::move(column);
  return index;
}

class LeaveOutParts : public LeaveOut {
 protected:
  LeaveOutParts() {
    Table ours = table({"", "users"});
    ours.columns.push_back({.name = "old_ours"});
    ours.indexes = {index_on("dba_ours", "id")};
    kept_.tables = {ours};
    ours.columns.push_back({.name = "old_a"});
    ours.columns.push_back({.name = "b"});
    ours.indexes.push_back(index_on("dba_a", "id"));
    ours.indexes.push_back(index_on("ix_old_a", "old_a"));
    ours.indexes.push_back(index_on("ix_b", "b"));
    ours.uniques = {{.name = "uq_old_a", .columns = {"old_a"}}, {.name = "x_uq", .columns = {"b"}}};
    ours.checks = {{.name = "", .expression = "old_a > 0"}, {.name = "ck", .expression = "b > 0"}};
    read_.schema.tables = {ours};
    read_.schema.triggers = {{.table = {"", "users"}, .name = "x_audit"},
                             {.table = {"", "users"}, .name = "audit"}};
    read_.defects = {{"tables/users/indexes/dba_a", "not built", {"", "users"}},
                     {"tables/users/indexes/ix_b", "not built", {"", "users"}}};
  }
  const Table& users() const { return read_.schema.tables.at(0); }
  static Strings own_names(const auto& things) {
    Strings names;
    for (const auto& thing : things) names.push_back(thing.name);
    return names;
  }
};

TEST_F(LeaveOutParts, are_indexes_that_no_revision_made_with_what_is_said_of_them) {
  EXPECT_EQ(leave({"index:dba_*"}), Strings{"index dba_a of users"});
  EXPECT_EQ(own_names(users().indexes), (Strings{"dba_ours", "ix_old_a", "ix_b"}));
  ASSERT_EQ(read_.defects.size(), 1U);
  EXPECT_EQ(read_.defects[0].path, "tables/users/indexes/ix_b");
}

TEST_F(LeaveOutParts, are_columns_with_the_constraints_and_indexes_on_them) {
  EXPECT_EQ(leave({"column:users.old_*"}), Strings{"column old_a of users"});
  EXPECT_EQ(own_names(users().columns), (Strings{"id", "old_ours", "b"}));
  EXPECT_EQ(own_names(users().indexes), (Strings{"dba_ours", "dba_a", "ix_b"}));
  EXPECT_EQ(own_names(users().uniques), Strings{"x_uq"});
  EXPECT_EQ(own_names(users().checks), Strings{"ck"});
}

TEST_F(LeaveOutParts, are_constraints_and_triggers) {
  EXPECT_EQ(leave({"constraint:x_*", "trigger:*.x_*"}),
            (Strings{"constraint x_uq of users", "trigger x_audit of users"}));
  EXPECT_EQ(own_names(users().uniques), Strings{"uq_old_a"});
  EXPECT_EQ(own_names(read_.schema.triggers), Strings{"audit"});
}

TEST_F(LeaveOutParts, of_another_table_stay) {
  EXPECT_EQ(leave({"column:posts.*", "index:posts.*", "constraint:audit.users.*", "trigger:p*.*"}),
            Strings{});
}

}  // namespace
}  // namespace limbeck::scope::scope_test
