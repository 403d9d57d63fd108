// The tests that users' histories get: what is right passes, and each thing that can be wrong is
// found and said.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "limbeck/command_line.h"
#include "limbeck/error.h"
#include "migrations/history/replay.h"
#include "migrations/schema/json.h"
#include "runtime/migrator/prepare.h"
#include "runtime/trial/postgresql/scratch_database.h"
#include "runtime/trial/trial.h"
#include "tests/unit/runtime/support/errors.h"
#include "tests/unit/runtime/support/shop.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::test::trial_test {

LIMBECK_REVISION(t1) = {
    .message = "add a table",
    .upgrade =
        [](Operations& op) { op.create_table("t", {.columns = {{.name = "a", .type = integer}}}); },
    .downgrade = reverse_of_upgrade,
};
LIMBECK_REVISION(t2) = {
    .revises = {"t1"},
    .message = "forgets an index on the way down",
    .upgrade =
        [](Operations& op) {
          op.execute("CREATE INDEX ix_t_a ON t (a)",
                     [](Operations& effect) { effect.create_index("ix_t_a", "t", {"a"}); });
          op.add_column("t", {.name = "b", .type = integer, .nullable = true});
        },
    .downgrade = [](Operations& op) { op.drop_column("t", "b"); },
};
LIMBECK_REVISION(t3) = {
    .revises = {"t1"},
    .message = "another branch",
    .upgrade =
        [](Operations& op) { op.add_column("t", {.name = "c", .type = text, .nullable = true}); },
    .downgrade = reverse_of_upgrade,
};
LIMBECK_REVISION(t4) = {
    .revises = {"t1"},
    .message = "a third branch",
    .upgrade =
        [](Operations& op) { op.add_column("t", {.name = "d", .type = text, .nullable = true}); },
    .downgrade = irreversible("d is for ever"),
};
LIMBECK_REVISION(t5) = {
    .revises = {"t3", "t4"},
    .message = "joins them",
    .upgrade = [](Operations&) {},
    .downgrade = [](Operations&) {},
};
LIMBECK_REVISION(t6) = {
    .revises = {"t1"},
    .message = "fails",
    .upgrade = [](Operations& op) { op.execute("INSERT INTO nowhere VALUES (1)"); },
    .downgrade = reverse_of_upgrade,
};

namespace {

struct Printed {
  int code;
  std::string out, err;
};

class Trial : public testing::Test {
 protected:
  Trial() { on_sqlite(); }
  void use(History history) {
    history_ = std::move(history);
    manifest_ = history_.manifest();
    on_sqlite();
  }
  void on_sqlite() {
    static constexpr std::string_view sqlite[] = {"sqlite"};
    manifest_.dialects = sqlite;
    manifest_.dialect_count = 1;
  }
  history::Graph graph() const { return migrator::graph_of(manifest_); }
  Printed run(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), {"shop-migrate", "test"});
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int code = command_line(manifest_, static_cast<int>(arguments.size()), arguments.data());
    std::string out = testing::internal::GetCapturedStdout();
    return {code, out, testing::internal::GetCapturedStderr()};
  }

  History history_ = shop();
  Manifest manifest_ = history_.manifest();
  TemporaryDirectory directory_;
};

TEST_F(Trial, a_history_in_order_passes_and_leaves_nothing_behind) {
  // A place of its own: other tests leave theirs in the common one, while they run.
  const std::filesystem::path common = std::filesystem::temp_directory_path();
  ASSERT_EQ(::setenv("TMPDIR", directory_.path().c_str(), 1), 0);
  EXPECT_EQ(trial::one_head(manifest_, graph()), "one head: a10 \"add tags\"");
  EXPECT_EQ(trial::up(manifest_, {}), "10 revisions up to a10");
  EXPECT_EQ(trial::up_down_up(manifest_, graph(), {}), "10 revisions up, down and up again");
  EXPECT_TRUE(std::filesystem::is_empty(directory_.path()));
  ASSERT_EQ(::setenv("TMPDIR", common.c_str(), 1), 0);
}

TEST_F(Trial, finds_a_downgrade_that_does_not_lead_back) {
  use(std::move(History().add("t1", limbeck_revision_t1).add("t2", limbeck_revision_t2)));
  const Error error = error_of([&] { trial::up_down_up(manifest_, graph(), {}); });
  EXPECT_TRUE(says(error, "migrations/t2.cpp:4: revision t2"));
  EXPECT_TRUE(says(error, "does not lead back"));
  EXPECT_TRUE(says(error, "drop_index"));
}

TEST_F(Trial, goes_up_and_down_each_branch_alone_and_leaves_alone_what_cannot_go_down) {
  use(std::move(History()
                    .add("t1", limbeck_revision_t1)
                    .add("t3", limbeck_revision_t3)
                    .add("t4", limbeck_revision_t4)
                    .add("t5", limbeck_revision_t5)));
  EXPECT_EQ(trial::up_down_up(manifest_, graph(), {}),
            "3 revisions up, down and up again; 1 other only up, irreversible");
}

TEST_F(Trial, finds_more_heads_than_one) {
  use(std::move(History()
                    .add("t1", limbeck_revision_t1)
                    .add("t3", limbeck_revision_t3)
                    .add("t4", limbeck_revision_t4)));
  const Error error = error_of([&] { trial::one_head(manifest_, graph()); });
  EXPECT_TRUE(says(error, "2 heads"));
  EXPECT_TRUE(says(error, "t3 \"another branch\""));
  EXPECT_TRUE(says(error, "t4 \"a third branch\""));
  EXPECT_TRUE(says(error, "limbeck merge heads"));
  EXPECT_EQ(run({"--only", "one_head"}).code, 1);
  EXPECT_EQ(run({"--multiple-heads"}).code, 0);
}

TEST_F(Trial, finds_a_revision_that_fails) {
  use(std::move(History().add("t1", limbeck_revision_t1).add("t6", limbeck_revision_t6)));
  const Printed printed = run({"--only", "up"});
  EXPECT_EQ(printed.code, 1);
  EXPECT_EQ(printed.out, "");
  EXPECT_NE(printed.err.find("FAILED: up on sqlite: "), std::string::npos) << printed.err;
  EXPECT_NE(printed.err.find("nowhere"), std::string::npos) << printed.err;
}

TEST_F(Trial, compares_a_database_at_head_with_the_models) {
  schema::Schema models = history::replay(manifest_, history::topological_order(graph())).schema;
  EXPECT_EQ(trial::models(manifest_, models, {}), "3 tables at head as the models say");
  models.tables[0].columns.push_back({.name = "color", .nullable = true});
  const Error error = error_of([&] { trial::models(manifest_, models, {}); });
  EXPECT_TRUE(says(error, "is not what the models say"));
  EXPECT_TRUE(says(error, "add_column posts.color"));

  directory_.write("models.json", schema::to_json(models).dump());
  const std::string file = (directory_.path() / "models.json").string();
  EXPECT_EQ(run({"--models", file.c_str()}).code, 1);
  EXPECT_EQ(run({"--models", "/no/such/file"}).code, 2);
}

TEST_F(Trial, models_says_nothing_of_views_and_triggers_that_the_history_made) {
  static constinit const Revision revision{
      .message = "a table with a view and a trigger",
      .upgrade =
          [](Operations& op) {
            op.create_table("t", {.columns = {{.name = "a", .type = integer}}});
            op.create_view("v", {.definition = "SELECT a FROM t"});
            op.create_trigger("tr", "t",
                              {.fires = "AFTER DELETE",
                               .definition = "BEGIN INSERT INTO t VALUES (OLD.a + 1); END"});
          },
      .downgrade = reverse_of_upgrade};
  use(std::move(History().add("t1", revision)));
  schema::Schema models;
  models.tables = history::replay(manifest_, {0}).schema.tables;
  EXPECT_EQ(trial::models(manifest_, models, {}), "1 table at head as the models say");
}

TEST_F(Trial, is_skipped_with_77_where_there_is_no_server_and_says_so) {
  ::unsetenv("LIMBECK_TEST_DATABASE");
  static constexpr std::string_view both[] = {"postgresql", "sqlite"};
  manifest_.dialects = both;
  manifest_.dialect_count = 2;
  const Printed alone = run({"--only", "up", "--dialect", "postgresql"});
  EXPECT_EQ(alone.code, 77);
  EXPECT_NE(alone.out.find("SKIPPED: up on postgresql: no server to test on; set "
                           "LIMBECK_TEST_DATABASE"),
            std::string::npos)
      << alone.out;
  EXPECT_EQ(run({"--only", "up"}).code, 0);
  const Printed nowhere =
      run({"--only", "up", "--dialect", "postgresql", "--scratch", "postgresql://127.0.0.1:1/x"});
  EXPECT_EQ(nowhere.code, 1) << nowhere.out;
}

TEST_F(Trial, prints_json_for_programs) {
  const auto json = nlohmann::json::parse(run({"--json"}).out);
  ASSERT_EQ(json.size(), 3u);
  EXPECT_EQ(json[0]["check"], "one_head");
  EXPECT_EQ(json[2]["check"], "up_down_up");
  EXPECT_EQ(json[2]["dialect"], "sqlite");
  EXPECT_EQ(json[2]["state"], "passed");
}

TEST(ScratchDatabase, is_another_of_the_same_server) {
  EXPECT_EQ(trial::url_of_database("postgresql://u:p@h:1/db", "x"),
            "postgresql://u:p@h:1/db?dbname=x");
  EXPECT_EQ(trial::url_of_database("postgresql:///db?host=/tmp", "x"),
            "postgresql:///db?host=/tmp&dbname=x");
  EXPECT_EQ(trial::url_of_database("host=h dbname=db", "x"), "host=h dbname=db dbname=x");
}

}  // namespace
}  // namespace limbeck::test::trial_test
