// limbeck scaffold on PostgreSQL: the command reads all of the database.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "compiler/adopt/scaffold_command.h"
#include "runtime/connection/open.h"
#include "tests/servers/postgresql_server.h"
#include "tests/support/new_directory.h"

namespace limbeck::adopt::command_server_test {
namespace {

namespace fs = std::filesystem;

std::string all_files(const fs::path& folder) {
  std::ostringstream text;
  for (const auto& file : fs::recursive_directory_iterator(folder)) {
    if (file.is_regular_file()) text << std::ifstream(file.path()).rdbuf();
  }
  return text.str();
}

TEST(ScaffoldOfPostgresql, says_what_introspection_for_other_commands_leaves_out) {
  LIMBECK_NEEDS_POSTGRESQL();
  const fs::path folder = test::new_directory(testing::TempDir(), "limbeck_scaffold_server_");
  ScaffoldCommand command;
  command.url = tests::PostgresqlServer::get()->new_database();
  command.output = folder / "models";
  connection::open(command.url)
      ->execute(
          "CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
          " born timestamp(6), seen timestamptz(6));"
          "ALTER SEQUENCE users_id_seq RENAME TO numbers;"
          "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO pg_monitor;"
          "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT INSERT ON TABLES TO pg_monitor;"
          "GRANT CREATE ON SCHEMA public TO pg_monitor;"
          "COMMENT ON SCHEMA public IS 'of the shop'");
  std::ostringstream out, error;
  ASSERT_EQ(scaffold(command, out, error), 0) << error.str();
  const std::string text = all_files(command.output);
  for (const char* part :
       {"[[limbeck::precision(6)]] "
        "std::optional<std::chrono::local_time<std::chrono::microseconds>>",
        "[[limbeck::precision(6)]] std::optional<std::chrono::sys_time<std::chrono::microseconds>>",
        "ALTER SEQUENCE users_id_seq RENAME TO numbers",
        "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO pg_monitor",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT INSERT ON TABLES TO pg_monitor",
        "GRANT CREATE ON SCHEMA public TO pg_monitor", "COMMENT ON SCHEMA public IS 'of the shop'"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  fs::remove_all(folder);
}

}  // namespace
}  // namespace limbeck::adopt::command_server_test
