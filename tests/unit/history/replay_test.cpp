#include "migrations/history/replay.h"

#include <gtest/gtest.h>

#include <chrono>
#include <deque>

#include "limbeck/revision.h"
#include "migrations/diagnostics/diagnostics.h"
#include "migrations/findings/rule_id.h"
#include "migrations/history/losses.h"
#include "migrations/history/state.h"

namespace limbeck::history {
namespace {

using limbeck::Operations;

// A manifest made in a test; entry i stands on line 100 * (i + 1) of `h.cpp`.
class History {
 public:
  History& add(std::string id, Revision revision) {
    ids_.push_back(std::move(id));
    revisions_.push_back(revision);
    const int line = 100 * static_cast<int>(revisions_.size());
    entries_.push_back({ids_.back(), &revisions_.back(), "h.cpp", line, ""});
    return *this;
  }
  /// On top of the revision added before.
  History& then(std::string id, RevisionStep upgrade, Downgrade downgrade = {}) {
    Revision revision;
    if (!ids_.empty()) revision.revises = {ids_.back()};
    revision.upgrade = upgrade;
    revision.downgrade = downgrade;
    return add(std::move(id), revision);
  }
  void of(std::vector<std::string_view> dialects) { dialects_ = std::move(dialects); }
  Manifest manifest() const {
    Manifest manifest{};
    manifest.name = "test";
    manifest.entries = entries_.data();
    manifest.size = entries_.size();
    manifest.dialects = dialects_.data();
    manifest.dialect_count = dialects_.size();
    return manifest;
  }
  Graph graph() const { return std::get<Graph>(Graph::build(nodes_of(manifest()))); }
  Replay replay() const { return history::replay(manifest(), topological_order(graph())); }
  std::vector<std::string> verify() const {
    std::vector<std::string> told;
    for (const auto& problem : history::verify(manifest(), graph())) {
      const bool own = problem.location.file == "h.cpp";
      told.push_back((own ? std::to_string(problem.location.line) + ": " : "") + problem.message);
    }
    return told;
  }

 private:
  std::deque<std::string> ids_;
  std::deque<Revision> revisions_;
  std::vector<ManifestEntry> entries_;
  std::vector<std::string_view> dialects_;
};

using Told = std::vector<std::string>;

void users(Operations& op) {
  op.create_table("users",
                  {.columns = {{.name = "id", .type = bigint}, {.name = "nick", .type = text}},
                   .primary_key = {.name = "pk_users", .columns = {"id"}},
                   .uniques = {{.name = "uq_users_nick", .columns = {"nick"}}}});
}
void drop_users(Operations& op) { op.drop_table("users"); }
void posts(Operations& op) {
  op.create_table(
      "posts", {.columns = {{.name = "id", .type = bigint}, {.name = "author_id", .type = bigint}},
                .primary_key = {.columns = {"id"}},
                .foreign_keys = {{.name = "fk_posts_author_id_users",
                                  .columns = {"author_id"},
                                  .ref_table = "users",
                                  .ref_columns = {"id"}}}});
}

// The line on which the macro stands, as an operation on it would have it.
#define HERE static_cast<int>(std::source_location::current().line())

TEST(Replay, gives_the_schema_at_a_revision) {
  History history;
  history.then("a", users).then("b", posts).then("c", [](Operations& op) {
    op.add_column("users", {.name = "email", .type = text, .nullable = true});
  });
  EXPECT_EQ(replay(history.manifest(), {}).schema, schema::Schema());
  EXPECT_EQ(replay(history.manifest(), {0}).schema.tables.size(), 1U);
  const Replay head = history.replay();
  EXPECT_TRUE(head.problems.empty());
  ASSERT_EQ(head.schema.tables.size(), 2U);
  EXPECT_EQ(head.schema.tables[1].columns.back().name, "email");
}

TEST(Replay, of_branches_takes_parents_and_dependencies_first) {
  Revision a, x, m;
  a.upgrade = users;
  x.depends_on = {"a"};
  x.upgrade = posts;
  m.revises = {"a", "x"};
  History history;
  history.add("x", x).add("m", m).add("a", a);
  const Replay head = history.replay();
  EXPECT_TRUE(head.problems.empty());
  EXPECT_EQ(head.schema.tables.size(), 2U);
}

TEST(Replay, reports_an_operation_that_cannot_be_applied_at_its_line) {
  static int line = 0;
  History history;
  history.then("a", users).then("b", [](Operations& op) {
    line = HERE + 1;
    op.drop_column("users", "nik");
  });
  const Replay head = history.replay();
  ASSERT_EQ(head.problems.size(), 1U);
  EXPECT_EQ(head.problems[0].location.line, line);
  EXPECT_EQ(
      head.problems[0].message,
      "drop_column: table 'users' has no column 'nik' at this revision; did you mean 'nick'?");
}

TEST(ReplayLocations, are_the_lines_that_made_or_changed_things_last) {
  static int created = 0, altered = 0, renamed = 0;
  History history;
  history
      .then("a",
            [](Operations& op) {
              created = HERE + 1;
              op.create_table("users", {.columns = {{.name = "id", .type = bigint},
                                                    {.name = "nick", .type = text},
                                                    {.name = "age", .type = integer}},
                                        .primary_key = {.columns = {"id"}},
                                        .uniques = {{.name = "uq_nick", .columns = {"nick"}}}});
            })
      .then("b",
            [](Operations& op) {
              altered = HERE + 1;
              op.alter_column("users", "nick", {.nullable = true});
              op.drop_column("users", "age");
            })
      .then("c", [](Operations& op) {
        renamed = HERE + 1;
        op.rename_table("users", "people");
        op.rename_column("people", "id", "person_id");
      });
  const schema::SourceMap map = history.replay().locations;
  const auto line = [&](const std::string& path) {
    const auto found = map.find(path);
    return found == map.end() ? 0 : found->second.line;
  };
  EXPECT_EQ(line("tables/people"), renamed);
  EXPECT_EQ(line("tables/people/columns/nick"), altered);
  EXPECT_EQ(line("tables/people/columns/person_id"), renamed + 1);
  EXPECT_EQ(line("tables/people/constraints/uq_nick"), created);
  EXPECT_EQ(line("tables/people/primary_key"), created);
  EXPECT_EQ(map.size(), 5U);
}

TEST(ReplayLocations, forget_what_is_dropped_and_no_more) {
  History history;
  history.then("a", [](Operations& op) {
    op.create_enum("mood", {"sad", "glad"});
    op.rename_enum_value("mood", "glad", "happy");
    op.create_table("log", {.columns = {{.name = "id", .type = bigint}}});
    op.create_table("log_old",
                    {.columns = {{.name = "id", .type = bigint}, {.name = "x", .type = text}}});
    op.create_primary_key("pk", "log_old", {"id"});
    op.create_index("ix", "log_old", {"x"});
    op.drop_index("ix", "log_old");
    op.drop_constraint("pk", "log_old");
    op.execute("whatever", [](Operations& effect) { effect.drop_table("log"); });
  });
  const Replay head = history.replay();
  ASSERT_TRUE(head.problems.empty()) << head.problems[0].message;
  Told paths;
  for (const auto& [path, location] : head.locations) paths.push_back(path);
  EXPECT_EQ(paths,
            (Told{"enums/mood", "enums/mood/values/happy", "enums/mood/values/sad",
                  "tables/log_old", "tables/log_old/columns/id", "tables/log_old/columns/x"}));
}

TEST(OperationsOf, a_downgrade_may_be_the_reverse_of_the_upgrade) {
  History history;
  history.then("a", users, reverse_of_upgrade);
  const auto result =
      operations_of(history.manifest(), history.manifest().entries[0], Direction::downgrade, {});
  const auto& operations = std::get<std::vector<operations::Operation>>(result);
  ASSERT_EQ(operations.size(), 1U);
  EXPECT_EQ(operations::name_of(operations[0]), "drop_table");
}

TEST(OperationsOf, a_downgrade_that_is_not_there_says_why) {
  History history;
  history.then("a", users, irreversible("rows were merged")).then("b", posts).then("c", nullptr);
  const auto told = [&](int i) {
    const auto result =
        operations_of(history.manifest(), history.manifest().entries[i], Direction::downgrade, {});
    return std::get<std::vector<Finding>>(result).front().message;
  };
  EXPECT_EQ(told(0), "revision a cannot be downgraded: rows were merged");
  EXPECT_EQ(told(1),
            "revision b does not say how it is downgraded; give it a .downgrade: operations, "
            "limbeck::reverse_of_upgrade or limbeck::irreversible(\"why\")");
  const auto nothing =
      operations_of(history.manifest(), history.manifest().entries[2], Direction::downgrade, {});
  EXPECT_TRUE(std::get<std::vector<operations::Operation>>(nothing).empty());
}

TEST(Verify, finds_nothing_wrong_with_downgrades_that_lead_back) {
  History history;
  history.then("a", users, drop_users)
      .then("b", posts, reverse_of_upgrade)
      .then(
          "c", [](Operations& op) { op.rename_column("users", "id", "user_id"); },
          [](Operations& op) { op.rename_column("users", "user_id", "id"); })
      .then(
          "d", [](Operations& op) { op.rename_table("users", "people"); }, reverse_of_upgrade)
      .then(
          "e", [](Operations& op) { op.drop_column("posts", "author_id"); }, irreversible("gone"));
  // What e leaves out of account: the foreign key still stands on the column.
  EXPECT_EQ(history.verify().size(), 1U);
  EXPECT_TRUE(History().verify().empty());
}

TEST(Verify, follows_what_stands_beside_tables) {
  const auto make = [](Operations& op) {
    op.create_table("users",
                    {.columns = {{.name = "id", .type = bigint}, {.name = "name", .type = text}}});
    op.create_function("touch", {.definition = "RETURNS trigger AS 'x'"});
    op.create_trigger("tr", "users",
                      {.fires = "BEFORE UPDATE OF name", .definition = "EXECUTE FUNCTION touch()"});
    op.create_sequence("ids", {.owned_by = {"users", "id"}});
    op.create_view("names", {.definition = "SELECT name FROM users"});
  };
  const auto change = [](Operations& op) {
    op.rename_table("users", "people");
    op.rename_column("people", "name", "called");
    op.replace_view("names", {.definition = "SELECT called FROM people"});
    op.drop_column("people", "id");
  };
  History history;
  history.then("a1", make, reverse_of_upgrade).then("b2", change, reverse_of_upgrade);
  history.then(
      "c3", [](Operations& op) { op.drop_table("people"); }, reverse_of_upgrade);
  history.then(
      "d4", [](Operations& op) { op.create_comment(on_view("names"), "x"); },
      [](Operations& op) { op.create_comment(on_view("names"), "y"); });
  const Told told = history.verify();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_NE(told[0].find("the downgrade of revision d4 does not lead back to the schema before it: "
                         "view 'names' is different"),
            std::string::npos)
      << told[0];
}

TEST(ReplayLocations, of_objects_follow_their_tables) {
  History history;
  history.then("a1", [](Operations& op) {
    op.create_table("users", {.columns = {{.name = "id", .type = bigint}}});
    op.create_trigger("tr", "users", {.fires = "AFTER DELETE", .definition = "EXECUTE …"});
    op.create_view({"app", "v"}, {.definition = "SELECT 1"});
    op.create_function("f", {.arguments = "a int", .definition = "RETURN 1"});
    op.rename_table("users", "people");
    op.drop_view({"app", "v"});
  });
  const auto locations = history.replay().locations;
  EXPECT_TRUE(locations.contains("triggers/people/tr"));
  EXPECT_FALSE(locations.contains("triggers/users/tr"));
  EXPECT_TRUE(locations.contains("functions/f(integer)"));
  EXPECT_FALSE(locations.contains("views/app.v"));
}

TEST(Verify, lets_a_downgrade_spell_what_every_database_keeps_alike) {
  History history;
  history
      .then("a",
            [](Operations& op) {
              op.create_table("t", {.columns = {{.name = "n", .type = numeric(10)}}});
              op.create_index("ix", "t", {"n"});
            })
      .then(
          "b", [](Operations& op) { op.drop_index("ix", "t"); },
          [](Operations& op) { op.create_index("ix", "t", {"n"}, {.method = "btree"}); });
  EXPECT_EQ(history.verify().size(), 1U) << "nobody knows what keeps it";
  history.of({"postgresql", "sqlite"});
  EXPECT_EQ(history.verify(), Told{});
}

TEST(Verify, says_in_a_few_words_what_a_downgrade_leaves_or_loses) {
  History history;
  history.then("a", users, drop_users)
      .then(
          "b",
          [](Operations& op) {
            op.add_column("users", {.name = "x", .type = text, .nullable = true});
          },
          [](Operations& op) {
            op.drop_column("users", "x");
            op.drop_constraint("uq_users_nick", "users");
          })
      .then(
          "c",
          [](Operations& op) {
            op.add_column("users", {.name = "y", .type = text, .nullable = true});
            op.alter_column("users", "nick", {.nullable = true});
          },
          [](Operations&) {})
      .then("d", posts, [](Operations& op) { op.execute("DROP TABLE posts"); });
  EXPECT_EQ(
      history.verify(),
      (Told{"the downgrade of revision b does not lead back to the schema before it: unique "
            "constraint "
            "'uq_users_nick' of table 'users' is missing",
            "300: the downgrade of revision c does not lead back to the schema before it: column "
            "'users.nick' is still nullable; column 'users.y' is not dropped"}));
}

TEST(Verify, points_to_the_first_operation_of_a_downgrade_that_goes_astray) {
  static int line = 0;
  History history;
  history.then("a", users, [](Operations& op) {
    line = HERE + 1;
    op.drop_column("users", "nick");
  });
  auto found = verify(history.manifest(), history.graph());
  ASSERT_EQ(found.size(), 1U);  // nick is needed by a unique constraint
  EXPECT_EQ(found[0].location.line, line);
}

TEST(Verify, reports_why_an_upgrade_cannot_be_reversed) {
  History history;
  history.then("a", users, drop_users)
      .then(
          "b", [](Operations& op) { op.execute("UPDATE users SET nick = ''"); },
          reverse_of_upgrade);
  const Told told = history.verify();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_NE(told[0].find("execute: limbeck cannot know what undoes this SQL"), std::string::npos)
      << told[0];
}

TEST(Verify, reports_an_upgrade_that_cannot_be_applied_once) {
  History history;
  history.then("a", users, reverse_of_upgrade)
      .then(
          "b",
          [](Operations& op) {
            op.add_column("user", {.name = "x", .type = text, .nullable = true});
          },
          reverse_of_upgrade)
      .then(
          "c", [](Operations& op) { op.drop_column("users", "x"); }, reverse_of_upgrade)
      .then("d", posts, [](Operations&) {});
  const Told told = history.verify();
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told[0],
            "add_column: there is no table 'user' at this revision; did you mean 'users'?");
  EXPECT_LE(told.size(), 2U);
}

TEST(Verify, what_a_downgrade_gets_wrong_spoils_nothing_above_it) {
  History history;
  history.then("a", users, [](Operations&) {}).then("b", posts, reverse_of_upgrade);
  EXPECT_EQ(history.verify(), (Told{"100: the downgrade of revision a does not lead back to the "
                                    "schema before it: table 'users' is not "
                                    "dropped"}));
}

TEST(UnmarkedLosses, an_upgrade_that_destroys_rows_is_reported_until_its_revision_says_why) {
  const auto drop = [](Operations& op) { op.drop_table("users"); };
  Revision marked;
  marked.revises = {"a"};
  marked.upgrade = drop;
  marked.destructive = "nobody used it";
  History history;
  history.then("a", users);
  const auto lost = [](const History& of) {
    std::vector<std::string> words;
    for (const UnmarkedLoss& loss : unmarked_losses(of.manifest(), of.graph()))
      words.push_back(std::to_string(loss.revision) + ": " +
                      std::string(fact(loss.loss, "destroys")));
    return words;
  };
  EXPECT_EQ(lost(History(history).then("b", drop, reverse_of_upgrade)),
            Told{"1: all rows of 'users'"});
  EXPECT_EQ(lost(History(history).add("b", marked)), Told{});
}

TEST(UnmarkedLosses, a_downgrade_may_destroy) {
  History history;
  history.then("a", users, [](Operations& op) { op.drop_table("users"); });
  EXPECT_TRUE(unmarked_losses(history.manifest(), history.graph()).empty());
}

TEST(ReportProblems, a_revision_that_says_yes_and_no_to_older_programs_is_named) {
  Revision revision;
  revision.upgrade = users;
  revision.downgrade = reverse_of_upgrade;
  revision.compatible = "it only adds";
  revision.incompatible = "it does not";
  History history;
  history.add("a", revision);
  diagnostics::Diagnostics diagnostics;
  report_problems(history.manifest(), history.graph(), "", diagnostics);
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].rule, RuleId::compatible);
  EXPECT_EQ(diagnostics.all()[0].location.line, 100);
}

}  // namespace
}  // namespace limbeck::history
