// A revision that is half applied: other programs see it by the version table, in their one query.
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <stop_token>
#include <thread>

#include "limbeck/connection.h"
#include "limbeck/migrate.h"
#include "limbeck/migrator.h"
#include "limbeck/revision.h"
#include "tests/unit/runtime/support/database.h"
#include "tests/unit/runtime/support/errors.h"
#include "tests/unit/runtime/support/shop.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::test::half_applied_test {
namespace {

using namespace std::chrono_literals;
using Lines = std::vector<std::string>;

/// What happens in the middle of the revisions below; they are half applied where it throws.
std::function<void()>& halfway() {
  static std::function<void()> action;
  return action;
}

void act(Connection&) {
  if (halfway()) halfway()();
}

void break_halfway() {
  halfway() = [] { throw std::runtime_error("not now"); };
}

void run_up(Operations& op) {
  op.create_table("notes", {.columns = {{.name = "what", .type = text}}});
  op.execute("INSERT INTO notes (what) VALUES ('first')");
  op.autocommit_block([](Operations& block) { block.run(act, "the middle"); });
  op.execute("INSERT INTO notes (what) VALUES ('last')");
}

void run_down(Operations& op) {
  op.execute("DELETE FROM notes");
  op.autocommit_block([](Operations& block) { block.run(act, "the middle"); });
  op.drop_table("notes");
}

LIMBECK_REVISION(h_adds) = {.revises = {"a2"},
                            .message = "add notes",
                            .compatible = "nobody reads them yet",
                            .upgrade = run_up,
                            .downgrade = run_down};
LIMBECK_REVISION(h_changes) = {
    .revises = {"a2"}, .message = "change notes", .upgrade = run_up, .downgrade = run_down};

class HalfApplied : public testing::Test {
 protected:
  HalfApplied() {
    older_ = shop_.manifest(2);
    halfway() = {};
  }
  ~HalfApplied() override { halfway() = {}; }

  /// The older program's history, and one more.
  Manifest newer(std::string_view id, const Revision& revision) {
    for (std::size_t i = 0; i < older_.size; ++i)
      history_.add(older_.entries[i].id, *older_.entries[i].revision);
    return history_.add(id, revision).manifest();
  }

  void leave_half_upgraded(const Manifest& manifest) {
    break_halfway();
    EXPECT_TRUE(says(error_of([&] { migrate(manifest, url_); }), "not now"));
    halfway() = {};
  }
  void leave_half_downgraded(const Manifest& manifest) {
    migrate(manifest, url_);
    break_halfway();
    EXPECT_TRUE(says(error_of([&] { Migrator(manifest, url_).downgrade("a2"); }), "not now"));
    halfway() = {};
  }

  /// The older program starts by none of its policies, and says why.
  void expect_older_refuses(const std::string& why) {
    for (const OnLaunch policy : {OnLaunch::upgrade, OnLaunch::verify, OnLaunch::wait}) {
      const Error error =
          error_of([&] { migrate(older_, url_, {.on_launch = policy, .lock_timeout = 50ms}); });
      EXPECT_EQ(error.code(), Error::Code::history);
      EXPECT_TRUE(says(error, why));
      EXPECT_TRUE(says(error, "finish it with one that has"));
      // Those who did not have the lock cannot know that nobody is at it.
      EXPECT_EQ(error.retryable(), policy != OnLaunch::upgrade);
    }
  }

  Lines version_table() {
    return column(url_, "SELECT version_num FROM limbeck_version ORDER BY 1");
  }

  TemporaryDirectory directory_;
  std::string url_ = directory_.url("shop.db");
  History shop_ = shop(), history_;
  Manifest older_;
};

TEST_F(HalfApplied, is_in_the_version_table_until_it_is_finished) {
  const Manifest manifest = newer("h_changes", limbeck_revision_h_changes);
  leave_half_upgraded(manifest);
  EXPECT_EQ(version_table(), (Lines{"a2", "half-applied"}));
  EXPECT_EQ(Migrator(manifest, url_).current(), Lines{"a2"});
  migrate(manifest, url_);
  EXPECT_EQ(version_table(), Lines{"h_changes"});
  leave_half_downgraded(manifest);
  EXPECT_EQ(version_table(), (Lines{"a2", "half-applied"}));
  Migrator(manifest, url_).downgrade("a2");
  EXPECT_EQ(version_table(), Lines{"a2"});
  EXPECT_EQ(column(url_, "SELECT count(*) FROM sqlite_schema WHERE name = 'notes'"), Lines{"0"});
}

TEST_F(HalfApplied, downgrade_is_no_place_for_an_older_program_to_start) {
  const Manifest manifest = newer("h_adds", limbeck_revision_h_adds);
  leave_half_downgraded(manifest);
  expect_older_refuses("the downgrade of revision h_adds");
  Migrator(manifest, url_).downgrade("a2");
  for (const OnLaunch policy : {OnLaunch::upgrade, OnLaunch::verify, OnLaunch::wait}) {
    EXPECT_EQ(migrate(older_, url_, {.on_launch = policy}).heads, Lines{"a2"});
  }
}

TEST_F(HalfApplied, upgrade_is_no_place_for_an_older_program_that_cannot_live_with_it) {
  leave_half_upgraded(newer("h_changes", limbeck_revision_h_changes));
  expect_older_refuses("the upgrade of revision h_changes");
}

TEST_F(HalfApplied, upgrade_that_older_programs_can_live_with_lets_them_start) {
  leave_half_upgraded(newer("h_adds", limbeck_revision_h_adds));
  for (const OnLaunch policy : {OnLaunch::upgrade, OnLaunch::verify, OnLaunch::wait}) {
    EXPECT_EQ(migrate(older_, url_, {.on_launch = policy}).beyond, Lines{"h_adds"});
  }
  // What is behind besides is not to be migrated now.
  EXPECT_TRUE(
      says(error_of([&] { migrate(shop_.manifest(3), url_); }), "the upgrade of revision h_adds"));
}

TEST_F(HalfApplied, downgrade_keeps_a_program_of_its_own_history_behind) {
  const Manifest manifest = newer("h_adds", limbeck_revision_h_adds);
  leave_half_downgraded(manifest);
  EXPECT_TRUE(says(error_of([&] { migrate(manifest, url_); }), "'downgrade' goes on"));
  EXPECT_EQ(error_of([&] { migrate(manifest, url_, {.on_launch = OnLaunch::verify}); }).code(),
            Error::Code::behind);
}

TEST_F(HalfApplied, downgrade_that_is_under_way_is_waited_for) {
  const Manifest manifest = newer("h_adds", limbeck_revision_h_adds);
  migrate(manifest, url_);
  MigrationReport upgrade, wait;
  std::atomic<int> waiting = 0;
  std::thread first, second;
  const auto start = [&](OnLaunch policy, MigrationReport& report) {
    return std::thread([&, policy] {
      report =
          migrate(older_, url_, {.on_launch = policy, .on_progress = [&](const Progress& progress) {
                                   if (progress.kind == Progress::Kind::waiting) ++waiting;
                                 }});
    });
  };
  halfway() = [&] {
    first = start(OnLaunch::upgrade, upgrade);
    second = start(OnLaunch::wait, wait);
    while (waiting < 2) std::this_thread::sleep_for(1ms);
  };
  Migrator(manifest, url_).downgrade("a2");
  first.join();
  second.join();
  EXPECT_EQ(upgrade.heads, Lines{"a2"});
  EXPECT_TRUE(upgrade.applied.empty());
  EXPECT_EQ(wait.heads, Lines{"a2"});
}

TEST_F(HalfApplied, is_what_stops_between_two_statements_outside_a_transaction_when_asked) {
  const Manifest manifest = newer("h_changes", limbeck_revision_h_changes);
  for (const bool upgrade : {true, false}) {
    std::stop_source stop;
    halfway() = [&] { stop.request_stop(); };
    const MigrateOptions options{.stop = stop.get_token()};
    const Error error = error_of([&] {
      Migrator migrator(manifest, url_, options);
      upgrade ? migrator.upgrade() : migrator.downgrade("a2");
    });
    EXPECT_EQ(error.code(), Error::Code::interrupted);
    EXPECT_TRUE(says(error, upgrade ? "in the upgrade of revision h_changes \"change notes\" with 3"
                                      " of its 4 statements done"
                                    : "in the downgrade of revision h_changes \"change notes\" with"
                                      " 2 of its 3 statements done"));
    EXPECT_EQ(column(url_, "SELECT count(*) FROM notes"), Lines{upgrade ? "1" : "0"});
    halfway() = [] { throw std::runtime_error("it was done"); };
    Migrator migrator(manifest, url_);
    EXPECT_EQ((upgrade ? migrator.upgrade() : migrator.downgrade("a2")).applied.size(), 1U);
  }
}

TEST_F(HalfApplied, by_another_that_has_no_lock_is_not_begun_anew) {
  const Manifest manifest = newer("h_changes", limbeck_revision_h_changes);
  migrate(older_, url_);
  bool overtaken = false;
  migrate(manifest, url_, {.on_progress = [&](const Progress& progress) {
            if (overtaken || progress.kind != Progress::Kind::started) return;
            overtaken = true;
            std::filesystem::remove(directory_.path() / "shop.db-limbeck");
            leave_half_upgraded(manifest);
          }});
  EXPECT_TRUE(overtaken);
  EXPECT_EQ(column(url_, "SELECT what FROM notes"), (Lines{"first", "last"}));
  EXPECT_EQ(version_table(), Lines{"h_changes"});
}

TEST_F(HalfApplied, upgrade_of_an_older_programs_is_not_gone_back_over) {
  leave_half_upgraded(newer("h_adds", limbeck_revision_h_adds));
  // It may start, and nothing else.
  EXPECT_TRUE(says(error_of([&] { Migrator(older_, url_).downgrade("a1"); }),
                   "the upgrade of revision h_adds"));
  EXPECT_EQ(version_table(), (Lines{"a2", "half-applied"}));
}

TEST_F(HalfApplied, is_over_after_a_stamp) {
  const Manifest manifest = newer("h_changes", limbeck_revision_h_changes);
  leave_half_upgraded(manifest);
  Migrator(manifest, url_).stamp("h_changes");
  EXPECT_EQ(version_table(), Lines{"h_changes"});
  EXPECT_TRUE(migrate(manifest, url_).applied.empty());
}

TEST_F(HalfApplied, without_saying_which_is_reported_and_ended_by_a_stamp) {
  migrate(older_, url_);
  execute(url_, "INSERT INTO limbeck_version VALUES ('half-applied')");
  for (const OnLaunch policy : {OnLaunch::upgrade, OnLaunch::verify}) {
    const Error error = error_of([&] { migrate(older_, url_, {.on_launch = policy}); });
    EXPECT_EQ(error.code(), Error::Code::history);
    EXPECT_TRUE(says(error, "does not say which revision is half applied"));
  }
  EXPECT_EQ(error_of([&] { Migrator(older_, url_).downgrade("a1"); }).code(), Error::Code::history);
  Migrator(older_, url_).stamp("a2");
  EXPECT_EQ(version_table(), Lines{"a2"});
  EXPECT_NO_THROW(migrate(older_, url_));
}

/// Not half applied any more, but what a newer program has made of it meanwhile.
TEST_F(HalfApplied, or_whole_what_a_newer_program_did_while_this_one_waited_is_lived_with) {
  const Manifest manifest = newer("h_adds", limbeck_revision_h_adds);
  migrate(older_, url_, {.target = "a1"});
  MigrationReport report;
  std::atomic<bool> waiting = false;
  std::thread behind;
  migrate(manifest, url_, {.on_progress = [&](const Progress& progress) {
            if (progress.kind != Progress::Kind::started || progress.revision != "a2") return;
            behind = std::thread([&] {
              report = migrate(older_, url_, {.on_progress = [&](const Progress& other) {
                                 waiting = waiting || other.kind == Progress::Kind::waiting;
                               }});
            });
            while (!waiting) std::this_thread::sleep_for(1ms);
          }});
  behind.join();
  EXPECT_EQ(report.beyond, Lines{"h_adds"});
  EXPECT_TRUE(report.applied.empty());
}

}  // namespace
}  // namespace limbeck::test::half_applied_test
