// Failures at each statement of each revision, up and down: errors, lost connections, processes
// that end.
#include <gtest/gtest.h>

#include <iostream>
#include <memory>
#include <stop_token>

#include "limbeck/migrate.h"
#include "runtime/connection/open.h"
#include "runtime/migrator/engine.h"
#include "tests/faults/arena.h"
#include "tests/faults/faulty_driver.h"
#include "tests/faults/mixed_history.h"
#include "tests/faults/oracle.h"
#include "tests/unit/runtime/support/processes.h"

namespace limbeck::test::boundary_test {
namespace {

using namespace std::chrono_literals;
using history::Direction;

const char* name_of(Fault fault) {
  switch (fault) {
    case Fault::error_before:
      return "an error before";
    case Fault::lost_before:
      return "a connection lost before";
    case Fault::lost_after:
      return "a connection lost after";
    case Fault::exit_before:
      return "the process's end before";
    default:
      return "the process's end after";
  }
}

class Boundary : public InArena {
 protected:
  void SetUp() override {
    InArena::SetUp();
    if (arena_ == nullptr) return;
    history_ = mixed_history(arena_->dialect());
    manifest_ = history_.manifest();
  }

  /// Ends a connection as an administrator or a network would; SQLite's have no other end.
  std::function<void()> cut(const std::string& url, const std::string& backend) const {
    if (arena_->dialect() == "sqlite") return {};
    return [=] { connection::open(url)->execute("SELECT pg_terminate_backend(" + backend + ")"); };
  }

  /// Migrates with a fault at a call. False where there are not so many calls.
  bool migrate_with(const std::string& url, Direction direction, const std::string& target,
                    Fault fault, int at) {
    bool happened = false;
    const auto work = [&] {
      auto real = connection::open(url);
      std::string backend;
      if (arena_->dialect() == "postgresql") {
        backend =
            std::get<std::string>(real->query("SELECT pg_backend_pid()::text").rows.at(0).at(0));
      }
      auto faulty = std::make_unique<FaultyDriver>(std::move(real), fault, at, cut(url, backend));
      const FaultyDriver& driver = *faulty;
      migrator::Engine engine(manifest_, std::move(faulty), {.lock_timeout = 30s});
      try {
        engine.move(direction, target);
      } catch (const Error& error) {
        // Says where it was, as every error of a revision does.
        if (!driver.happened()) throw;
      }
      happened = driver.happened();
    };
    if (fault != Fault::exit_before && fault != Fault::exit_after) {
      work();
      return happened;
    }
    const int code = exit_code_of(spawn(work));
    EXPECT_TRUE(code == 0 || code == faulty_exit) << code;
    return code == faulty_exit;
  }

  /// The program of just the revisions that the version table names: it can live with no later
  /// one.
  void expect_older_starts_only_on_whole(const std::string& url, const State& state) {
    const std::string row = state.ledger.substr(0, state.ledger.find(','));
    std::size_t size = 0;
    for (std::size_t i = 0; i < manifest_.size; ++i) {
      if (manifest_.entries[i].id == row) size = i + 1;
    }
    const bool half = state.ledger.find(" of ") != std::string::npos;
    bool started = true;
    try {
      migrate(history_.manifest(size), url, {.on_launch = OnLaunch::verify});
    } catch (const Error& error) {
      started = false;
      EXPECT_EQ(error.code(), Error::Code::history) << error.what();
    }
    EXPECT_EQ(started, !half) << "at " << state.ledger;
  }

  /// One fault on a copy of `before`; what is found then and after another run is what it must be.
  bool survives(const std::string& before, Direction direction, const std::string& target,
                Fault fault, int at, const Oracle& oracle) {
    const std::string url = arena_->copy_of(before);
    SCOPED_TRACE(std::string(name_of(fault)) + " call " + std::to_string(at) + " on the way " +
                 (direction == Direction::upgrade ? "up" : "down") + " to " + target);
    const bool happened = migrate_with(url, direction, target, fault, at);
    arena_->settle(url);
    const State left = state_of(url);
    EXPECT_TRUE(oracle.allows(left));
    expect_older_starts_only_on_whole(url, left);
    migrator::Engine(manifest_, connection::open(url), {.lock_timeout = 30s})
        .move(direction, target);
    const State state = state_of(url);
    EXPECT_EQ(state.ledger, target);
    EXPECT_TRUE(oracle.allows(state));
    arena_->drop(url);
    return happened;
  }

  /// Each fault at every `stride`th call, and of a longer stride another one each time.
  void try_each(Direction direction, const Oracle& oracle, const std::string& start, int stride) {
    std::vector<std::string> targets;
    for (std::size_t i = 0; i < manifest_.size; ++i) targets.emplace_back(manifest_.entries[i].id);
    if (direction == Direction::downgrade) {
      std::reverse(targets.begin(), targets.end());
      targets.erase(targets.begin());  // where it starts
    }
    std::string at = start;
    int faults = 0, calls = 0;
    for (const std::string& target : targets) {
      for (const Fault fault : all_faults) {
        // A database is dear to make there: one fault a revision, and another for the next.
        if (stride > 100 && fault != all_faults[(&target - targets.data()) % 5]) continue;
        for (int call = 1 + calls++ % stride;; call += stride) {
          if (!survives(at, direction, target, fault, call, oracle)) break;
          if (HasFailure()) return;
          ++faults;
        }
      }
      const std::string next = arena_->copy_of(at);
      migrator::Engine(manifest_, connection::open(next), {}).move(direction, target);
      arena_->drop(at);
      at = next;
    }
    std::cout << faults << " faults" << std::endl;
    arena_->drop(at);
  }

  int stride() const {
    if (std::getenv("LIMBECK_LONG") != nullptr) return 1;
    return arena_->dialect() == "sqlite" ? 25 : 120;
  }

  History history_;
  Manifest manifest_;
};

TEST_P(Boundary, of_each_statement_upwards_leaves_what_the_ledger_says) {
  try_each(Direction::upgrade, Oracle::up(*arena_, manifest_), arena_->fresh(), stride());
}

TEST_P(Boundary, of_each_statement_downwards_leaves_what_the_ledger_says) {
  const std::string head = arena_->fresh();
  migrator::Engine(manifest_, connection::open(head), {}).move(Direction::upgrade, "heads");
  const Oracle oracle = Oracle::down(*arena_, manifest_, mixed_start);
  try_each(Direction::downgrade, oracle, head, stride());
}

/// What an older program reads is two tables, and between them somebody may finish.
TEST_P(Boundary, at_which_a_process_finishes_a_revision_does_not_contradict_a_reader) {
  const std::string half = arena_->fresh();
  migrator::Engine(manifest_, connection::open(half), {}).move(Direction::upgrade, "m5");
  std::stop_source stop;
  const auto in_block = [&](const Progress& progress) {
    if (progress.statement.find("INTO alone") != std::string_view::npos) stop.request_stop();
  };
  EXPECT_THROW(migrator::Engine(manifest_, connection::open(half),
                                {.on_progress = in_block, .stop = stop.get_token()})
                   .move(Direction::downgrade, "m4"),
               Error);
  ASSERT_EQ(state_of(half).ledger, "m4, 2 of downgrade m5");
  const Manifest older = history_.manifest(4);
  bool happened = true;
  int finished = 0;
  for (int at = 1; happened; ++at) {
    const std::string url = arena_->copy_of(half);
    auto faulty =
        std::make_unique<FaultyDriver>(connection::open(url), Fault::lost_before, at, [&] {
          migrator::Engine(manifest_, connection::open(url), {}).move(Direction::downgrade, "m4");
        });
    const FaultyDriver& driver = *faulty;
    migrator::Engine engine(older, std::move(faulty), {});
    const migrator::Position position = engine.position();
    happened = driver.happened();
    EXPECT_TRUE(position.pending.empty());
    EXPECT_EQ(position.is_reached(), happened) << "call " << at;
    finished += happened ? 1 : 0;
    arena_->drop(url);
  }
  EXPECT_GE(finished, 3);
}

INSTANTIATE_TEST_SUITE_P(Databases, Boundary, testing::ValuesIn(arena_kinds()), name_of_parameter);

}  // namespace
}  // namespace limbeck::test::boundary_test
