// PostgreSQL: a holder whose sessions or network are cut off, and a server that is killed.
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <iostream>
#include <random>
#include <thread>

#include "limbeck/migrator.h"
#include "runtime/connection/open.h"
#include "tests/faults/holder.h"
#include "tests/faults/holder_history.h"
#include "tests/faults/mixed_history.h"
#include "tests/faults/oracle.h"
#include "tests/faults/postgresql_arena.h"
#include "tests/faults/proxy.h"
#include "tests/servers/postgresql_server.h"
#include "tests/unit/runtime/support/errors.h"
#include "tests/unit/runtime/support/processes.h"

namespace limbeck::test::cut_off_test {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

tests::PostgresqlServer& the_server() { return *tests::PostgresqlServer::get(); }

/// The same database by another way.
std::string through(const Proxy& proxy, const std::string& url) {
  const std::size_t end = url.find('?');
  const std::size_t slash = url.rfind('/', end);
  return "postgresql://limbeck@127.0.0.1:" + std::to_string(proxy.port()) +
         url.substr(slash, end - slash);
}

std::string socket_of_server() { return the_server().directory() + "/.s.PGSQL.5432"; }

constexpr const char* end_lock_sessions =
    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

/// Migrates; a lost connection is no failure, and says that it may be tried again.
void migrate_or_lose_connection(const Manifest& manifest, const std::string& url) {
  try {
    migrate(manifest, url, {.lock_timeout = 60s});
  } catch (const Error& error) {
    if (error.code() != Error::Code::connection || !error.retryable()) throw;
  }
}

class CutOff : public OfHolders {};

TEST_P(CutOff, a_holder_whose_lock_is_taken_from_it_and_the_next_apply_nothing_twice) {
  for (const char* place : {"h2", "h4"}) {
    SCOPED_TRACE(place);
    renew();
    const pid_t holder = spawn([&] {
      static std::string where, database;
      where = place;
      database = url_;
      at_data_migration([](Connection&, std::string_view revision) {
        if (revision != where) return;
        connection::open(database)->execute(end_lock_sessions);
        std::this_thread::sleep_for(1s);  // while the next may think that it is its turn
      });
      migrate_or_lose_connection(manifest_, url_);
    });
    std::this_thread::sleep_for(200ms);
    std::vector<pid_t> next;
    for (int i = 0; i < 3; ++i) {
      next.push_back(spawn([&] { migrate_or_lose_connection(manifest_, url_); }));
    }
    EXPECT_EQ(exit_code_of(holder), 0);
    for (const pid_t process : next) EXPECT_EQ(exit_code_of(process), 0);
    migrate(manifest_, url_);
    expect_each_once();
  }
}

TEST_P(CutOff, a_holder_that_no_packet_reaches_is_waited_for_until_the_deadline) {
  for (const char* place : {"h2", "h4"}) {
    SCOPED_TRACE(place);
    renew();
    Proxy proxy(socket_of_server());
    const pid_t holder = spawn([&] {
      static std::string where;
      static Proxy* network = nullptr;
      where = place;
      network = &proxy;
      at_data_migration([](Connection&, std::string_view revision) {
        if (revision == where) network->freeze();
      });
      const Error error = error_of([&] { migrate(manifest_, through(proxy, url_)); });
      if (error.code() != Error::Code::connection || !error.retryable()) throw error;
    });
    std::this_thread::sleep_for(1s);
    const Error error = error_of([&] { migrate(manifest_, url_, {.lock_timeout = 300ms}); });
    EXPECT_EQ(error.code(), Error::Code::locked);
    EXPECT_TRUE(says(error, "process " + std::to_string(holder)));

    // The network is noticed to be gone: the next goes on at once, and the holder fails.
    const pid_t next = spawn([&] { migrate(manifest_, url_, {.lock_timeout = 60s}); });
    std::this_thread::sleep_for(100ms);
    const auto cut = Clock::now();
    proxy.cut();
    EXPECT_EQ(exit_code_of(next), 0);
    EXPECT_EQ(exit_code_of(holder), 0);
    EXPECT_LT(Clock::now() - cut, 10s);
    expect_each_once();
  }
}

// Until the server notices, the killed one's session may still write.
TEST_P(CutOff, a_holder_that_is_killed_while_the_server_works_for_it_is_followed_soon) {
  if (std::string_view(GetParam().name) == "postgresql") {
    // client_connection_check_interval
    LIMBECK_NEEDS_POSTGRESQL_VERSION(14);
  }
  for (const char* place : {"h2", "h4"}) {
    SCOPED_TRACE(place);
    renew();
    const pid_t holder = spawn([&] {
      static std::string where;
      where = place;
      at_data_migration([](Connection& connection, std::string_view revision) {
        if (revision == where) connection.execute("SELECT pg_sleep(600)");
      });
      migrate(manifest_, url_);
    });
    while (std::get<std::int64_t>(connection::open(url_)
                                      ->query("SELECT count(*) FROM pg_stat_activity WHERE state ="
                                              " 'active' AND query LIKE '%pg_sleep(600)'")
                                      .rows[0][0]) == 0) {
      std::this_thread::sleep_for(20ms);
    }
    ::kill(holder, SIGKILL);
    EXPECT_EQ(exit_code_of(holder), -SIGKILL);
    migrate(manifest_, url_, {.lock_timeout = 30s});
    expect_each_once();
  }
}

/// Up and down, with something that happens at any instant of it, until both are done.
class Cut : public InArena {
 protected:
  using Migration = std::function<void()>;

  /// `disturb` at a random instant of `migration`, in a process of its own; then what is found must
  /// be what the ledger says. How often it was done.
  void disturb_at_random(int times, const std::function<std::string(const std::string&)>& way,
                         const std::function<void()>& disturb,
                         const std::function<void()>& restore) {
    History history = mixed_history(arena_->dialect());
    const Manifest manifest = history.manifest();
    const Oracle up = Oracle::up(*arena_, manifest);
    const Oracle down = Oracle::down(*arena_, manifest, mixed_start);
    const unsigned random_seed = seed();
    std::cout << "LIMBECK_SEED=" << random_seed << std::endl;
    SCOPED_TRACE("LIMBECK_SEED=" + std::to_string(random_seed));
    std::mt19937 random(random_seed);
    std::string url = arena_->fresh();
    bool upwards = true;
    const auto move = [&](const std::string& place) {
      Migrator migrator(manifest, place, {.lock_timeout = 60s});
      upwards ? migrator.upgrade() : migrator.downgrade(mixed_start);
    };
    auto length = 300ms;
    int failed = 0;
    for (int time = 0; time < times; ++time) {
      const std::string place = way(url);
      const auto start = Clock::now();
      const pid_t child = spawn([&] {
        try {
          move(place);
        } catch (const Error& error) {
          if (error.code() != Error::Code::connection || !error.retryable()) throw;
          ::_exit(3);
        }
      });
      std::this_thread::sleep_for(std::uniform_int_distribution<int>(0, length.count())(random) *
                                  1ms);
      disturb();
      const int code = exit_code_of(child);
      ASSERT_TRUE(code == 0 || code == 3) << code;
      if (code == 3) ++failed;
      if (code == 0) {
        length = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
      }
      restore();
      arena_->settle(url);
      ASSERT_TRUE((upwards ? up : down).allows(state_of(url))) << "time " << time;
      if (code == 3) continue;
      // Done, though the server may have forgotten the last of it.
      move(url);
      ASSERT_TRUE((upwards ? up : down).is_done(state_of(url))) << "time " << time;
      if (!upwards) {
        arena_->drop(url);
        url = arena_->fresh();
      }
      upwards = !upwards;
    }
    arena_->drop(url);
    std::cout << failed << " of " << times << " failed under way" << std::endl;
  }
};

TEST_P(Cut, the_server_at_any_instant_leaves_what_the_ledger_says) {
  disturb_at_random(
      runs(1, 100), [](const std::string& url) { return url; }, [] { the_server().crash(); },
      [] { the_server().restart(arena_server_settings()); });
}

TEST_P(Cut, the_network_at_any_instant_leaves_what_the_ledger_says) {
  std::unique_ptr<Proxy> proxy;
  disturb_at_random(
      runs(2, 500),
      [&](const std::string& url) {
        proxy = std::make_unique<Proxy>(socket_of_server());
        return through(*proxy, url);
      },
      [&] { proxy->cut(); }, [] {});
}

INSTANTIATE_TEST_SUITE_P(Databases, CutOff, testing::ValuesIn(arena_kinds()), name_of_parameter);
INSTANTIATE_TEST_SUITE_P(Databases, Cut, testing::ValuesIn(arena_kinds()), name_of_parameter);

}  // namespace
}  // namespace limbeck::test::cut_off_test
