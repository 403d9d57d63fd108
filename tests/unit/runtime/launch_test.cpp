// What a program does about its database when it starts.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "limbeck/migrate.h"
#include "limbeck/migrator.h"
#include "tests/unit/runtime/support/database.h"
#include "tests/unit/runtime/support/errors.h"
#include "tests/unit/runtime/support/shop.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::test::launch_test {
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
                          if (progress.kind == Progress::Kind::waiting && !other.joinable()) {
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

TEST_F(Launch, reports_its_phases_to_callbacks_and_to_other_threads) {
  std::vector<std::string> told;
  std::vector<std::string> seen;
  MigrationStatus status;
  EXPECT_EQ(status.text(), "not started");
  MigrateOptions options{.target = "a2", .status = &status};
  options.on_progress = [&](const Progress& progress) {
    using Kind = Progress::Kind;
    const std::map<Kind, std::string> names = {
        {Kind::connecting, "connecting"}, {Kind::waiting, "waiting"},   {Kind::started, "started"},
        {Kind::statement, "statement"},   {Kind::finished, "finished"}, {Kind::done, "done"}};
    told.push_back(names.at(progress.kind));
    std::thread([&] { seen.push_back(status.text()); }).join();
    EXPECT_FALSE(status.ready() && progress.kind != Kind::done);
    EXPECT_EQ(progress.kind == Kind::statement,
              progress.statement.find("TABLE") != progress.statement.npos);
  };
  migrate(manifest_, url_, options);
  EXPECT_EQ(told, (std::vector<std::string>{"connecting", "started", "statement", "finished",
                                            "started", "statement", "finished", "done"}));
  EXPECT_EQ(seen[0], "connecting, for 0 s");
  EXPECT_EQ(seen[1].substr(0, 21), "applying revision a1 ");
  EXPECT_NE(seen[5].find("(2 of 2, statement 1 of 1), for"), std::string::npos) << seen[5];
  EXPECT_TRUE(status.ready());
  told.clear();
  migrate(manifest_, url_, options);
  EXPECT_EQ(told, (std::vector<std::string>{"connecting", "done"})) << "at head";
}

TEST_F(Launch, a_failure_is_seen_by_other_threads_too) {
  MigrationStatus status;
  error_of([&] { migrate(manifest_, "sqlite:/nowhere/at/all.db", {.status = &status}); });
  EXPECT_FALSE(status.ready());
  EXPECT_EQ(status.now().phase, MigrationStatus::Phase::failed);
  EXPECT_NE(status.text().find("failed: cannot open"), std::string::npos) << status.text();
  error_of([&] {
    migrate(manifest_, url_, {.on_launch = OnLaunch::wait, .lock_timeout = 0ms, .status = &status});
  });
  EXPECT_NE(status.text().find("failed: the database"), std::string::npos) << status.text();
}

TEST_F(Launch, a_role_or_search_path_is_refused_where_there_is_none) {
  EXPECT_EQ(error_of([&] { migrate(manifest_, url_, {.role = "owner"}); }).code(),
            Error::Code::usage);
  EXPECT_EQ(error_of([&] { migrate(manifest_, url_, {.search_path = {"shop"}}); }).code(),
            Error::Code::usage);
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

TEST_F(Launch, each_policy_of_the_operators_comes_before_the_programs) {
  migrate(manifest_, url_, {.target = "a1"});
  const auto under = [&](const char* policy, OnLaunch programs) {
    Environment environment("LIMBECK_ON_LAUNCH", policy);
    return migrate(manifest_, url_, {.target = "a2", .on_launch = programs, .lock_timeout = 20ms});
  };
  const std::string before = dump(url_);
  EXPECT_TRUE(under("off", OnLaunch::upgrade).heads.empty()) << "it looked";
  EXPECT_EQ(error_of([&] { under("verify", OnLaunch::upgrade); }).code(), Error::Code::behind);
  const Error waited = error_of([&] { under("wait", OnLaunch::upgrade); });
  EXPECT_EQ(waited.code(), Error::Code::behind);
  EXPECT_TRUE(waited.retryable());
  EXPECT_EQ(dump(url_), before);
  EXPECT_EQ(under("upgrade", OnLaunch::off).applied.size(), 1U);
  for (const char* policy : {"upgrade", "verify", "wait"}) {
    EXPECT_EQ(under(policy, OnLaunch::off).heads, std::vector<std::string>{"a2"}) << policy;
  }
  for (const char* wrong : {"UPGRADE", " upgrade", "upgrade,wait", "0"}) {
    EXPECT_EQ(error_of([&] { under(wrong, OnLaunch::off); }).code(), Error::Code::usage) << wrong;
  }
}

TEST_F(Launch, wait_ends_when_it_is_asked_to_stop) {
  std::stop_source stop;
  const auto start = std::chrono::steady_clock::now();
  MigrateOptions options{.on_launch = OnLaunch::wait, .stop = stop.get_token()};
  options.on_progress = [&](const Progress& progress) {
    if (progress.kind == Progress::Kind::waiting) stop.request_stop();
  };
  EXPECT_EQ(error_of([&] { migrate(manifest_, url_, options); }).code(), Error::Code::interrupted);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
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

TEST_F(Launch, no_database_at_all_is_reported_with_how_to_name_one) {
  Error error = error_of([&] { migrate(manifest_); });
  EXPECT_EQ(error.code(), Error::Code::usage);
  EXPECT_TRUE(says(error, "LIMBECK_DATABASE_URL"));
}

}  // namespace
}  // namespace limbeck::test::launch_test
