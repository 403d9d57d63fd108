// A script run by the database's shell leaves what the migrator leaves: schema, rows and ledger, at
// every revision of every example, up and down, empty and with rows.
#include <example_chinook.h>
#include <example_quickstart.h>
#include <example_service.h>
#include <gtest/gtest.h>
#include <limbeck/migrator.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "migrations/history/plan.h"
#include "runtime/connection/open.h"
#include "runtime/migrator/prepare.h"
#include "runtime/offline/script.h"
#include "tests/offline/shells.h"

namespace limbeck::tests::examples_test {
namespace {

struct Example {
  const char* name;
  const Manifest* manifest;
  const char* rows;  // for the first revision: a file, or SQL itself
  const char* dialect = "sqlite";
};

const offline::Options skip_callbacks{.skip_callbacks = true};

class EveryScript : public testing::TestWithParam<Example> {
 protected:
  void SetUp() override {
    online_ = new_database(GetParam().dialect);
    LIMBECK_NEEDS_SHELL(online_);
    offline_ = new_database(GetParam().dialect);
    for (const history::Graph::Index index : history::topological_order(graph_))
      ids_.push_back(graph_.node(index).id);
  }

  const Manifest& manifest() const { return *GetParam().manifest; }
  const sql::Dialect& dialect() const { return *sql::find_dialect(GetParam().dialect); }
  std::string at(std::size_t count) const { return count == 0 ? "base" : ids_[count - 1]; }
  std::string rows() const {
    if (!std::filesystem::exists(GetParam().rows)) return GetParam().rows;
    std::ostringstream text;
    text << std::ifstream(GetParam().rows).rdbuf();
    return text.str();
  }

  void run(const std::string& script) {
    const Outcome outcome = offline_->run(script);
    ASSERT_EQ(outcome.code, 0) << outcome.output << script;
    ASSERT_EQ(outcome.output, "") << script;
  }
  void up(const std::string& from, const std::string& to) {
    Migrator(manifest(), online_->url()).upgrade(to);
    run(offline::upgrade(manifest(), graph_, dialect(), from + ":" + to, skip_callbacks));
    expect_the_same(to);
  }
  void down(const std::string& from, const std::string& to) {
    Migrator(manifest(), online_->url()).downgrade(to);
    run(offline::downgrade(manifest(), graph_, dialect(), from + ":" + to, skip_callbacks));
    expect_the_same(to);
  }
  void expect_the_same(const std::string& where) {
    ASSERT_EQ(offline_->dump(), online_->dump()) << where;
    ASSERT_EQ(offline_->history(), online_->history()) << where;
    // And the migrator finds its way on from there.
    Migrator migrator(manifest(), offline_->url());
    ASSERT_EQ(migrator.current(), Migrator(manifest(), online_->url()).current());
    ASSERT_EQ(migrator.pending(), Migrator(manifest(), online_->url()).pending());
  }
  void every_step(std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) up(at(i), at(i + 1));
    for (std::size_t i = last; i > first; --i) down(at(i), at(i - 1));
  }
  /// How many revisions there are before the first with a data migration, which a script leaves to
  /// the program.
  std::size_t before_callbacks() const {
    for (std::size_t i = 0; i < ids_.size(); ++i) {
      try {
        offline::upgrade(manifest(), graph_, dialect(), at(i) + ":" + at(i + 1), {});
      } catch (const Error&) {
        return i;
      }
    }
    return ids_.size();
  }

  std::unique_ptr<ShellDatabase> online_, offline_;
  history::Graph graph_ = migrator::graph_of(manifest());
  std::vector<std::string> ids_;
};

TEST_P(EveryScript, leaves_what_the_migrator_leaves_from_base_to_head_and_back) {
  up("base", "head");
  down("head", "base");
  up("", "heads");
}

TEST_P(EveryScript, leaves_what_the_migrator_leaves_at_every_revision) {
  every_step(0, ids_.size());
}

TEST_P(EveryScript, leaves_the_rows_that_the_migrator_leaves) {
  const std::size_t last = before_callbacks();
  ASSERT_GT(last, 1u);
  up("base", at(1));
  connection::open(online_->url())->execute(rows());
  connection::open(offline_->url())->execute(rows());
  up(at(1), at(last));
  down(at(last), at(1));
  every_step(1, last);
}

INSTANTIATE_TEST_SUITE_P(
    Examples, EveryScript,
    testing::Values(
        Example{"quickstart", &example_quickstart,
                "INSERT INTO users (email) VALUES ('a@b.c'), ('d@e.f');"
                "INSERT INTO posts (author_id, body, created_at) VALUES (1, 'x', 'y')"},
        Example{"chinook", &example_chinook, CHINOOK_ROWS},
        Example{"service", &example_service,
                "INSERT INTO queues (name, created_at) VALUES ('mail', '2026-11-20 12:00Z');"
                "INSERT INTO jobs (queue_id, state, payload, run_at) "
                "VALUES (1, 'failed', '{}', '2026-11-20 12:00Z')",
                "postgresql"}),
    [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace limbeck::tests::examples_test
