// What stands in a ledger, a database, a history or a file name reaches no terminal as a command to
// it, by whatever command and whatever error.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "limbeck/command_line.h"
#include "limbeck/migrate.h"
#include "migrations/text/shown.h"
#include "runtime/connection/open.h"
#include "tests/unit/runtime/support/database.h"
#include "tests/unit/runtime/support/errors.h"
#include "tests/unit/runtime/support/shop.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::test::terminal_test {
namespace {

/// One of each class, and what is shown of it.
const std::string hostile =
    "x\x1b]0;pwn\x07\x7f\u009b31m\u202e\u2066\u200f\u061c\u2028\r\x9b\xc3(\b";
const std::string_view harmless =
    "x\\x1b]0;pwn\\x07\\u007f\\u009b31m\\u202e\\u2066\\u200f\\u061c\\u2028\\r\\x9b\\xc3(\\x08";

std::string quoted(const std::string& text) { return "'" + text + "'"; }
std::string name(const std::string& text) { return "\"" + text + "\""; }

class Terminal : public testing::Test {
 protected:
  int run(std::vector<std::string> arguments, bool with_url = true) {
    arguments.insert(arguments.begin(), "shop-migrate");
    if (with_url) arguments.insert(arguments.end(), {"--url", url_});
    std::vector<const char*> values;
    for (const std::string& argument : arguments) values.push_back(argument.c_str());
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int code = command_line(manifest_, static_cast<int>(values.size()), values.data());
    out_ = testing::internal::GetCapturedStdout();
    told_ = out_ + testing::internal::GetCapturedStderr();
    return code;
  }
  /// Whether the last command said it, and nothing that a terminal obeys.
  testing::AssertionResult shows(std::string_view what) const {
    if (told_ != shown(told_)) return testing::AssertionFailure() << "sent: " << shown(told_);
    if (told_.find(what) == std::string::npos)
      return testing::AssertionFailure() << "not there: " << told_;
    return testing::AssertionSuccess();
  }
  testing::AssertionResult error_shows(const std::function<void()>& action) const {
    const std::string what = error_of(action).what();
    if (what != shown(what)) return testing::AssertionFailure() << "sent: " << shown(what);
    if (what.find(harmless) == std::string::npos)
      return testing::AssertionFailure() << "not there: " << what;
    return testing::AssertionSuccess();
  }

  TemporaryDirectory directory_;
  std::string url_ = directory_.url("shop.db");
  History history_ = shop();
  Manifest manifest_ = history_.manifest();
  std::string out_, told_;
};

TEST_F(Terminal, is_shown_a_row_of_the_version_table_by_every_command) {
  migrate(manifest_, url_, {.target = "a3"});
  execute(url_, "UPDATE limbeck_version SET version_num = " + quoted(hostile));
  for (const auto& command :
       std::vector<std::vector<std::string>>{{"upgrade"},
                                             {"current"},
                                             {"current", "-v"},
                                             {"check"},
                                             {"plan"},
                                             {"verify"},
                                             {"downgrade", "base"},
                                             {"stamp", "head"},
                                             {"history", "--indicate-current"},
                                             {"history", "--rev-range", "current:"}}) {
    run(command);
    EXPECT_TRUE(shows(harmless)) << command.front();
  }
  EXPECT_TRUE(error_shows([&] { migrate(manifest_, url_); }));
  EXPECT_TRUE(error_shows([&] { migrate(manifest_, url_, {.on_launch = OnLaunch::verify}); }));
}

TEST_F(Terminal, is_shown_who_applied_what) {
  migrate(manifest_, url_, {.target = "a3"});
  execute(url_, "UPDATE limbeck_history SET who = " + quoted(hostile) + ", binary = " +
                    quoted(hostile) + ", started = " + quoted(hostile) + ", compatible = 0");
  const Manifest older = history_.manifest(2);
  EXPECT_TRUE(error_shows([&] { migrate(older, url_); }));
  execute(url_,
          "INSERT INTO limbeck_version VALUES ('half-applied');"
          "UPDATE limbeck_history SET progress = 1 WHERE revision = 'a3'");
  for (const auto& command : std::vector<std::vector<std::string>>{
           {"upgrade"}, {"current"}, {"check"}, {"plan"}, {"verify"}}) {
    run(command);
    EXPECT_TRUE(shows(harmless)) << command.front() << told_;
  }
}

TEST_F(Terminal, is_shown_names_and_texts_of_a_database) {
  migrate(manifest_, url_);
  execute(url_, "CREATE TABLE " + name(hostile) + " (" + name(hostile) + " TEXT DEFAULT " +
                    quoted(hostile) + "); CREATE INDEX " + name("i" + hostile) +
                    " ON users (id); CREATE VIEW " + name("v" + hostile) + " AS SELECT " +
                    quoted(hostile) + " AS " + name(hostile));
  EXPECT_EQ(run({"verify"}), 3);
  EXPECT_TRUE(shows(harmless));
  EXPECT_EQ(run({"verify", "--json"}), 3);
  EXPECT_TRUE(shows("\\u202e"));
  EXPECT_NE(nlohmann::json::parse(out_).dump(-1, ' ', true).find("\\u001b]0;pwn\\u0007"),
            std::string::npos);
  // A schema value is JSON, which cannot hold what is no UTF-8.
  EXPECT_EQ(run({"introspect"}), 1);
  EXPECT_TRUE(shows("no UTF-8"));
}

TEST_F(Terminal, is_shown_what_the_command_line_and_the_history_say) {
  History history;
  static const std::string text = hostile;
  static const std::string sql = "SELECT '" + hostile + "'\n\t+ no_such_function()";
  static const Revision revision = {.message = text,
                                    .upgrade = [](Operations& op) { op.execute(sql.c_str()); }};
  history.add("r1", revision);
  manifest_ = history.manifest();
  for (const auto& command : std::vector<std::vector<std::string>>{{"history"},
                                                                   {"history", "-v"},
                                                                   {"history", "--graph"},
                                                                   {"history", "--graph", "-v"},
                                                                   {"heads"},
                                                                   {"show", "r1"},
                                                                   {"plan"},
                                                                   {"plan", "-v"}}) {
    run(command);
    EXPECT_TRUE(shows(command.front() == "heads" ? "r1" : harmless)) << command.front();
  }
  EXPECT_EQ(run({"upgrade"}), 1);
  EXPECT_TRUE(shows(std::string(harmless) + "'\n\t+ no_such_function()")) << "line ends stay";
  for (const auto& command : std::vector<std::vector<std::string>>{
           {hostile},
           {"upgrade", hostile},
           {"show", hostile},
           {"history", "--" + hostile},
           {"current", "--url", "sqlite:" + (directory_.path() / hostile / "x.db").string()},
           {"current", "--url", "sqlite:" + hostile + "?mode=ro"}}) {
    EXPECT_NE(run(command, command.size() < 3), 0);
    EXPECT_TRUE(shows("x\\x1b]0;pwn")) << command.front();
  }
  // What a program reads is not changed; what stands in it for people is.
  EXPECT_EQ(run({"upgrade", "--sql"}), 0);
  EXPECT_NE(out_.find("SELECT '" + hostile + "'\n\t+"), std::string::npos);
  EXPECT_NE(out_.find("-> r1, " + std::string(harmless)), std::string::npos);
}

TEST_F(Terminal, is_shown_whom_it_waits_for) {
  const std::string file = (directory_.path() / "shop.db-limbeck").string();
  const int lock = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  ASSERT_EQ(::flock(lock, LOCK_EX), 0);
  const std::string holder = "x\x1b[31m\u202e";
  ASSERT_EQ(::write(lock, holder.data(), holder.size()), static_cast<ssize_t>(holder.size()));
  std::string told;
  const Error error = error_of([&] {
    migrate(manifest_, url_,
            {.lock_timeout = std::chrono::milliseconds(50),
             .on_progress = [&](const Progress& progress) { told += progress.holder; }});
  });
  EXPECT_EQ(told, "x\\x1b[31m\\u202e");
  EXPECT_TRUE(says(error, "x\\x1b[31m\\u202e"));
  run({"upgrade", "--lock-timeout", "0.05"});
  EXPECT_TRUE(shows("x\\x1b[31m\\u202e"));
  ::close(lock);
}

}  // namespace
}  // namespace limbeck::test::terminal_test
