// A password of the URL goes to the server as a password and nowhere else: not into its log, the
// ledger, what other sessions see, or what commands print.
#include "limbeck/migrator.h"
#include "runtime/connection/open.h"
#include "tests/support/text_of_file.h"
#include "tests/support/urls_with_passwords.h"
#include "tests/unit/runtime/postgresql/revisions.h"
#include "tests/unit/runtime/postgresql/tool.h"

namespace limbeck::test::passwords_test {
namespace {

class PostgresqlPasswordsOfUrls : public OnPostgresql {};

std::string seen;

TEST_F(PostgresqlPasswordsOfUrls, are_in_no_log_no_row_and_no_sessions_description) {
  const std::string directory = tests::PostgresqlServer::get()->directory();
  const std::string forms[] = {
      "postgresql://limbeck:s3cretzqj@/%?host=" + directory,
      "postgres://limbeck:s3cret%40zqj@/%?host=" + directory,
      "postgresql+psycopg2:///%?user=limbeck&password=s3cretzqj&host=" + directory,
      "host=" + directory + " user=limbeck password='s3cret zqj' dbname=%",
      "password=s3cret\\ zqj dbname=% user=limbeck host=" + directory};
  History history = after_posts("runs", limbeck_revision_runs);
  const Manifest manifest = history.manifest();
  migration = [] {
    const auto driver = connection::open("postgresql://limbeck@/postgres?host=" +
                                         tests::PostgresqlServer::get()->directory());
    seen = std::get<std::string>(
        driver->query("SELECT string_agg(a::text, ' ') FROM pg_stat_activity AS a")
            .rows.at(0)
            .at(0));
  };
  for (std::string url : forms) {
    OnPostgresql::SetUp();
    log_statements();
    url.replace(url.find("/%") != std::string::npos ? url.find("/%") + 1 : url.find("=%") + 1, 1,
                database_);
    std::string said;
    for (const std::vector<const char*>& command :
         std::vector<std::vector<const char*>>{{"ensure_version"},
                                               {"upgrade"},
                                               {"current", "-v"},
                                               {"check"},
                                               {"plan"},
                                               {"verify"},
                                               {"introspect"},
                                               {"stamp", "b2"},
                                               {"downgrade", "base"},
                                               {"upgrade", "b1"}}) {
      const Outcome outcome = run_tool(manifest, command, url);
      EXPECT_EQ(outcome.code, 0) << command[0] << " " << url << outcome.err;
      said += outcome.out + outcome.err;
    }
    said += text_of_file(directory + "/log");
    EXPECT_FALSE(seen.empty());
    said += std::exchange(seen, {});
    said += text_of("SELECT string_agg(h::text, ' ') FROM limbeck_history AS h");
    EXPECT_NE(said.find("limbeck_version"), std::string::npos) << "nothing was logged";
    EXPECT_EQ(piece_of_password_in(said), "") << url << "\n" << said;
  }
  migration = [] {};
}

}  // namespace
}  // namespace limbeck::test::passwords_test
