// What operations leave without a name has the name that the target's convention gives it.
#include <gtest/gtest.h>

#include <algorithm>

#include "limbeck/revision.h"
#include "migrations/history/recorded.h"
#include "migrations/history/replay.h"
#include "migrations/state/replay.h"

namespace limbeck::history::naming_test {
namespace {

void make_tables(Operations& op) {
  op.create_table("users", {.columns = {{.name = "id", .type = bigint},
                                        {.name = "email", .type = text},
                                        {.name = "age", .type = integer}},
                            .primary_key = {.columns = {"id"}},
                            .uniques = {{.columns = {"email", "age"}}},
                            .checks = {{.expression = "age > 0 AND email <> ''"}},
                            .excludes = {{.definition = "USING gist (id WITH =)"}}});
  op.create_table(
      "posts",
      {.columns = {{.name = "id", .type = bigint}, {.name = "author", .type = bigint}},
       .primary_key = {.name = "own name", .columns = {"id"}},
       .foreign_keys = {{.columns = {"author"}, .ref_table = "users", .ref_columns = {"id"}}}});
}

void one_by_one(Operations& op) {
  op.create_table("users",
                  {.columns = {{.name = "id", .type = bigint}, {.name = "email", .type = text}}});
  op.create_primary_key("", "users", {"id"});
  op.create_unique_constraint("users", {.columns = {"email"}});
  op.add_column("users", {.name = "boss", .type = bigint, .nullable = true});
  op.create_foreign_key("users",
                        {.columns = {"boss"}, .ref_table = "users", .ref_columns = {"id"}});
  // The column was made by this revision, and the table has another name by then.
  op.rename_table("users", "people");
  op.create_check_constraint("people", {.expression = "boss <> id"});
  op.create_exclude_constraint("people", {.definition = "USING gist (id WITH =)"});
  op.create_index("", "people", {"boss", expression("lower(email)")});
  op.autocommit_block([](Operations& block) { block.create_index("", "people", {desc("email")}); });
  op.execute("SELECT 1", [](Operations& effect) {
    effect.create_check_constraint("people", {.expression = "email <> ''"});
  });
}

// A history of these upgrades, each on the one before.
class NamedHistory {
 public:
  explicit NamedHistory(std::vector<RevisionStep> upgrades) : revisions_(upgrades.size()) {
    for (std::size_t i = 0; i < upgrades.size(); ++i) {
      ids_.push_back("r" + std::to_string(i));
      revisions_[i].upgrade = upgrades[i];
      revisions_[i].downgrade = reverse_of_upgrade;
    }
    for (std::size_t i = 0; i < upgrades.size(); ++i) {
      if (i > 0) revisions_[i].revises = {ids_[i - 1]};
      entries_.push_back({ids_[i], &revisions_[i], "h.cpp", 1, ""});
    }
    manifest.entries = entries_.data();
    manifest.size = entries_.size();
  }
  std::vector<Revision>& revisions() { return revisions_; }

  Graph graph() const { return std::get<Graph>(Graph::build(nodes_of(manifest))); }
  schema::Schema head() const {
    const Replay replay = history::replay(manifest, topological_order(graph()));
    for (const auto& problem : replay.problems) ADD_FAILURE() << problem.message;
    EXPECT_EQ(state::replay_with_locations(manifest, topological_order(graph())).schema,
              replay.schema);
    for (const auto& problem : state::verify(manifest, graph())) ADD_FAILURE() << problem.message;
    return replay.schema;
  }
  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const schema::Table& table : head().tables) {
      if (table.primary_key) names.push_back(table.primary_key->name);
      const auto add = [&](const auto& one) { names.push_back(one.name); };
      std::ranges::for_each(table.uniques, add);
      std::ranges::for_each(table.foreign_keys, add);
      std::ranges::for_each(table.checks, add);
      std::ranges::for_each(table.excludes, add);
      std::ranges::for_each(table.indexes, add);
    }
    return names;
  }

  Manifest manifest{};

 private:
  std::vector<std::string> ids_;
  std::vector<Revision> revisions_;
  std::vector<ManifestEntry> entries_;
};

using NameList = std::vector<std::string>;

TEST(NamesOfOperations, are_the_conventions_inside_create_table) {
  EXPECT_EQ(NamedHistory({make_tables}).names(),
            (NameList{"own name", "fk_posts_author_users", "pk_users", "uq_users_email_age",
                      "ck_users_email_age", "ex_users"}));
}

TEST(NamesOfOperations, are_the_conventions_for_each_operation_and_inside_blocks) {
  NamedHistory history({one_by_one});
  history.revisions()[0].downgrade = {};  // nobody knows how to undo its SQL
  EXPECT_EQ(history.names(), (NameList{"pk_users", "uq_users_email", "fk_users_boss_users",
                                       "ck_people_email", "ck_people_id_boss", "ex_people",
                                       "ix_people_boss_lower_email", "ix_people_email"}));
}

TEST(NamesOfOperations, are_by_the_targets_patterns) {
  NamedHistory history({make_tables});
  constexpr std::string_view patterns[] = {"uq=%(table_name)s_%(column_0_N_name)s_key",
                                           "pk=%(table_name)s_pkey"};
  const Texts lists[] = {{patterns, 2}};
  history.manifest.naming = lists;
  EXPECT_EQ(history.names(), (NameList{"own name", "fk_posts_author_users", "users_pkey",
                                       "users_email_age_key", "ck_users_email_age", "ex_users"}));
}

TEST(NamesOfOperations, stay_those_of_the_patterns_that_their_revision_was_written_under) {
  NamedHistory history(
      {[](Operations& op) {
         op.create_table(
             "t", {.columns = {{.name = "a", .type = integer}, {.name = "b", .type = integer}},
                   .uniques = {{.columns = {"a"}}}});
       },
       [](Operations& op) { op.create_unique_constraint("t", {.columns = {"b"}}); }});
  constexpr std::string_view later[] = {"uq=later_%(column_0_name)s"};
  const Texts lists[] = {{}, {later, 1}};
  const unsigned char naming_of[] = {0, 1};
  history.manifest.naming = lists;
  history.manifest.naming_of = naming_of;
  EXPECT_EQ(history.names(), (NameList{"later_b", "uq_t_a"}));
}

TEST(NamesOfOperations, are_left_to_the_database_by_an_empty_pattern) {
  NamedHistory history({make_tables});
  constexpr std::string_view patterns[] = {"uq="};
  const Texts lists[] = {{patterns, 1}};
  history.manifest.naming = lists;
  const NameList names = history.names();
  EXPECT_EQ(std::ranges::count(names, ""), 1);
}

TEST(NamesOfOperations, are_the_same_for_what_a_database_runs) {
  const NamedHistory history({make_tables, [](Operations& op) {
                                op.create_unique_constraint("posts", {.columns = {"author"}});
                              }});
  const schema::Schema head = history.head();
  const auto& entry = history.manifest.entries[1];
  schema::Schema before = NamedHistory({make_tables}).head();
  const auto back = operations_of(history.manifest, entry, Direction::downgrade, before);
  const auto& operations = std::get<std::vector<operations::Operation>>(back);
  EXPECT_EQ(std::get<operations::DropConstraint>(operations.at(0).value).name, "uq_posts_author");
  const auto upgrade = recorded_upgrade(history.manifest, entry, before);
  EXPECT_EQ(std::get<operations::CreateUnique>(upgrade.at(0).value).constraint.name,
            "uq_posts_author");
}

TEST(NamesOfOperations, are_no_hindrance_to_dropping_a_constraint_by_what_it_stands_on) {
  const NamedHistory history(
      {make_tables, [](Operations& op) {
         op.drop_constraint("", "posts", {.columns = {"author"}});
         op.drop_constraint("", "users",
                            {.type = ConstraintType::unique, .columns = {"email", "age"}});
         op.drop_constraint("", "users", {.expression = "age > 0 AND email <> ''"});
         op.drop_constraint("", "posts", {.type = ConstraintType::primary});
       }});
  EXPECT_EQ(history.names(), (NameList{"pk_users", "ex_users"}));
}

TEST(NamesOfOperations, that_come_out_alike_are_a_problem_that_says_so) {
  const NamedHistory history({[](Operations& op) {
    op.create_table("t", {.columns = {{.name = "a", .type = integer}}});
    op.create_exclude_constraint("t", {.definition = "USING gist (a WITH =)"});
    op.create_exclude_constraint("t", {.definition = "USING gist (a WITH <>)"});
  }});
  const auto problems = state::verify(history.manifest, history.graph());
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_NE(problems[0].message.find("'ex_t' already"), std::string::npos) << problems[0].message;
}

}  // namespace
}  // namespace limbeck::history::naming_test
