#include "tests/faults/oracle.h"

#include <functional>

#include "migrations/history/replay.h"
#include "runtime/connection/open.h"
#include "runtime/migrator/prepare.h"
#include "runtime/migrator/step_error.h"
#include "runtime/verify/verify.h"

namespace limbeck::test {
namespace {

using history::Direction;

/// Lets a data migration run, and looks after each of its statements.
class Watched final : public Connection {
 public:
  Watched(connection::Driver& driver, std::function<void()> look)
      : driver_(driver), look_(std::move(look)) {}
  std::string_view dialect() const override { return driver_.dialect(); }
  void execute(std::string_view sql) override {
    driver_.execute(sql);
    look_();
  }
  std::int64_t execute(std::string_view sql, std::span<const SqlValue> parameters) override {
    const std::int64_t changed = driver_.execute(sql, parameters);
    look_();
    return changed;
  }
  Rows query(std::string_view sql, std::span<const SqlValue> parameters) override {
    return driver_.query(sql, parameters);
  }

 private:
  connection::Driver& driver_;
  std::function<void()> look_;
};

/// Runs one prepared revision and tells of each state that stays: how many statements are done, and
/// whether one more is under way.
class Walk {
 public:
  using Look = std::function<void(std::size_t done)>;
  Walk(connection::Driver& driver, const migrator::PreparedStep& step, Look look)
      : driver_(driver), step_(step), look_(std::move(look)) {}

  void run() {
    const auto& statements = step_.script.statements;
    const auto kept = driver_.keep_settings();
    if (step_.script.foreign_keys_off) driver_.stop_foreign_keys();
    for (std::size_t next = 0; next < statements.size();) {
      driver_.begin({});
      while (next < statements.size() && statements[next].transactional) run(next++);
      driver_.commit({});
      if (next == statements.size()) break;
      look_(next);
      alone_ = next;
      run(next++);
      look_(alone_);
      look_(next);
    }
  }

 private:
  void run(std::size_t index) {
    const sql::Statement& statement = step_.script.statements[index];
    switch (statement.kind) {
      case sql::Statement::Kind::sql:
        driver_.run(statement.text, {});
        break;
      case sql::Statement::Kind::run: {
        Watched watched(driver_, [&] {
          if (!statement.transactional) look_(alone_);
        });
        migrator::data_migration(step_, index)(watched);
        break;
      }
      case sql::Statement::Kind::save_objects:
        driver_.save_objects(statement.text, statement.columns);
        break;
      case sql::Statement::Kind::restore_objects:
        driver_.restore_objects(statement.text);
        break;
    }
  }

  connection::Driver& driver_;
  const migrator::PreparedStep& step_;
  Look look_;
  std::size_t alone_ = 0;
};

void must_be_as_replayed(connection::Driver& driver, const Manifest& manifest,
                         const history::Graph& graph, const std::vector<std::string>& rows) {
  auto applied = std::get<std::vector<history::Graph::Index>>(history::applied(graph, rows));
  std::vector<history::Graph::Index> order;
  for (const history::Graph::Index index : history::topological_order(graph)) {
    if (std::find(applied.begin(), applied.end(), index) != applied.end()) order.push_back(index);
  }
  const history::Replay replay = history::replay(manifest, order);
  for (const auto& problem : replay.problems) ADD_FAILURE() << problem.message;
  for (const auto& difference : verify::verify(driver, replay.schema, {}).differences) {
    ADD_FAILURE() << "at " << rows.at(0) << ": " << to_string(difference);
  }
}

}  // namespace

Oracle Oracle::up(Arena& arena, const Manifest& manifest) {
  Oracle oracle;
  oracle.follow(arena, manifest, Direction::upgrade, {});
  return oracle;
}

Oracle Oracle::down(Arena& arena, const Manifest& manifest, std::string_view target) {
  Oracle oracle;
  oracle.follow(arena, manifest, Direction::downgrade, target);
  return oracle;
}

void Oracle::follow(Arena& arena, const Manifest& manifest, Direction direction,
                    std::string_view target) {
  const std::string url = arena.fresh();
  const history::Graph graph = migrator::graph_of(manifest);
  auto driver = connection::open(url);
  const sql::Dialect& dialect = *sql::find_dialect(driver->dialect());
  std::string records;
  std::string rows;
  const auto walk = [&](Direction way, const history::Plan& plan) {
    const std::vector<std::string> at =
        rows.empty() ? std::vector<std::string>{} : std::vector<std::string>{rows};
    for (const auto& step : migrator::prepare(manifest, graph, dialect, at, plan)) {
      const std::string id(step.entry->id);
      const std::string word = way == Direction::upgrade ? "upgrade " : "downgrade ";
      const std::string after = step.step.adds.empty() ? "" : step.step.adds[0];
      // A downgrade leaves the version table with its first part.
      const std::string half = way == Direction::upgrade ? rows : after;
      Walk(*driver, step, [&](std::size_t done) {
        const std::string ledger =
            (half.empty() ? "" : half + ", ") + std::to_string(done) + " of " + word + id;
        contents_[ledger].insert(state_of(url).contents);
        records_[ledger] = records;
      }).run();
      rows = after;
      records += (records.empty() ? "" : ", ") + word + id;
      if (way != direction) continue;
      contents_[rows] = {state_of(url).contents};
      records_[rows] = records;
      must_be_as_replayed(*driver, manifest, graph, {rows});
    }
  };
  walk(Direction::upgrade,
       std::get<history::Plan>(history::plan_upgrade(graph, std::vector<std::string>{}, "heads")));
  if (direction == Direction::downgrade) {
    contents_.clear();
    records_.clear();
    contents_[rows] = {state_of(url).contents};
    records_[rows] = records;
    walk(direction, std::get<history::Plan>(history::plan_downgrade(graph, {rows}, target)));
  } else {
    contents_[""] = {state_of(arena.fresh()).contents};
    records_[""] = "";
  }
  last_ = rows;
  driver.reset();
  arena.drop(url);
}

testing::AssertionResult Oracle::allows(const State& state) const {
  const auto found = contents_.find(state.ledger);
  if (found == contents_.end()) {
    return testing::AssertionFailure() << "no run leaves the ledger at '" << state.ledger << "'";
  }
  if (!state.broken.empty()) return testing::AssertionFailure() << state.broken;
  if (records_.at(state.ledger) != state.records) {
    return testing::AssertionFailure()
           << "at '" << state.ledger << "' limbeck_history says " << state.records
           << "\nwhere it should say " << records_.at(state.ledger);
  }
  if (found->second.count(state.contents) == 0) {
    auto failure = testing::AssertionFailure()
                   << "the ledger says '" << state.ledger << "', but the database is\n"
                   << state.contents << "\nand not";
    for (const std::string& contents : found->second) failure << "\n" << contents << "\n";
    return failure;
  }
  if (state.ledger.find(" of ") == std::string::npos && !state.invalid_indexes.empty()) {
    return testing::AssertionFailure()
           << state.invalid_indexes[0] << " is INVALID at the revision " << state.ledger;
  }
  return testing::AssertionSuccess();
}

testing::AssertionResult Oracle::is_done(const State& state) const {
  if (state.ledger != last_) {
    return testing::AssertionFailure() << "it ended at '" << state.ledger << "'";
  }
  return allows(state);
}

}  // namespace limbeck::test
