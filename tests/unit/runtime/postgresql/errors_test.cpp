// What PostgreSQL says against limbeck's own statements: each row of the table of errors is made by
// a real server, and every entry point says where, what for, and what to do next.
#include <gtest/gtest.h>
#include <signal.h>

#include <chrono>
#include <fstream>
#include <functional>
#include <map>
#include <pqxx/pqxx>
#include <thread>

#include "limbeck/migrator.h"
#include "runtime/connection/doing.h"
#include "runtime/connection/open.h"
#include "runtime/connection/postgresql/error_table.h"
#include "tests/servers/pgbouncer.h"
#include "tests/unit/runtime/postgresql/revisions.h"
#include "tests/unit/runtime/postgresql/tool.h"

namespace limbeck::test::errors_test {
namespace {

using namespace std::chrono_literals;
using connection::Driver;
using tests::Pgbouncer;
using tests::PostgresqlServer;

class PostgresqlErrors : public OnPostgresql {
 protected:
  /// The server has no such thing.
  struct Skipped {};

  static std::string text_of(Driver& driver, std::string_view sql) {
    return std::get<std::string>(driver.query(sql, {}).rows.at(0).at(0));
  }
  static Error running(Driver& driver, std::string_view sql) {
    return error_of([&] { driver.execute(sql); });
  }
  static pid_t server_process_of(Driver& driver) {
    return static_cast<pid_t>(
        std::get<std::int64_t>(driver.query("SELECT pg_backend_pid()", {}).rows.at(0).at(0)));
  }
  Error running(std::string_view sql) {
    const auto driver = connection::open(url_);
    return running(*driver, sql);
  }
  static Error connecting(const std::string& url) {
    return error_of([&] { connection::open(url); });
  }
  std::string with(const std::string& more) const { return url_ + "&" + more; }
  std::string in_database(const std::string& name) const {
    std::string url = url_;
    return url.replace(url.find("/" + database_), database_.size() + 1, "/" + name);
  }
  std::string as(const std::string& role) const {
    std::string url = url_;
    return url.replace(url.find("limbeck@"), 7, role);
  }
  void role(const std::string& name, const std::string& options) const {
    execute("DO $$ BEGIN CREATE ROLE " + name + " " + options +
            "; EXCEPTION WHEN duplicate_object THEN END $$");
  }

  static void wait_for_end_of(pid_t server_process) {
    for (int tries = 0; tries < 1500 && ::kill(server_process, 0) == 0; ++tries)
      std::this_thread::sleep_for(20ms);
  }

  /// Ends the session by its own idleness, or in the middle of something.
  Error after_pause(std::string_view setting, std::string_view begin) {
    const auto driver = connection::open(url_);
    const pid_t session = server_process_of(*driver);
    driver->execute(setting);
    if (!begin.empty()) driver->execute(begin);
    wait_for_end_of(session);
    return running(*driver, "SELECT 2");
  }

  std::map<std::string, std::function<Error()>> makers() {
    std::map<std::string, std::function<Error()>> all;
    all["08P01 query_wait_timeout"] = [&] {
      const auto pool = Pgbouncer::start(*PostgresqlServer::get(),
                                         "default_pool_size = 1\nquery_wait_timeout = 1\n");
      if (pool == nullptr) throw Skipped();
      // Whoever connects gets a session when the pooler has connected to the server once.
      const auto second = connection::open(pool->url(database_));
      const auto first = connection::open(pool->url(database_));
      first->execute("BEGIN");
      return running(*second, "SELECT 1");
    };
    all["08P01 statement pooling mode"] = [&] {
      const auto pool = Pgbouncer::start(*PostgresqlServer::get(), "pool_mode = statement\n");
      if (pool == nullptr) throw Skipped();
      const auto driver = connection::open(pool->url(database_));
      return running(*driver, "BEGIN");
    };
    all["3D000 no such database"] = [&] {
      const std::string users = PostgresqlServer::get()->directory() + "/users.txt";
      std::ofstream(users) << "\"limbeck\" \"\"\n";
      const auto pool =
          Pgbouncer::start(*PostgresqlServer::get(), "auth_type = trust\nauth_file = " + users +
                                                         "\n[databases]\nonly = host=/\n");
      if (pool == nullptr) throw Skipped();
      return connecting(pool->url("nothing_here"));
    };
    all["28P01 password authentication failed"] = [&] {
      role("with_password", "LOGIN PASSWORD 'right'");
      let_in("local all with_password scram-sha-256");
      return connecting(as("with_password:wr0ng"));
    };
    all["28000 pg_hba.conf"] = [&] {
      role("kept_out", "LOGIN");
      let_in("local all kept_out reject");
      return connecting(as("kept_out"));
    };
    all["28000 is not permitted to log in"] = [&] {
      role("rights_only", "NOLOGIN");
      return connecting(as("rights_only"));
    };
    all["28000 role \""] = [&] { return connecting(as("nobody_at_all")); };
    all["53300 too many"] = [&] {
      role("one_at_a_time", "LOGIN CONNECTION LIMIT 1");
      const auto first = connection::open(as("one_at_a_time"));
      return connecting(as("one_at_a_time"));
    };
    all["53300 connection slots are reserved"] = [&] {
      role("many", "LOGIN");
      std::vector<std::unique_ptr<Driver>> open;
      for (int i = 0; i < 60; ++i) {
        try {
          open.push_back(connection::open(as("many")));
        } catch (const Error& error) {
          return error;
        }
      }
      return Error(Error::Code::usage, "the server takes more than 60");
    };
    all["53300 "] = [&] { return raised("53300"); };
    all["55000 not currently accepting connections"] = [&] {
      execute("DROP DATABASE IF EXISTS closed");
      execute("CREATE DATABASE closed ALLOW_CONNECTIONS false");
      return connecting(in_database("closed"));
    };
    all["57P03 the database system is"] = [&] {
      // A server that waits for its sessions to end lets nobody in.
      const auto driver = connection::open(url_);
      const pid_t server = static_cast<pid_t>(std::stoi(
          text_of_file_line(PostgresqlServer::get()->directory() + "/data/postmaster.pid")));
      ::kill(server, SIGTERM);
      Error error(Error::Code::usage, "the server lets everybody in");
      for (int tries = 0; tries < 1500 && error.code() == Error::Code::usage; ++tries) {
        try {
          connection::open(url_);
          std::this_thread::sleep_for(20ms);
        } catch (const Error& refused) {
          error = refused;
        }
      }
      PostgresqlServer::get()->restart();
      return error;
    };
    all["57P01 administrator command"] = [&] {
      return running("SELECT pg_terminate_backend(pg_backend_pid())");
    };
    all["57P02 crash of another server process"] = [&] {
      const auto driver = connection::open(url_);
      const pid_t session = server_process_of(*driver);
      const auto other = connection::open(url_);
      ::kill(server_process_of(*other), SIGKILL);
      // By then it has sent its warning.
      wait_for_end_of(session);
      const Error error = running(*driver, "SELECT 1");
      PostgresqlServer::get()->restart();
      return error;
    };
    all["57P05 idle-session timeout"] = [&] {
      needs("idle_session_timeout");
      return after_pause("SET idle_session_timeout = '100ms'", "");
    };
    all["25P03 idle-in-transaction timeout"] = [&] {
      return after_pause("SET idle_in_transaction_session_timeout = '100ms'", "BEGIN");
    };
    all["25P04 transaction timeout"] = [&] {
      needs("transaction_timeout");
      return after_pause("SET transaction_timeout = '100ms'", "BEGIN");
    };
    all["40001 conflict with recovery"] = [&] {
      return raised("40001", "canceling statement due to conflict with recovery");
    };
    all["3D000 does not exist"] = [&] { return connecting(in_database("nothing_here")); };
    all["08 "] = [&] { return connecting("postgresql://limbeck@/x?host=/nowhere"); };
    all["25006 "] = [&] {
      const auto driver = connection::open(with("options=-cdefault_transaction_read_only%3Don"));
      return running(*driver, "CREATE TABLE t ()");
    };
    // standby_test.cpp has one.
    all["25006 standby"] = []() -> Error { throw Skipped(); };
    all["0A000 serializable mode in a hot standby"] = []() -> Error { throw Skipped(); };
    all["42501 "] = [&] {
      role("without_rights", "LOGIN");
      const auto driver = connection::open(as("without_rights"));
      return running(*driver, "CREATE SCHEMA s");
    };
    all["3F000 "] = [&] { return running("CREATE TABLE nowhere.t ()"); };
    all["42P01 "] = [&] { return running("SELECT * FROM nothing"); };
    all["42703 "] = [&] { return running("SELECT nothing"); };
    all["42P07 "] = [&] { return running("CREATE TABLE t (); CREATE TABLE t ()"); };
    all["42701 "] = [&] { return running("CREATE TABLE u (a int); ALTER TABLE u ADD a int"); };
    all["42710 "] = [&] { return running("CREATE TYPE e AS ENUM (); CREATE TYPE e AS ENUM ()"); };
    all["42P06 "] = [&] { return running("CREATE SCHEMA public"); };
    // As tests/unit/runtime/postgresql/failures_test.cpp does it.
    all["53100 "] = [&] { return raised("53100", "could not extend file"); };
    all["53200 "] = [&] {
      const Error error =
          running("SELECT pg_advisory_lock(i) FROM generate_series(1, 1000000) AS i");
      // PostgreSQL 13 does not find all of its memory again.
      PostgresqlServer::get()->restart();
      return error;
    };
    all["53400 "] = [&] {
      return running(
          "SET temp_file_limit = '64kB'; SET work_mem = '64kB';"
          "SELECT count(*) FROM (SELECT i, repeat('x', 100) FROM generate_series(1, 100000) AS i"
          " ORDER BY i DESC) AS t");
    };
    all["55P03 "] = [&] {
      execute("CREATE TABLE used ()");
      const auto other = connection::open(url_);
      other->execute("BEGIN; LOCK used");
      return running("SET lock_timeout = '100ms'; LOCK used");
    };
    all["40P01 "] = [&] {
      execute("CREATE TABLE a1 (); CREATE TABLE a2 ()");
      const auto first = connection::open(url_), second = connection::open(url_);
      first->execute("SET deadlock_timeout = '10s'; BEGIN; LOCK a1");
      second->execute("SET deadlock_timeout = '100ms'; BEGIN; LOCK a2");
      std::thread waits([&] { first->execute("LOCK a2"); });
      std::this_thread::sleep_for(200ms);
      const Error error = running(*second, "LOCK a1");
      second->execute("ROLLBACK");
      waits.join();
      return error;
    };
    all["40001 "] = [&] {
      execute("CREATE TABLE r (i int); INSERT INTO r VALUES (1)");
      const auto first = connection::open(url_);
      first->execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT * FROM r");
      execute("UPDATE r SET i = 2");
      return running(*first, "UPDATE r SET i = 3");
    };
    all["55006 pending trigger events"] = [&] {
      return running(
          "CREATE TABLE p (i int PRIMARY KEY); CREATE TABLE c (i int REFERENCES p INITIALLY "
          "DEFERRED); BEGIN; INSERT INTO c VALUES (1); ALTER TABLE c ADD j int");
    };
    all["55006 "] = [&] {
      execute("DROP DATABASE IF EXISTS in_use");
      execute("CREATE DATABASE in_use");
      const auto user = connection::open(in_database("in_use"));
      return running("DROP DATABASE in_use");
    };
    all["57014 "] = [&] { return running("SET statement_timeout = '50ms'; SELECT pg_sleep(5)"); };
    all["22021 "] = [&] { return running("SELECT convert_from('\\xff', 'UTF8')"); };
    all["22P05 "] = [&] {
      execute("DROP DATABASE IF EXISTS latin");
      execute("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'");
      const auto driver = connection::open(in_database("latin"));
      return running(*driver, "SELECT '€'");
    };
    return all;
  }

  /// An error as the server would raise it.
  Error raised(const std::string& code, const std::string& words = "as the server says it") {
    return running("DO $$ BEGIN RAISE '" + words + "' USING ERRCODE = '" + code + "'; END $$");
  }
  void needs(const std::string& setting) {
    if (count("SELECT count(*) FROM pg_settings WHERE name = '" + setting + "'") == 0)
      throw Skipped();
  }
  /// A line before all others of pg_hba.conf.
  void let_in(const std::string& line) {
    execute("CREATE TABLE IF NOT EXISTS hba (line text)");
    PostgresqlServer& server = *PostgresqlServer::get();
    const std::string file = server.directory() + "/data/pg_hba.conf";
    server.run("psql",
               "-q -c \"COPY (SELECT '" + line + "' UNION ALL SELECT 'local all all trust') TO '" +
                   file + "'\" -c 'SELECT pg_reload_conf()' -c 'SELECT pg_sleep(0.3)'",
               database_);
  }
  static std::string text_of_file_line(const std::string& path) {
    std::string line;
    std::ifstream(path) >> line;
    return line;
  }

  static std::size_t times(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size())
      ++count;
    return count;
  }
};

TEST_F(PostgresqlErrors, each_row_of_the_table_is_what_a_server_s_error_gets) {
  auto all = makers();
  for (const connection::NextStep& row : connection::postgresql_next_steps) {
    const std::string name = std::string(row.code) + " " + std::string(row.words);
    SCOPED_TRACE(name);
    const auto maker = all.find(name);
    if (maker == all.end()) {
      ADD_FAILURE() << "nothing makes this error";
      continue;
    }
    OnPostgresql::SetUp();
    try {
      const Error error = maker->second();
      EXPECT_EQ(error.next_step(), row.text) << error.what() << " " << error.sqlstate();
      EXPECT_EQ(error.retryable(), row.retry) << error.what();
      if (!error.sqlstate().empty()) {
        EXPECT_TRUE(error.sqlstate().starts_with(row.code)) << error.sqlstate() << error.what();
      }
      EXPECT_TRUE(says(error, row.words));
    } catch (const Skipped&) {
    }
    all.erase(maker);
  }
  for (const auto& [name, maker] : all) ADD_FAILURE() << name << " is in no row";
}

TEST_F(PostgresqlErrors, of_limbecks_own_statements_say_where_what_for_and_what_next_once) {
  History history = pg_shop();
  const Manifest manifest = history.manifest();
  execute("ALTER DATABASE " + database_ + " SET default_transaction_read_only = on");
  for (const std::vector<const char*>& command : std::vector<std::vector<const char*>>{
           {"upgrade"}, {"stamp", "--no-verify", "head"}, {"ensure_version"}, {"verify"}}) {
    const Outcome outcome = run_tool(manifest, command, url_);
    EXPECT_EQ(outcome.code, 1) << command[0] << outcome.out;
    for (const std::string& part :
         {std::string("in a read-only transaction (SQLSTATE 25006)"), "/" + database_ + "'",
          std::string("as the role 'limbeck'"), std::string("\n  while "),
          std::string("\n  what to do: default_transaction_read_only is on")}) {
      EXPECT_EQ(times(outcome.err, part), 1U) << command[0] << ": " << part << "\n" << outcome.err;
    }
  }
  const Error error = error_of([&] { limbeck::migrate(manifest, url_); });
  EXPECT_EQ(error.sqlstate(), "25006");
  EXPECT_NE(error.place().find(database_), std::string::npos);
  EXPECT_FALSE(error.retryable());
  EXPECT_TRUE(says(error, "while making limbeck's tables"));
}

TEST_F(PostgresqlErrors, of_each_of_limbecks_statements_have_a_place_and_a_purpose) {
  // The version table is there, and each right on it is taken away once.
  History history = pg_shop();
  const Manifest manifest = history.manifest();
  role("one_right_less", "LOGIN");
  execute("GRANT CREATE, USAGE ON SCHEMA public TO one_right_less");
  const std::string url = as("one_right_less");
  limbeck::migrate(manifest, url, {.target = "b2"});
  for (const char* right : {"SELECT", "INSERT", "UPDATE"}) {
    for (const char* table : {"limbeck_version", "limbeck_history"}) {
      execute("ALTER TABLE " + std::string(table) + " OWNER TO limbeck; GRANT ALL ON " + table +
              " TO one_right_less; REVOKE " + right + " ON " + table +
              " FROM one_right_less;"
              "GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO one_right_less");
      const Error error = error_of([&] { limbeck::migrate(manifest, url); });
      EXPECT_EQ(error.sqlstate(), "42501") << right << table;
      EXPECT_NE(error.place().find(database_), std::string::npos) << right << table << error.what();
      EXPECT_TRUE(says(error, "GRANT "));
      EXPECT_TRUE(says(error, "permission denied for table " + std::string(table)));
      execute("GRANT ALL ON " + std::string(table) + " TO one_right_less");
    }
  }
}

TEST_F(PostgresqlErrors, that_end_a_session_keep_the_servers_sentence) {
  History history = after_posts("runs", limbeck_revision_runs);
  limbeck::migrate(history.manifest(2), url_);
  static std::string own;
  own = url_;
  migration = [] {
    connection::open(own)->execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid()");
    std::this_thread::sleep_for(200ms);
  };
  const Error error = error_of([&] { limbeck::migrate(history.manifest(), url_); });
  EXPECT_TRUE(says(error, "was lost: terminating connection due to administrator command"));
  EXPECT_TRUE(says(error, "/" + database_));
  EXPECT_EQ(error.sqlstate(), "57P01");
  EXPECT_EQ(error.revision(), "runs");
  EXPECT_TRUE(error.retryable());
  // A connection of the application's, too.
  pqxx::connection open(url_);
  const Error lent = error_of([&] { limbeck::migrate(history.manifest(), open); });
  EXPECT_TRUE(says(lent, "terminating connection due to administrator command"));
  migration = [] {};
}

TEST_F(PostgresqlErrors, of_tables_that_are_there_without_a_version_table_mention_stamp) {
  History history = pg_shop();
  limbeck::migrate(history.manifest(2), url_);
  execute("DROP TABLE limbeck_version, limbeck_history");
  const Error error = error_of([&] { limbeck::migrate(history.manifest(), url_); });
  EXPECT_TRUE(says(error, "already exists"));
  EXPECT_TRUE(says(error, "stamp REVISION"));
  EXPECT_EQ(error.revision(), "b1");
}

TEST_F(PostgresqlErrors, of_another_programs_table_say_that_it_is_no_version_table) {
  History history = pg_shop();
  for (const char* columns : {"release text", "version_num integer", "version_num text"}) {
    execute("DROP TABLE IF EXISTS limbeck_version");
    execute("CREATE TABLE limbeck_version (" + std::string(columns) +
            "); INSERT INTO limbeck_version VALUES (" +
            (std::string(columns) == "version_num text" ? "NULL" : "1") + ")");
    const Error error = error_of([&] { limbeck::migrate(history.manifest(), url_); });
    EXPECT_EQ(error.code(), Error::Code::history);
    EXPECT_TRUE(says(error, "/" + database_ + "' is no version table"));
    EXPECT_TRUE(says(error, "VERSION_TABLE"));
  }
}

}  // namespace
}  // namespace limbeck::test::errors_test
