// What a program does about its database when it starts.
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "limbeck/migrate.h"
#include "limbeck/migrator.h"
#include "tests/unit/runtime/support/database.h"
#include "tests/unit/runtime/support/errors.h"
#include "tests/unit/runtime/support/shop.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::test {
namespace {

using namespace std::chrono_literals;

class Environment {
 public:
  Environment(const char* name, const char* value) : name_(name) { ::setenv(name, value, 1); }
  ~Environment() { ::unsetenv(name_); }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  const char* name_;
};

class Launch : public testing::Test {
 protected:
  TemporaryDirectory directory_;
  std::string url_ = directory_.url("shop.db");
  History history_ = shop();
  Manifest manifest_ = history_.manifest();
};

TEST_F(Launch, verify_refuses_to_start_behind_and_writes_nothing) {
  migrate(manifest_, url_, {.target = "a8"});
  std::string before = dump(url_);
  Error error = error_of([&] { migrate(manifest_, url_, {.on_launch = OnLaunch::verify}); });
  EXPECT_EQ(error.code(), Error::Code::behind);
  EXPECT_TRUE(says(error, "behind this program by 2 revisions: a9 and a10"));
  EXPECT_EQ(dump(url_), before);
  migrate(manifest_, url_);
  EXPECT_EQ(migrate(manifest_, url_, {.on_launch = OnLaunch::verify}).heads,
            std::vector<std::string>{"a10"});
}

TEST_F(Launch, wait_goes_on_when_another_has_migrated) {
  std::thread other;
  MigrationReport report = migrate(
      manifest_, url_, {.on_launch = OnLaunch::wait, .on_progress = [&](const Progress& progress) {
                          EXPECT_EQ(progress.kind, Progress::Kind::waiting);
                          if (!other.joinable()) {
                            other = std::thread([&] { migrate(manifest_, url_); });
                          }
                        }});
  other.join();
  EXPECT_TRUE(report.applied.empty());
  EXPECT_EQ(report.heads, std::vector<std::string>{"a10"});
}

TEST_F(Launch, threads_of_one_process_behave_as_processes_do) {
  std::vector<MigrationReport> reports(4);
  std::vector<std::thread> threads;
  for (MigrationReport& report : reports) {
    threads.emplace_back([&] { report = migrate(manifest_, url_); });
  }
  for (std::thread& thread : threads) thread.join();
  std::size_t applied = 0;
  for (const MigrationReport& report : reports) {
    applied += report.applied.size();
    EXPECT_EQ(report.heads, std::vector<std::string>{"a10"});
  }
  EXPECT_EQ(applied, shop_size);
}

TEST_F(Launch, wait_is_bounded) {
  Error error = error_of(
      [&] { migrate(manifest_, url_, {.on_launch = OnLaunch::wait, .lock_timeout = 50ms}); });
  EXPECT_EQ(error.code(), Error::Code::behind);
  EXPECT_TRUE(error.retryable());
}

TEST_F(Launch, off_does_not_even_look) {
  EXPECT_NO_THROW(migrate(manifest_, "sqlite:/nowhere/at/all.db", {.on_launch = OnLaunch::off}));
}

TEST_F(Launch, the_operator_has_the_last_word) {
  {
    Environment verify("LIMBECK_ON_LAUNCH", "verify");
    EXPECT_EQ(error_of([&] { migrate(manifest_, url_); }).code(), Error::Code::behind);
  }
  {
    Environment wrong("LIMBECK_ON_LAUNCH", "sometimes");
    Error error = error_of([&] { migrate(manifest_, url_); });
    EXPECT_EQ(error.code(), Error::Code::usage);
    EXPECT_TRUE(says(error, "'sometimes'; it can be upgrade, verify, wait or off"));
  }
  Environment empty("LIMBECK_ON_LAUNCH", "");
  EXPECT_EQ(migrate(manifest_, url_, {.target = "a1"}).applied.size(), 1u);
}

TEST_F(Launch, the_database_is_the_one_named_or_the_environments_or_the_targets) {
  std::string other = directory_.url("other.db");
  manifest_.database = other;
  migrate(manifest_, {}, {.target = "a1"});
  EXPECT_EQ(column(other, "SELECT version_num FROM limbeck_version"),
            std::vector<std::string>{"a1"});
  Environment environment("LIMBECK_DATABASE_URL", url_.c_str());
  migrate(manifest_, {}, {.target = "a2"});
  EXPECT_EQ(column(url_, "SELECT version_num FROM limbeck_version"),
            std::vector<std::string>{"a2"});
  migrate(manifest_, other, {.target = "a3"});
  EXPECT_EQ(column(other, "SELECT version_num FROM limbeck_version"),
            std::vector<std::string>{"a3"});
}

TEST_F(Launch, no_database_at_all_is_told_how_to_name_one) {
  Error error = error_of([&] { migrate(manifest_); });
  EXPECT_EQ(error.code(), Error::Code::usage);
  EXPECT_TRUE(says(error, "LIMBECK_DATABASE_URL"));
}

}  // namespace
}  // namespace limbeck::test
