// A process that holds the lock and is stopped or killed: what becomes of those who wait for it.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <chrono>
#include <stdexcept>
#include <thread>

#include "limbeck/migrate.h"
#include "runtime/connection/open.h"
#include "tests/faults/arena.h"
#include "tests/faults/holder.h"
#include "tests/faults/holder_history.h"
#include "tests/unit/runtime/support/errors.h"
#include "tests/unit/runtime/support/processes.h"

namespace limbeck::test::holder_test {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

class Holder : public OfHolders {
 protected:
  /// A process that migrates and stops itself there: in a data migration, or after a revision.
  pid_t stopped_at(const std::string& place) {
    const pid_t holder = spawn([&] {
      static std::string where;
      where = place;
      at_data_migration([](Connection&, std::string_view revision) {
        if (revision == where) ::raise(SIGSTOP);
      });
      migrate(manifest_, url_, {.on_progress = [&](const Progress& progress) {
                if (progress.kind == Progress::Kind::finished &&
                    "after " + std::string(progress.revision) == where) {
                  ::raise(SIGSTOP);
                }
              }});
    });
    int status = 0;
    ::waitpid(holder, &status, WUNTRACED);
    if (!WIFSTOPPED(status)) throw std::runtime_error("it did not stop");
    return holder;
  }

  /// One that starts now, ends by its deadline, and says for whom it waited.
  void expect_one_gives_up_on(pid_t holder) {
    const auto start = Clock::now();
    std::string told;
    const Error error = error_of([&] {
      migrate(manifest_, url_,
              {.lock_timeout = 300ms,
               .on_progress = [&](const Progress& progress) { told = progress.holder; }});
    });
    EXPECT_LT(Clock::now() - start, 5s);
    EXPECT_EQ(error.code(), Error::Code::locked);
    EXPECT_TRUE(error.retryable());
    const std::string name = "process " + std::to_string(holder);
    EXPECT_TRUE(says(error, name));
    EXPECT_NE(told.find(name), std::string::npos) << told;
  }
};

constexpr const char* places[] = {"after h1", "h2", "after h3", "h4"};

TEST_P(Holder, that_is_stopped_is_waited_for_until_the_deadline_and_named) {
  for (const char* place : places) {
    SCOPED_TRACE(place);
    renew();
    const pid_t holder = stopped_at(place);
    const State before = state_of(url_);
    for (int i = 0; i < 2; ++i) expect_one_gives_up_on(holder);
    // Those who only look do not wait for the lock.
    const Error behind = error_of(
        [&] { migrate(manifest_, url_, {.on_launch = OnLaunch::wait, .lock_timeout = 100ms}); });
    EXPECT_EQ(behind.code(), Error::Code::behind);
    EXPECT_EQ(state_of(url_).ledger, before.ledger);
    EXPECT_EQ(state_of(url_).contents, before.contents);
    ::kill(holder, SIGCONT);
    EXPECT_EQ(exit_code_of(holder), 0);
    expect_each_once();
  }
}

TEST_P(Holder, that_goes_on_lets_all_go_on_who_wait) {
  renew();
  const pid_t holder = stopped_at("h2");
  std::vector<pid_t> waiting;
  for (int i = 0; i < 4; ++i) {
    waiting.push_back(spawn([&] { migrate(manifest_, url_, {.lock_timeout = 60s}); }));
  }
  std::this_thread::sleep_for(300ms);
  ::kill(holder, SIGCONT);
  EXPECT_EQ(exit_code_of(holder), 0);
  for (const pid_t process : waiting) EXPECT_EQ(exit_code_of(process), 0);
  expect_each_once();
}

TEST_P(Holder, that_is_killed_is_followed_at_once) {
  for (const char* place : places) {
    SCOPED_TRACE(place);
    renew();
    const pid_t holder = stopped_at(place);
    std::vector<pid_t> waiting;
    for (int i = 0; i < 4; ++i) {
      waiting.push_back(spawn([&] { migrate(manifest_, url_, {.lock_timeout = 60s}); }));
    }
    std::this_thread::sleep_for(200ms);
    const auto killed = Clock::now();
    ::kill(holder, SIGKILL);
    EXPECT_EQ(exit_code_of(holder), -SIGKILL);
    for (const pid_t process : waiting) EXPECT_EQ(exit_code_of(process), 0);
    EXPECT_LT(Clock::now() - killed, 10s);
    expect_each_once();
  }
}

// Those who only wait for another to migrate do not care which.
TEST_P(Holder, that_is_killed_leaves_those_of_the_policy_wait_to_the_next_or_to_their_deadline) {
  for (const char* place : places) {
    SCOPED_TRACE(place);
    renew();
    const pid_t holder = stopped_at(place);
    std::vector<pid_t> waiting;
    for (int i = 0; i < 3; ++i) {
      waiting.push_back(spawn([&] {
        const MigrationReport report =
            migrate(manifest_, url_, {.on_launch = OnLaunch::wait, .lock_timeout = 60s});
        if (!report.applied.empty()) throw std::runtime_error("it migrated");
      }));
    }
    std::this_thread::sleep_for(100ms);
    ::kill(holder, SIGKILL);
    EXPECT_EQ(exit_code_of(holder), -SIGKILL);
    const Error alone = error_of(
        [&] { migrate(manifest_, url_, {.on_launch = OnLaunch::wait, .lock_timeout = 200ms}); });
    EXPECT_EQ(alone.code(), Error::Code::behind);
    EXPECT_TRUE(alone.retryable());
    migrate(manifest_, url_, {.lock_timeout = 60s});
    for (const pid_t process : waiting) EXPECT_EQ(exit_code_of(process), 0);
    expect_each_once();
  }
}

INSTANTIATE_TEST_SUITE_P(Databases, Holder, testing::ValuesIn(arena_kinds()), name_of_parameter);

}  // namespace
}  // namespace limbeck::test::holder_test
