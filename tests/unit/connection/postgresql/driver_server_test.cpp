// The driver on a real server.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>

#include "../../../servers/postgresql_server.h"
#include "limbeck/error.h"
#include "runtime/connection/open.h"

namespace limbeck::connection::driver_server_test {
namespace {

using tests::PostgresqlServer;

class PostgresqlDriver : public testing::Test {
 protected:
  void SetUp() override {
    LIMBECK_NEEDS_POSTGRESQL();
    url_ = PostgresqlServer::get()->new_database();
    driver_ = open(url_);
  }

  Error failure_of(std::string_view sql) {
    try {
      driver_->execute(sql);
    } catch (const Error& error) {
      return error;
    }
    ADD_FAILURE() << sql << " did not fail";
    return Error(Error::Code::usage, "");
  }

  SqlValue value_of(std::string_view sql) { return driver_->query(sql).rows.at(0).at(0); }

  std::string url_;
  std::unique_ptr<Driver> driver_;
};

TEST_F(PostgresqlDriver, gives_back_the_values_it_was_given) {
  driver_->execute("CREATE TABLE t (i bigint, d double precision, s text, b bytea, n integer)");
  const std::vector<std::byte> bytes{std::byte{0}, std::byte{255}, std::byte{'\\'}};
  const SqlValue values[] = {std::int64_t{-5}, 0.1, "it's \\ ü \"x\" $1", bytes, std::monostate()};
  EXPECT_EQ(driver_->execute("INSERT INTO t VALUES ($1, $2, $3, $4, $5)", values), 1);
  const Rows rows = driver_->query("SELECT *, i < 0 AS small FROM t");
  EXPECT_EQ(rows.columns, (std::vector<std::string>{"i", "d", "s", "b", "n", "small"}));
  ASSERT_EQ(rows.rows.size(), 1U);
  for (std::size_t i = 0; i < std::size(values); ++i) EXPECT_EQ(rows.rows[0][i], values[i]) << i;
  EXPECT_EQ(rows.rows[0][5], SqlValue(std::int64_t{1}));
}

TEST_F(PostgresqlDriver, a_check_of_limbecks_tables_that_fails_says_so_and_divides_by_nothing) {
  driver_->execute("CREATE TABLE v (version_num text); CREATE VIEW h AS SELECT 1 AS id");
  const std::string own[] = {"public.v"}, both[] = {"public.v", "public.h"};
  driver_->begin({});
  EXPECT_NO_THROW(driver_->execute_own(driver_->before_writing(own, false)));
  driver_->rollback();
  driver_->begin({});
  const std::string check = driver_->before_writing(both, false);
  EXPECT_EQ(check.find(" / "), std::string::npos) << check;
  const std::string query = check.substr(check.find('\n') + 1);
  try {
    driver_->execute_own(query);
    ADD_FAILURE() << query << " did not fail";
  } catch (const Error& error) {
    EXPECT_EQ(error.sqlstate(), "22P02");
    EXPECT_NE(std::string_view(error.what()).find("limbeck: not a table of its own"),
              std::string::npos)
        << error.what();
    EXPECT_TRUE(driver_->refuses_ledger(error));
  }
  driver_->rollback();
  EXPECT_FALSE(driver_->refuses_ledger(failure_of("SELECT 1 / 0")));
}

TEST_F(PostgresqlDriver, reads_a_column_as_a_query_does) {
  driver_->execute(
      "CREATE TABLE t (s text); INSERT INTO t VALUES ('plain'), (''), (NULL), ('\\N'),"
      " (E'\\\\ \\t \\n \\r \\b \\f \\v \\x7f'), ('ü $1 \".'), ('\\.'), (E'\\\\N'), ('\\n')");
  const Rows read = driver_->read_column("", "t", "s", "SELECT s FROM t", {});
  const Rows asked = driver_->query("SELECT s FROM t");
  EXPECT_EQ(read.rows.size(), 9U);
  EXPECT_EQ(read.rows, asked.rows);
  for (const char* wrong : {"nobodys", "v"}) {
    driver_->execute("CREATE OR REPLACE VIEW v AS SELECT s FROM t");
    EXPECT_THROW(driver_->read_column("", wrong, "s", "SELECT 1", {}), Error) << wrong;
    EXPECT_EQ(driver_->read_column("public", "t", "s", "", {}).rows.size(), 9U);
  }
}

TEST_F(PostgresqlDriver, refuses_a_nul_byte_in_a_parameter) {
  const SqlValue values[] = {std::string("a\0b", 3)};
  EXPECT_THROW(driver_->query("SELECT $1::text", values), Error);
}

TEST_F(PostgresqlDriver, reports_all_that_the_server_says_of_a_failure) {
  driver_->execute("CREATE TABLE t (i integer CONSTRAINT uq_t UNIQUE); INSERT INTO t VALUES (7)");
  const Error error = failure_of("INSERT INTO t VALUES (7);\n");
  EXPECT_EQ(error.code(), Error::Code::statement);
  EXPECT_EQ(error.sqlstate(), "23505");
  EXPECT_STREQ(error.what(), "duplicate key value violates unique constraint \"uq_t\"");
  EXPECT_EQ(error.detail(), "Key (i)=(7) already exists.");
  EXPECT_EQ(error.statement(), "INSERT INTO t VALUES (7)");
  const Error hinted = failure_of("SELECT lenth('x')");
  EXPECT_EQ(hinted.sqlstate(), "42883");
  EXPECT_STREQ(hinted.what(), "function lenth(unknown) does not exist");
  EXPECT_NE(hinted.hint().find("explicit type casts"), std::string::npos) << hinted.hint();
}

TEST_F(PostgresqlDriver, rolls_back_what_is_not_committed) {
  driver_->execute("CREATE TABLE t (i integer)");
  driver_->begin({});
  EXPECT_TRUE(driver_->in_transaction());
  driver_->execute("INSERT INTO t VALUES (1)");
  driver_->rollback();
  EXPECT_FALSE(driver_->in_transaction());
  driver_->begin({});
  driver_->execute("INSERT INTO t VALUES (2)");
  driver_->commit({});
  EXPECT_EQ(value_of("SELECT sum(i) FROM t"), SqlValue(std::int64_t{2}));
}

TEST_F(PostgresqlDriver, runs_transactions_whole_or_not_at_all) {
  driver_->execute(
      "CREATE TABLE t (i integer); CREATE TABLE h (i integer);"
      "CREATE TABLE v (version_num text); INSERT INTO v VALUES ('a')");
  driver_->execute("CREATE SCHEMA other");
  const auto run = [&](std::vector<std::string> before, std::vector<std::string_view> statements,
                       const char* record, std::vector<std::string> after) {
    return driver_->execute_batch({.version_table = "public.v",
                                   .history_table = "public.h",
                                   .before = std::move(before),
                                   .after = std::move(after),
                                   .statements = std::move(statements),
                                   .records = {{record, {}}}});
  };
  EXPECT_TRUE(run({"a"}, {"INSERT INTO t VALUES (1)", "SET search_path = other"},
                  "INSERT INTO public.v VALUES ('b')", {"b", "a"}));
  EXPECT_THROW(run({"a", "b"}, {"INSERT INTO t VALUES (3)"}, "SELECT 1 / 0", {"a", "b"}), Error);
  for (const std::vector<std::string>& wrong :
       std::vector<std::vector<std::string>>{{}, {"a"}, {"a", "c"}, {"a", "b", "c"}}) {
    EXPECT_THROW(run(wrong, {"INSERT INTO t VALUES (5)"}, "SELECT 1", {"a", "b"}), Error);
    EXPECT_THROW(run({"a", "b"}, {"INSERT INTO t VALUES (5)"}, "SELECT 1", wrong), Error);
  }
  EXPECT_FALSE(driver_->in_transaction());
  EXPECT_FALSE(run({"a", "b"}, {"INSERT INTO t VALUES (4); COMMIT"}, "SELECT 1", {"a", "b"}))
      << "its own COMMIT would leave the rest outside";
  EXPECT_TRUE(run({"a", "b"}, {"INSERT INTO t VALUES (2)"}, "DELETE FROM public.v", {}));
  EXPECT_FALSE(run({}, {"DEALLOCATE ALL"}, "SELECT 1", {})) << "limbeck's own would be gone";
  driver_->execute("DEALLOCATE ALL");
  EXPECT_TRUE(run({}, {"INSERT INTO t VALUES (3)"}, "SELECT 1", {}));
  driver_->execute("DO $$ BEGIN EXECUTE 'DEALL' || 'OCATE ALL'; END $$");
  EXPECT_THROW(run({}, {"INSERT INTO t VALUES (5)"}, "SELECT 1", {}), Error);
  EXPECT_TRUE(run({}, {"INSERT INTO t VALUES (4)"}, "SELECT 1", {}));
  EXPECT_EQ(value_of("SELECT sum(i) FROM t"), SqlValue(std::int64_t{10}));
}

TEST_F(PostgresqlDriver, sees_when_a_statement_ends_the_transaction) {
  driver_->begin({});
  driver_->execute("COMMIT");
  EXPECT_FALSE(driver_->in_transaction());
  driver_->execute("begin");
  EXPECT_TRUE(driver_->in_transaction());
  driver_->execute("SELECT 'a; COMMIT'");
  EXPECT_TRUE(driver_->in_transaction());
  driver_->rollback();
}

TEST_F(PostgresqlDriver, puts_back_the_settings_that_a_revision_changed) {
  driver_->execute("CREATE SCHEMA other");
  {
    const auto kept = driver_->keep_settings();
    driver_->begin({});
    driver_->execute("SELECT 1;\n  set search_path = other");
    driver_->commit({});
    EXPECT_EQ(value_of("SELECT current_schema()::text"), SqlValue("other"));
  }
  EXPECT_EQ(value_of("SELECT current_schema()::text"), SqlValue("public"));
}

TEST_F(PostgresqlDriver, knows_tables_by_their_schema) {
  driver_->execute("CREATE SCHEMA \"Other\"; CREATE TABLE \"Other\".\"T t\" (); CREATE TABLE u ()");
  EXPECT_TRUE(driver_->has_table("Other", "T t"));
  EXPECT_FALSE(driver_->has_table("", "T t"));
  EXPECT_TRUE(driver_->has_table("", "u"));
}

TEST_F(PostgresqlDriver, keeps_other_migrators_out_and_names_itself) {
  auto first = driver_->lock({});
  const auto other = open(url_);
  std::string told;
  WaitPolicy wait_policy;
  wait_policy.deadline = WaitPolicy::Clock::now() + std::chrono::milliseconds(100);
  wait_policy.on_wait = [&](const std::string& holder) { told = holder; };
  const std::string me = "limbeck, process " + std::to_string(::getpid());
  try {
    other->lock(wait_policy);
    ADD_FAILURE() << "two hold the lock";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), Error::Code::locked);
    EXPECT_TRUE(error.retryable());
    EXPECT_NE(std::string(error.what()).find(me), std::string::npos) << error.what();
    EXPECT_NE(told.find(me), std::string::npos) << told;
  }
  first.reset();
  wait_policy.deadline = WaitPolicy::Clock::now() + std::chrono::seconds(60);
  EXPECT_NE(other->lock(wait_policy), nullptr);
}

TEST_F(PostgresqlDriver, a_concurrent_index_is_built_while_others_wait_for_the_lock) {
  auto first = driver_->lock({});
  driver_->execute("CREATE TABLE t (i integer)");
  const auto other = open(url_);
  WaitPolicy wait_policy;
  wait_policy.deadline = WaitPolicy::Clock::now() + std::chrono::seconds(60);
  wait_policy.on_wait = [&](const std::string&) {
    if (first == nullptr) return;
    driver_->execute("CREATE INDEX CONCURRENTLY ix_t ON t (i)");
    first.reset();
  };
  EXPECT_NE(other->lock(wait_policy), nullptr);
}

TEST_F(PostgresqlDriver, a_lost_connection_is_an_error_and_stays_one) {
  const auto other = open(url_);
  driver_->begin({});
  const auto pid = std::get<std::int64_t>(value_of("SELECT pg_backend_pid()"));
  other->execute("SELECT pg_terminate_backend(" + std::to_string(pid) + ")");
  const Error lost = failure_of("SELECT 1");
  EXPECT_EQ(lost.code(), Error::Code::connection) << lost.what();
  EXPECT_TRUE(lost.retryable());
  driver_->rollback();
  EXPECT_EQ(failure_of("SELECT 1").code(), Error::Code::connection)
      << "a second connection would be outside the transaction";
}

TEST(PostgresqlConnecting, never_shows_a_password) {
  LIMBECK_NEEDS_POSTGRESQL();
  const std::string host = PostgresqlServer::get()->directory();
  for (const std::string& url :
       {"postgresql://limbeck:s3cret@/nothing?host=" + host,
        std::string("postgresql+psycopg2://limbeck:s3cret@/postgres?host=/nowhere"),
        std::string("host=/nowhere password=s3cret dbname=postgres"),
        "host=" + host + " password=s3cret dbname=nothing user=limbeck"}) {
    try {
      open(url);
      ADD_FAILURE() << url << " was opened";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), Error::Code::connection);
      EXPECT_EQ(std::string(error.what()).find("s3cret"), std::string::npos) << error.what();
    }
  }
}

TEST(PostgresqlConnecting, takes_service_files) {
  LIMBECK_NEEDS_POSTGRESQL();
  const PostgresqlServer& server = *PostgresqlServer::get();
  const std::string file = server.directory() + "/service.conf";
  std::ofstream(file) << "[shop]\nhost=" << server.directory()
                      << "\ndbname=postgres\nuser=limbeck\n";
  ::setenv("PGSERVICEFILE", file.c_str(), 1);
  EXPECT_EQ(open("service=shop")->place(), server.directory() + ":5432/postgres");
  EXPECT_EQ(open("postgresql://?service=shop")->place(), server.directory() + ":5432/postgres");
  ::unsetenv("PGSERVICEFILE");
}

/// What opening fails with; empty where it does not.
std::string refusal_of(const std::string& url) {
  try {
    open(url);
    return {};
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), Error::Code::connection);
    return error.what();
  }
}

/// Sets a variable of the environment while it lives.
class Environment {
 public:
  Environment(const char* name, const std::string& value) : name_(name) {
    ::setenv(name, value.c_str(), 1);
  }
  ~Environment() { ::unsetenv(name_); }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  const char* name_;
};

/// A server that asks for passwords and speaks TLS, on a port of its own.
class PostgresqlPasswords : public testing::Test {
 protected:
  void SetUp() override {
    LIMBECK_NEEDS_POSTGRESQL();
    PostgresqlServer& server = *PostgresqlServer::get();
    directory_ = server.directory();
    const std::string data = directory_ + "/data";
    if (std::system(
            ("openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext "
             "subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout " +
             data + "/server.key -out " + data + "/server.crt 2>/dev/null && chmod 600 " + data +
             "/server.key && chown --reference=" + data + " " + data + "/server.key " + data +
             "/server.crt")
                .c_str()) != 0) {
      GTEST_SKIP() << "openssl is not installed";
    }
    open(server.url("postgres"))
        ->execute(  // Before 14 it is md5 where nobody says otherwise.
            "SET password_encryption = 'scram-sha-256'; DROP ROLE IF EXISTS guarded;"
            "CREATE ROLE guarded LOGIN PASSWORD 's3cret'");
    std::ofstream(data + "/pg_hba.conf") << "local all guarded scram-sha-256\nlocal all all trust\n"
                                            "hostssl all guarded 127.0.0.1/32 scram-sha-256\n";
    // No other port than one that nobody had a moment ago.
    server.restart({"listen_addresses=127.0.0.1", "ssl=on", "port=" + port_});
  }
  void TearDown() override {
    if (directory_.empty()) return;
    std::ofstream(directory_ + "/data/pg_hba.conf") << "local all all trust\n";
    PostgresqlServer::get()->restart();
  }

  std::string directory_;
  std::string port_ = std::to_string(20000 + ::getpid() % 30000);
};

TEST_F(PostgresqlPasswords, come_from_the_url_the_keywords_the_environment_or_a_file) {
  const std::string file = directory_ + "/pgpass";
  std::ofstream(file) << "*:*:*:guarded:s3cret\n";
  ::chmod(file.c_str(), 0600);
  const std::string where = "host=" + directory_ + " port=" + port_;
  const std::string keywords = where + " dbname=postgres user=guarded";
  EXPECT_EQ(refusal_of(keywords + " password=s3cret"), "");
  EXPECT_EQ(
      refusal_of("postgresql://guarded:s3cret@/postgres?port=" + port_ + "&host=" + directory_),
      "");
  EXPECT_EQ(refusal_of(keywords + " passfile='" + file + "'"), "");
  {
    const Environment password("PGPASSWORD", "s3cret");
    EXPECT_EQ(refusal_of(keywords), "");
  }
  {
    const Environment password("PGPASSFILE", file);
    EXPECT_EQ(refusal_of(keywords), "");
  }
  EXPECT_NE(refusal_of(keywords).find("no password supplied"), std::string::npos);
  const std::string wrong = refusal_of(keywords + " password='wr0ng one'");
  EXPECT_NE(wrong.find("password authentication failed for user \"guarded\""), std::string::npos)
      << wrong;
  EXPECT_EQ(wrong.find("wr0ng"), std::string::npos) << wrong;
}

TEST_F(PostgresqlPasswords, go_through_tls_as_the_url_says) {
  const std::string base = "postgresql://guarded:s3cret@127.0.0.1:" + port_ + "/postgres";
  const auto driver = open(base + "?sslmode=require");
  EXPECT_EQ(driver->query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").rows[0][0],
            SqlValue(std::int64_t{1}));
  EXPECT_EQ(
      refusal_of(base + "?sslmode=verify-full&sslrootcert=" + directory_ + "/data/server.crt"), "");
  EXPECT_EQ(refusal_of(base + "?ssl=true"), "") << "as other drivers write it";
  const std::string unverified =
      refusal_of(base + "?sslmode=verify-full&sslrootcert=/nowhere/root.crt");
  EXPECT_NE(unverified.find("/nowhere/root.crt"), std::string::npos) << unverified;
  const std::string plain = refusal_of(base + "?sslmode=disable");
  // Before 14 the server says so.
  const char* words = PostgresqlServer::get()->version() < 14 ? "SSL off" : "no encryption";
  EXPECT_NE(plain.find(words), std::string::npos) << plain;
  for (const std::string& message : {unverified, plain}) {
    EXPECT_EQ(message.find("s3cret"), std::string::npos) << message;
  }
}

}  // namespace
}  // namespace limbeck::connection::driver_server_test
