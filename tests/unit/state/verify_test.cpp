#include <gtest/gtest.h>

#include "migrations/state/replay.h"
#include "tests/unit/history/written_history.h"

namespace limbeck::state::verify_test {
namespace {

using namespace test;
using limbeck::Operations;
using Told = std::vector<std::string>;

Told verified(const WrittenHistory& history) {
  Told told;
  for (const auto& problem : verify(history.manifest(), history.graph())) {
    const bool own = problem.location.file == "h.cpp";
    told.push_back((own ? std::to_string(problem.location.line) + ": " : "") + problem.message);
  }
  return told;
}

TEST(Verify, finds_nothing_wrong_with_downgrades_that_lead_back) {
  WrittenHistory history;
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
  EXPECT_EQ(verified(history).size(), 1U);
  EXPECT_TRUE(verified(WrittenHistory()).empty());
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
  WrittenHistory history;
  history.then("a1", make, reverse_of_upgrade).then("b2", change, reverse_of_upgrade);
  history.then(
      "c3", [](Operations& op) { op.drop_table("people"); }, reverse_of_upgrade);
  history.then(
      "d4", [](Operations& op) { op.create_comment(on_view("names"), "x"); },
      [](Operations& op) { op.create_comment(on_view("names"), "y"); });
  const Told told = verified(history);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_NE(told[0].find("the downgrade of revision d4 does not lead back to the schema before it: "
                         "view 'names' is different"),
            std::string::npos)
      << told[0];
}

TEST(Verify, lets_a_downgrade_spell_what_every_database_keeps_alike) {
  WrittenHistory history;
  history
      .then("a",
            [](Operations& op) {
              op.create_table("t", {.columns = {{.name = "n", .type = numeric(10)}}});
              op.create_index("ix", "t", {"n"});
            })
      .then(
          "b", [](Operations& op) { op.drop_index("ix", "t"); },
          [](Operations& op) { op.create_index("ix", "t", {"n"}, {.method = "btree"}); });
  EXPECT_EQ(verified(history).size(), 1U) << "nobody knows what keeps it";
  history.of({"postgresql", "sqlite"});
  EXPECT_EQ(verified(history), Told{});
}

TEST(Verify, says_in_a_few_words_what_a_downgrade_leaves_or_loses) {
  WrittenHistory history;
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
      verified(history),
      (Told{"the downgrade of revision b does not lead back to the schema before it: unique "
            "constraint "
            "'uq_users_nick' of table 'users' is missing",
            "300: the downgrade of revision c does not lead back to the schema before it: column "
            "'users.nick' is still nullable; column 'users.y' is not dropped"}));
}

TEST(Verify, points_to_the_first_operation_of_a_downgrade_that_goes_astray) {
  static int line = 0;
  WrittenHistory history;
  history.then("a", users, [](Operations& op) {
    line = HERE + 1;
    op.drop_column("users", "nick");
  });
  auto found = verify(history.manifest(), history.graph());
  ASSERT_EQ(found.size(), 1U);  // nick is needed by a unique constraint
  EXPECT_EQ(found[0].location.line, line);
}

TEST(Verify, reports_why_an_upgrade_cannot_be_reversed) {
  WrittenHistory history;
  history.then("a", users, drop_users)
      .then(
          "b", [](Operations& op) { op.execute("UPDATE users SET nick = ''"); },
          reverse_of_upgrade);
  const Told told = verified(history);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_NE(told[0].find("execute: limbeck cannot know what undoes this SQL"), std::string::npos)
      << told[0];
}

TEST(Verify, reports_an_upgrade_that_cannot_be_applied_once) {
  WrittenHistory history;
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
  const Told told = verified(history);
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told[0],
            "add_column: there is no table 'user' at this revision; did you mean 'users'?");
  EXPECT_LE(told.size(), 2U);
}

TEST(Verify, what_a_downgrade_gets_wrong_spoils_nothing_above_it) {
  WrittenHistory history;
  history.then("a", users, [](Operations&) {}).then("b", posts, reverse_of_upgrade);
  EXPECT_EQ(verified(history), (Told{"100: the downgrade of revision a does not lead back to the "
                                     "schema before it: table 'users' is not "
                                     "dropped"}));
}

}  // namespace
}  // namespace limbeck::state::verify_test
