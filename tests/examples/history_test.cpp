// The schema of a database at every revision of every example is the schema that the replay gives,
// going up, down and up again, empty and with rows.
#include <example_chinook.h>
#include <example_quickstart.h>
#include <example_service.h>
#include <gtest/gtest.h>
#include <limbeck/migrator.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "migrations/history/replay.h"
#include "migrations/schema/json.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/open.h"
#include "runtime/introspect/introspect.h"
#include "runtime/introspect/postgresql/scratch.h"
#include "runtime/verify/verify.h"
#include "tests/servers/postgresql_server.h"

namespace limbeck::history_test {
namespace {

namespace fs = std::filesystem;

struct Example {
  const char* name;
  const Manifest* manifest;
  const char* rows;  // for the first revision: a file, or SQL itself
  const char* dialect = "sqlite";
};

class EveryExample : public testing::TestWithParam<Example> {
 protected:
  void SetUp() override {
    if (on_postgresql()) {
      LIMBECK_NEEDS_POSTGRESQL();
      url_ = tests::PostgresqlServer::get()->new_database();
    } else {
      make_directory();
    }
    auto graph = history::Graph::build(history::nodes_of(manifest()));
    ASSERT_TRUE(std::holds_alternative<history::Graph>(graph));
    graph_ = std::get<history::Graph>(std::move(graph));
    order_ = history::topological_order(*graph_);
  }
  void TearDown() override {
    if (!directory_.empty()) fs::remove_all(directory_);
  }

  bool on_postgresql() const { return GetParam().dialect == std::string_view("postgresql"); }
  void make_directory() {
    std::string pattern = (fs::temp_directory_path() / "limbeck-example-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    directory_ = pattern;
    url_ = "sqlite:" + (directory_ / "example.db").string();
  }

  const Manifest& manifest() const { return *GetParam().manifest; }
  std::string id(std::size_t step) const { return graph_->node(order_[step]).id; }

  /// What a database of the example holds after the first `count` revisions.
  schema::Schema replayed(std::size_t count) const {
    const std::vector<history::Graph::Index> first(
        order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(count));
    const history::Replay replay = history::replay(manifest(), first);
    EXPECT_TRUE(replay.problems.empty());
    return sql::find_dialect(GetParam().dialect)->lower(replay.schema);
  }

  schema::Schema live() const { return introspect::introspect(*connection::open(url_)).schema; }

  void expect_schema_after(std::size_t count) const {
    schema::Schema expected = replayed(count);
    // PostgreSQL rewrites expressions: it is asked how it writes these.
    if (on_postgresql())
      expected = introspect::postgresql::as_kept(*connection::open(url_), expected);
    const schema::Schema actual = live();
    EXPECT_TRUE(schema::equivalent(actual, expected))
        << "after " << count << " revisions of " << GetParam().name
        << "\nlive: " << schema::to_json(actual).dump(1)
        << "\nreplayed: " << schema::to_json(expected).dump(1);
    const verify::Verification verified = verify::verify(
        *connection::open(url_), replayed(count),
        {.ledger = {{{}, "limbeck_version"}, {{}, "limbeck_history"}}, .filter = {}});
    for (const auto& difference : verified.differences) ADD_FAILURE() << to_string(difference);
    for (const auto& operation : verified.operations)
      ADD_FAILURE() << operations::describe(operation);
  }

  void up_from(std::size_t first) {
    for (std::size_t step = first; step < order_.size(); ++step) {
      Migrator(manifest(), url_).upgrade(id(step));
      expect_schema_after(step + 1);
    }
  }
  void down_to_base() {
    for (std::size_t step = order_.size(); step-- > 0;) {
      Migrator(manifest(), url_).downgrade(step == 0 ? "base" : id(step - 1));
      expect_schema_after(step);
    }
  }

  std::string rows() const {
    if (!fs::exists(GetParam().rows)) return GetParam().rows;
    std::ostringstream text;
    text << std::ifstream(GetParam().rows).rdbuf();
    return text.str();
  }

  fs::path directory_;
  std::string url_;
  std::optional<history::Graph> graph_;
  std::vector<history::Graph::Index> order_;
};

TEST_P(EveryExample, is_what_the_replay_says_at_every_revision_up_down_and_up_from_empty) {
  up_from(0);
  down_to_base();
  up_from(0);
}

TEST_P(EveryExample, is_what_the_replay_says_at_every_revision_up_down_and_up_with_rows) {
  Migrator(manifest(), url_).upgrade(id(0));
  connection::open(url_)->execute(rows());
  up_from(1);
  down_to_base();
  up_from(0);
}

INSTANTIATE_TEST_SUITE_P(
    Examples, EveryExample,
    testing::Values(Example{"quickstart", &example_quickstart,
                            "INSERT INTO users (email) VALUES ('a@b.c'), ('d@e.f');"
                            "INSERT INTO posts (author_id, body, created_at) VALUES (1, 'x', 'y')"},
                    Example{"chinook", &example_chinook, CHINOOK_ROWS},
                    Example{
                        "service", &example_service,
                        "INSERT INTO queues (name) VALUES ('mail');"
                        "INSERT INTO jobs (queue_id, state, payload) VALUES (1, 'failed', '{}')",
                        "postgresql"}),
    [](const auto& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace limbeck::history_test
