// Other connections to a SQLite database while it is migrated: what is waited for, and how long.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <chrono>
#include <functional>
#include <thread>

#include "limbeck/connection.h"
#include "limbeck/migrate.h"
#include "limbeck/revision.h"
#include "tests/unit/runtime/support/database.h"
#include "tests/unit/runtime/support/errors.h"
#include "tests/unit/runtime/support/history.h"
#include "tests/unit/runtime/support/processes.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::test::in_the_way_test {
namespace {

using namespace std::chrono_literals;

std::function<void()>& meanwhile() {
  static std::function<void()> action;
  return action;
}

}  // namespace

LIMBECK_REVISION(w1) = {
    .revises = {},
    .upgrade =
        [](Operations& op) {
          op.create_table("notes", {.columns = {{.name = "text", .type = text}}});
        },
};

LIMBECK_REVISION(w2) = {
    .revises = {"w1"},
    .upgrade =
        [](Operations& op) {
          op.run([](Connection& connection) {
            connection.execute("INSERT INTO notes VALUES ('w2')");
            meanwhile()();
          });
        },
};

LIMBECK_REVISION(w3) = {
    .revises = {"w1"},
    .upgrade =
        [](Operations& op) {
          op.run([](Connection&) { meanwhile()(); });
          op.autocommit_block([](Operations& block) {
            block.execute("INSERT INTO notes VALUES ('a'); INSERT INTO notes VALUES ('b')");
          });
        },
};

LIMBECK_REVISION(w4) = {
    .revises = {"w1"},
    .upgrade =
        [](Operations& op) {
          op.autocommit_block([](Operations& block) {
            block.run([](Connection& connection) {
              meanwhile()();
              connection.execute("INSERT INTO notes VALUES ('c')");
            });
          });
        },
};

namespace {

class InTheWay : public testing::Test {
 protected:
  void SetUp() override { migrate(history_.add("w1", limbeck_revision_w1).manifest(), url_); }

  /// Somebody reads from now on, for a while: no commit goes past a reader where there is no WAL.
  void read_for(std::chrono::milliseconds length) {
    auto reader = connection::open(url_);
    reader->execute("BEGIN");
    reader->query("SELECT * FROM notes");
    reader_ = std::jthread([reader = std::move(reader), length] {
      std::this_thread::sleep_for(length);
      reader->execute("COMMIT");
    });
  }
  std::vector<std::string> notes() { return column(url_, "SELECT text FROM notes ORDER BY rowid"); }

  TemporaryDirectory directory_;
  std::string url_ = directory_.url("shop.db");
  History history_;
  std::jthread reader_;
};

using Lines = std::vector<std::string>;

TEST_F(InTheWay, a_reader_is_waited_for_after_a_migration_longer_than_the_wait_for_its_turn) {
  meanwhile() = [&] {
    std::this_thread::sleep_for(600ms);
    read_for(200ms);
  };
  migrate(history_.add("w2", limbeck_revision_w2).manifest(), url_, {.lock_timeout = 500ms});
  EXPECT_EQ(notes(), Lines{"w2"});
}

TEST_F(InTheWay, a_reader_is_waited_for_by_each_statement_outside_of_a_transaction) {
  int waits = 0;
  meanwhile() = [&] { read_for(0ms); };
  migrate(history_.add("w3", limbeck_revision_w3).manifest(), url_,
          {.lock_timeout = 20s, .on_progress = [&](const Progress& progress) {
             if (progress.kind == Progress::Kind::waiting) ++waits;
             if (progress.kind == Progress::Kind::statement &&
                 progress.statement.find("'a'") != std::string_view::npos)
               read_for(200ms);
           }});
  EXPECT_EQ(notes(), (Lines{"a", "b"}));
  EXPECT_GE(waits, 1);
}

TEST_F(InTheWay, a_reader_is_waited_for_by_data_migrations_outside_of_a_transaction) {
  meanwhile() = [&] { read_for(200ms); };
  migrate(history_.add("w4", limbeck_revision_w4).manifest(), url_, {.lock_timeout = 20s});
  EXPECT_EQ(notes(), Lines{"c"});
}

TEST_F(InTheWay, a_reader_who_stays_is_waited_for_as_long_as_was_asked) {
  meanwhile() = [&] { read_for(2s); };
  const auto start = std::chrono::steady_clock::now();
  const Error error = error_of([&] {
    migrate(history_.add("w4", limbeck_revision_w4).manifest(), url_, {.lock_timeout = 200ms});
  });
  EXPECT_EQ(error.code(), Error::Code::locked);
  EXPECT_TRUE(error.retryable());
  EXPECT_LT(std::chrono::steady_clock::now() - start, 1900ms);
}

TEST_F(InTheWay, a_process_that_does_not_migrate_is_named) {
  const pid_t writer = spawn([&] {
    auto connection = connection::open(url_);
    connection->execute("BEGIN IMMEDIATE");
    ::raise(SIGSTOP);
  });
  int status = 0;
  ::waitpid(writer, &status, WUNTRACED);
  ASSERT_TRUE(WIFSTOPPED(status));
  meanwhile() = [] {};
  std::string told;
  const Error error = error_of([&] {
    migrate(history_.add("w2", limbeck_revision_w2).manifest(), url_,
            {.lock_timeout = 200ms,
             .on_progress = [&](const Progress& progress) { told = progress.holder; }});
  });
  ::kill(writer, SIGKILL);
  exit_code_of(writer);
  const std::string name = "process " + std::to_string(writer);
  EXPECT_TRUE(says(error, name));
  EXPECT_NE(told.find(name), std::string::npos) << told;
}

}  // namespace
}  // namespace limbeck::test::in_the_way_test
