// A standby: nobody may write, and every entry point says so, with what finds the primary.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "limbeck/migrator.h"
#include "runtime/connection/open.h"
#include "runtime/connection/postgresql/error_table.h"
#include "tests/servers/server_process.h"
#include "tests/support/text_of_file.h"
#include "tests/unit/runtime/postgresql/revisions.h"
#include "tests/unit/runtime/postgresql/tool.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::test::standby_test {
namespace {

using namespace std::chrono_literals;
using tests::PostgresqlServer;

class Standby : public OnPostgresql {
 protected:
  static constexpr const char* port = "5499";

  void SetUp() override {
    OnPostgresql::SetUp();
    if (IsSkipped()) return;
    migrate(history_, {.target = "b2"});
    // A copy of what a crash leaves, which has no primary to ask and so waits for more.
    PostgresqlServer& server = *PostgresqlServer::get();
    const std::string data = server.directory() + "/standby";
    execute("CHECKPOINT");
    server.crash();
    std::filesystem::remove_all(data);
    ASSERT_EQ(
        std::system(("cp -a " + server.directory() + "/data " + data + " && rm -f " + data +
                     "/postmaster.pid && cp -a " + data + "/PG_VERSION " + data + "/standby.signal")
                        .c_str()),
        0);
    server.restart();
    std::vector<std::string> command{server.programs() + "/postgres", "-D", data, "-k",
                                     server.directory()};
    std::vector<std::string> settings = PostgresqlServer::settings();
    settings.insert(settings.end(), {"port=5499", "hot_standby=on"});
    for (const std::string& setting : settings) command.insert(command.end(), {"-c", setting});
    process_ = tests::spawn(command, server.directory() + "/standby.log");
    standby_ = url_ + "&port=" + port;
    for (int tries = 0; tries < 1200; ++tries) {
      try {
        connection::open(standby_);
        return;
      } catch (const Error&) {
        std::this_thread::sleep_for(50ms);
      }
    }
    FAIL() << "the standby does not start:\n" << text_of_file(server.directory() + "/standby.log");
  }

  void TearDown() override {
    if (process_ < 0) return;
    ::kill(process_, SIGQUIT);
    ::waitpid(process_, nullptr, 0);
  }

  std::string failing(const std::vector<const char*>& arguments) {
    const Outcome outcome = run_tool(manifest_, arguments, standby_);
    EXPECT_EQ(outcome.code, 1) << arguments[0] << outcome.err;
    return outcome.err;
  }

  static std::string_view next_step(std::string_view code, std::string_view words) {
    return connection::find_next_step(connection::postgresql_next_steps, code, words)->text;
  }

  History history_ = pg_shop();
  Manifest manifest_ = history_.manifest();
  std::string standby_;
  int process_ = -1;
};

TEST_F(Standby, is_named_with_its_place_by_each_command_that_writes_and_read_by_the_others) {
  const std::string words = "what to do: " + std::string(next_step("25006", "standby"));
  const TemporaryDirectory directory;
  directory.write("models.json", R"({"tables":[]})");
  const std::string models = (directory.path() / "models.json").string();
  for (const std::vector<const char*>& command :
       std::vector<std::vector<const char*>>{{"upgrade"},
                                             {"downgrade", "base"},
                                             {"stamp", "--no-verify", "b1"},
                                             {"verify"},
                                             // What `limbeck revision --against URL` runs.
                                             {"introspect", "--like", models.c_str()}}) {
    const std::string err = failing(command);
    EXPECT_NE(err.find("SQLSTATE 25006"), std::string::npos) << command[0] << err;
    EXPECT_NE(err.find(std::string(":") + port + "/" + database_ + "'"), std::string::npos) << err;
    EXPECT_NE(err.find(words), std::string::npos) << err;
    EXPECT_NE(err.find("\n  while "), std::string::npos) << err;
    EXPECT_EQ(err.find("what to do", err.find("what to do") + 1), std::string::npos) << err;
  }
  EXPECT_EQ(Migrator(manifest_, standby_).current(), std::vector<std::string>{"b2"});
  EXPECT_EQ(limbeck::migrate(history_.manifest(2), standby_).heads, std::vector<std::string>{"b2"});
  EXPECT_EQ(error_of([&] {
              limbeck::migrate(manifest_, standby_, {.on_launch = OnLaunch::verify});
            }).code(),
            Error::Code::behind);
}

TEST_F(Standby, is_worth_trying_again_only_where_the_url_names_several_hosts) {
  EXPECT_FALSE(error_of([&] { limbeck::migrate(manifest_, standby_); }).retryable());
  const std::string directory = PostgresqlServer::get()->directory();
  const std::string several = "postgresql://limbeck@/" + database_ + "?host=" + directory + "," +
                              directory + "&port=" + port + ",5432";
  EXPECT_TRUE(error_of([&] { limbeck::migrate(manifest_, several); }).retryable());
  EXPECT_EQ(limbeck::migrate(manifest_, several + "&target_session_attrs=read-write").heads,
            std::vector<std::string>{"b6"});
}

TEST_F(Standby, refuses_serializable_transactions_with_what_to_do) {
  const Error error = error_of([&] {
    limbeck::migrate(manifest_,
                     standby_ + "&options=-cdefault_transaction_isolation%3Dserializable");
  });
  EXPECT_EQ(error.sqlstate(), "0A000");
  EXPECT_EQ(error.next_step(), next_step("0A000", "serializable mode in a hot standby"));
  EXPECT_TRUE(says(error, "while reading the version table"));
  // What it says to do helps.
  EXPECT_NO_THROW(limbeck::migrate(
      history_.manifest(2),
      standby_ + "&options=-c%20default_transaction_isolation%3Drepeatable%5C%20read"));
}

}  // namespace
}  // namespace limbeck::test::standby_test
