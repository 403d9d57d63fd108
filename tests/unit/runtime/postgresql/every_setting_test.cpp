// One history in databases whose sessions have another value for each setting that could matter:
// the same rows, the same schema and the same ledger, with a direct connection and behind a pooler.
#include <gtest/gtest.h>

#include <chrono>
#include <clocale>
#include <cstdlib>
#include <fstream>
#include <locale>
#include <pqxx/pqxx>
#include <set>
#include <sstream>
#include <thread>

#include "limbeck/command_line.h"
#include "runtime/connection/open.h"
#include "runtime/connection/postgresql/pinned_settings.h"
#include "tests/servers/pgbouncer.h"
#include "tests/unit/runtime/postgresql/revisions.h"
#include "tests/unit/runtime/support/locales.h"

namespace limbeck::test::every_setting_test {
namespace {

using Ids = std::vector<std::string>;

LIMBECK_REVISION(v1) = {
    .message = "values of each kind",
    .upgrade =
        [](Operations& op) {
          op.create_table("vals",
                          {.columns = {{.name = "id", .type = bigint},
                                       {.name = "b", .type = bytes, .nullable = true},
                                       {.name = "f8", .type = double_precision, .nullable = true},
                                       {.name = "f4", .type = real, .nullable = true},
                                       {.name = "tz", .type = timestamptz, .nullable = true},
                                       {.name = "ts", .type = timestamp, .nullable = true},
                                       {.name = "d", .type = date, .nullable = true},
                                       {.name = "iv", .type = interval, .nullable = true},
                                       {.name = "m", .type = native("money"), .nullable = true},
                                       {.name = "x", .type = native("xml"), .nullable = true},
                                       {.name = "a", .type = array(text), .nullable = true},
                                       {.name = "n", .type = numeric, .nullable = true},
                                       {.name = "s", .type = text, .nullable = true}},
                           .primary_key = {.name = "pk_vals", .columns = {"id"}}});
          op.bulk_insert("vals",
                         {"id", "b", "f8", "f4", "tz", "ts", "d", "iv", "m", "x", "a", "n", "s"},
                         {{1, "\\x00ff5c41", 0.30000000000000004, 0.1, "2026-03-04 05:06:07.123456",
                           "2026-03-04 05:06:07", "03/04/2026", "-1 day +02:03:04", "1234.56",
                           "<a>1</a>text", "{NULL,\"a\\\\b\",c}", 2.5, "a\\b'c"},
                          {2, "hello", 1e300, 1.17549435e-38, "2026-07-01 00:00 EST", "01/02/03",
                           "2026-12-31", "1-2 3 4:05:06", "-0.01", "<x/>", "{}", "1e-20", "\\'"}});
          op.execute(
              "INSERT INTO vals (id, tz, s, n) SELECT 3, '2026-01-01'::timestamp, "
              "'x' || (NULL = NULL)::text, to_number('1,234.5', '9G999D9')");
          op.execute(
              "INSERT INTO vals (id, s) VALUES (4, to_char('2026-03-04'::date, 'TMMonth') || 'ä')");
          op.execute("INSERT INTO vals (id, s, n) VALUES (5, E'it\\'s', 1234.5)");
        },
    .downgrade = [](Operations& op) { op.drop_table("vals"); },
};

/// Reads every value in C++ and writes it back.
void read_and_write(Connection& connection) {
  // A computation is no idleness.
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  const Rows rows =
      connection.query("SELECT id, b, f8, f4, tz, ts, d, iv, m, x, a, n, s FROM vals ORDER BY id");
  for (const std::vector<SqlValue>& row : rows.rows) {
    std::vector<SqlValue> values = row;
    values[0] = std::get<std::int64_t>(row[0]) + 10;
    if (const auto* number = std::get_if<double>(&row[2])) values[2] = *number * 2;
    connection.execute(
        "INSERT INTO vals (id, b, f8, f4, tz, ts, d, iv, m, x, a, n, s)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        values);
  }
}

LIMBECK_REVISION(v2) = {
    .revises = {"v1"},
    .message = "read and write",
    .upgrade = [](Operations& op) { op.run(read_and_write, "every value there and back"); },
    .downgrade = [](Operations& op) { op.execute("DELETE FROM vals WHERE id BETWEEN 11 AND 20"); },
};

LIMBECK_REVISION(v3) = {
    .revises = {"v2"},
    .message = "change the schema",
    .upgrade =
        [](Operations& op) {
          op.add_column(
              "vals",
              {.name = "filled", .type = text, .nullable = true, .fill = "d::text || iv::text"});
          op.add_column(
              "vals", {.name = "at", .type = timestamp, .nullable = true, .fill = "tz::timestamp"});
          op.alter_column("vals", "ts",
                          {.type = timestamptz, .using_expression = "ts AT TIME ZONE 'UTC'"});
          op.create_check_constraint("vals", {.name = "ck_d", .expression = "d > '01/02/2000'"});
          op.create_index("ix_vals_s", "vals", {"s"},
                          {.where = "tz > '2026-01-01'", .concurrently = true});
          op.autocommit_block([](Operations& block) {
            block.execute(
                "INSERT INTO vals (id, tz, b, d, s) VALUES (6, '2026-05-06 07:08', 'a\\134b', "
                "'07/08/2026', 'a\\b')");
            block.run(
                [](Connection& c) {
                  const Rows rows = c.query("SELECT b, tz, f8 FROM vals WHERE id = 1");
                  const SqlValue values[] = {rows.rows[0][0], rows.rows[0][1], rows.rows[0][2]};
                  c.execute("INSERT INTO vals (id, b, tz, f8) VALUES (7, $1, $2, $3)", values);
                },
                "outside");
            block.execute("VACUUM vals");
          });
          op.create_function("twice",
                             {.arguments = "i integer",
                              .definition = "RETURNS integer LANGUAGE sql AS 'SELECT i * 2'"});
        },
    .downgrade =
        [](Operations& op) {
          op.drop_function("twice", "integer");
          op.drop_index("ix_vals_s", "vals");
          op.drop_constraint("ck_d", "vals");
          op.alter_column("vals", "ts",
                          {.type = timestamp, .using_expression = "ts AT TIME ZONE 'UTC'"});
          op.drop_column("vals", "at");
          op.drop_column("vals", "filled");
          op.execute("DELETE FROM vals WHERE id IN (6, 7)");
        },
};

History values() {
  History history;
  history.on_postgresql()
      .add("v1", limbeck_revision_v1)
      .add("v2", limbeck_revision_v2)
      .add("v3", limbeck_revision_v3);
  return history;
}

/// Before the server starts, which then has them too.
const bool have_locales = make_locales();

struct Setting {
  std::string name, value;
  bool same_dump = true;  ///< what the server's owner says of files is seen in a dump
};

std::vector<Setting> settings() {
  std::vector<Setting> all = {{"bytea_output", "escape"},
                              {"extra_float_digits", "0"},
                              {"extra_float_digits", "-15"},
                              {"DateStyle", "'SQL, DMY'"},
                              {"DateStyle", "German"},
                              {"DateStyle", "'Postgres, YMD'"},
                              {"IntervalStyle", "iso_8601"},
                              {"IntervalStyle", "sql_standard"},
                              {"TimeZone", "'Asia/Kolkata'"},
                              {"TimeZone", "'America/St_Johns'"},
                              {"timezone_abbreviations", "'Australia'"},
                              {"xmloption", "document"},
                              {"xmlbinary", "hex"},
                              {"standard_conforming_strings", "off"},
                              {"backslash_quote", "off"},
                              {"escape_string_warning", "off"},
                              {"client_encoding", "latin1"},
                              {"client_min_messages", "debug1"},
                              {"quote_all_identifiers", "on"},
                              {"array_nulls", "off"},
                              {"transform_null_equals", "on"},
                              {"check_function_bodies", "off"},
                              {"row_security", "on"},
                              {"synchronize_seqscans", "on"},
                              {"gin_fuzzy_search_limit", "1"},
                              {"idle_in_transaction_session_timeout", "'100ms'"},
                              {"idle_session_timeout", "'100ms'"},
                              {"transaction_timeout", "'250ms'"},
                              {"default_transaction_isolation", "serializable"},
                              {"default_transaction_isolation", "'repeatable read'"},
                              {"default_transaction_deferrable", "on"},
                              {"statement_timeout", "'20s'"},
                              {"lock_timeout", "'20s'"},
                              {"default_tablespace", "elsewhere", false},
                              {"temp_tablespaces", "elsewhere"},
                              {"default_table_access_method", "heap2", false},
                              {"default_toast_compression", "lz4", false},
                              {"default_text_search_config", "'german'"},
                              {"jit", "off"}};
  if (have_locales) {
    for (const char* name : {"lc_monetary", "lc_numeric", "lc_time"}) {
      all.push_back({name, "'de_DE.UTF-8'"});
    }
    all.push_back({"lc_messages", "'de_DE.UTF-8'"});
  }
  return all;
}

class EverySetting : public OnPostgresql {
 protected:
  void SetUp() override {
    OnPostgresql::SetUp();
    if (IsSkipped()) return;
    execute(
        "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_am WHERE amname = 'heap2') THEN"
        " CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler; END IF; END $$");
    if (count("SELECT count(*) FROM pg_tablespace WHERE spcname = 'elsewhere'") == 0) {
      const auto connection = connection::open(url_);
      connection->execute("SET allow_in_place_tablespaces = on");
      connection->execute("CREATE TABLESPACE elsewhere LOCATION ''");
    }
  }

  bool server_has(const std::string& setting) const {
    return count("SELECT count(*) FROM pg_settings WHERE lower(name) = lower('" + setting + "')") >
           0;
  }

  /// A database of its own with the setting, and the URL to migrate it with.
  std::string with(const Setting& setting, bool pooled) {
    OnPostgresql::SetUp();
    if (setting.name == "default_table_access_method") {
      execute("CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler");
    }
    if (!setting.name.empty()) {
      execute("ALTER DATABASE " + database_ + " SET " + setting.name + " = " + setting.value);
    }
    return pooled ? tests::Pgbouncer::get(*tests::PostgresqlServer::get())->url(database_) : url_;
  }

  /// All that the history has left, read by a session that has all settings pinned.
  std::string left(bool with_dump) {
    std::string out = text_of("SELECT string_agg(v::text, E'\n' ORDER BY id) FROM vals AS v") +
                      "\n" +
                      text_of(
                          "SELECT string_agg(encode(coalesce(b, ''), 'hex') || ' ' ||"
                          " coalesce(m::numeric, 0), ', ' ORDER BY id) FROM vals") +
                      "\n" +
                      text_of(
                          "SELECT string_agg(concat_ws(' ', revision, direction, checksum), ', '"
                          " ORDER BY id) FROM limbeck_history") +
                      "\n" + heads();
    return with_dump ? out + dump() : out;
  }

  static int verified(const Manifest& manifest, const std::string& url) {
    const char* arguments[] = {"shop-migrate", "verify", "--url", url.c_str()};
    testing::internal::CaptureStdout();
    const int code = command_line(manifest, 4, arguments);
    const std::string out = testing::internal::GetCapturedStdout();
    EXPECT_EQ(code, 0) << out;
    return code;
  }

  void try_all(bool pooled) {
    History history = values();
    limbeck::migrate(history.manifest(), with({}, pooled));
    const std::string expected = left(true), expected_rows = left(false);
    ASSERT_NE(expected_rows.find("hello"), 0u);
    const bool every = std::getenv("LIMBECK_LONG") != nullptr;
    for (const Setting& setting : settings()) {
      // One of each kind: behind a pooler every migration takes seconds. LIMBECK_LONG tries all.
      const std::set<std::string> behind_a_pooler = {"bytea_output",
                                                     "DateStyle",
                                                     "TimeZone",
                                                     "standard_conforming_strings",
                                                     "array_nulls",
                                                     "idle_in_transaction_session_timeout",
                                                     "quote_all_identifiers"};
      const bool tried = !pooled || every || behind_a_pooler.contains(setting.name);
      if (!tried || !server_has(setting.name)) continue;
      const std::string name = setting.name + " = " + setting.value;
      const std::string url = with(setting, pooled);
      try {
        limbeck::migrate(history.manifest(), url);
        // pg_dump prints what is there in the words of its own session.
        execute("ALTER DATABASE " + database_ + " RESET " + setting.name);
        EXPECT_EQ(left(setting.same_dump), setting.same_dump ? expected : expected_rows) << name;
        const bool is_verified = !pooled || every || setting.name == "TimeZone" ||
                                 setting.name == "quote_all_identifiers";
        if (!is_verified) continue;
        execute("ALTER DATABASE " + database_ + " SET " + setting.name + " = " + setting.value);
        EXPECT_EQ(verified(history.manifest(), url), 0) << name;
      } catch (const Error& error) {
        ADD_FAILURE() << name << ": " << error.what();
      }
    }
  }
};

TEST_F(EverySetting, leaves_the_same_rows_schema_and_ledger_with_a_direct_connection) {
  try_all(false);
}

TEST_F(EverySetting, leaves_the_same_rows_schema_and_ledger_behind_a_pooler) {
  LIMBECK_NEEDS_PGBOUNCER();
  try_all(true);
}

/// Longer than each of the limits.
void compute() { std::this_thread::sleep_for(std::chrono::milliseconds(1300)); }

LIMBECK_REVISION(computes) = {
    .message = "compute between two statements",
    .upgrade =
        [](Operations& op) {
          op.run([](Connection& c) {
            c.execute("CREATE TABLE computed (i int)");
            compute();
            c.execute("INSERT INTO computed VALUES (1)");
          });
          op.autocommit_block([](Operations& block) {
            block.run([](Connection& c) {
              c.execute("INSERT INTO computed VALUES (2)");
              compute();
              c.execute("INSERT INTO computed VALUES (3)");
            });
          });
        },
};

TEST_F(EverySetting, that_ends_sessions_or_statements_ends_no_data_migration_that_computes) {
  History history;
  history.on_postgresql().add("computes", limbeck_revision_computes);
  for (const bool pooled : {false, true}) {
    if (pooled && tests::Pgbouncer::get(*tests::PostgresqlServer::get()) == nullptr) continue;
    const std::string url = with({}, pooled);
    const std::string database = "ALTER DATABASE " + database_ + " SET ",
                      role = "ALTER ROLE limbeck IN DATABASE " + database_ + " SET ";
    for (const auto& [whose, setting] : std::vector<std::pair<std::string, std::string>>{
             {database, "idle_session_timeout"},
             {database, "statement_timeout"},
             {role, "idle_in_transaction_session_timeout"},
             {role, "transaction_timeout"}}) {
      if (server_has(setting)) execute(whose + setting + " = '1s'");
    }
    EXPECT_NO_THROW(limbeck::migrate(history.manifest(), url)) << (pooled ? "pooled" : "direct");
    EXPECT_EQ(count("SELECT count(*) FROM computed"), 3);
    EXPECT_EQ(heads(), "computes");
  }
}

TEST_F(EverySetting, that_makes_the_database_read_only_or_passes_over_foreign_keys_is_refused) {
  History history = values();
  with({"default_transaction_read_only", "on"}, false);
  EXPECT_EQ(error_of([&] { limbeck::migrate(history.manifest(), url_); }).sqlstate(), "25006");
  const std::string url = with({"session_replication_role", "replica"}, false);
  const Error error = error_of([&] { limbeck::migrate(history.manifest(), url); });
  EXPECT_TRUE(says(error, "session_replication_role is 'replica'"));
  tests::PostgresqlServer::get()->run(
      "psql", "-c 'ALTER DATABASE " + database_ + " RESET session_replication_role'", database_);
  limbeck::migrate(history.manifest(), url);
  EXPECT_EQ(heads(), "v3");
}

TEST_F(EverySetting, leaves_money_what_it_means_where_it_has_other_decimal_places) {
  if (!have_locales) GTEST_SKIP() << "localedef makes no locales here";
  History history = values();
  with({"lc_monetary", "'ja_JP.UTF-8'"}, false);
  limbeck::migrate(history.manifest(), url_, {.target = "v1"});
  EXPECT_EQ(tests::PostgresqlServer::get()->run(
                "psql", "-At -c 'SELECT m::numeric FROM vals WHERE id = 1'", database_),
            "1235\n");
}

TEST_F(EverySetting, of_the_application_s_connection_is_put_back) {
  const std::string before =
      "SELECT string_agg(name || setting, ',' ORDER BY name) FROM pg_settings"
      " WHERE source IN ('session', 'database')";
  with({"bytea_output", "escape"}, false);
  History history = values();
  pqxx::connection connection(url_);
  std::string was, is;
  {
    pqxx::nontransaction work(connection);
    work.exec(
        "SET TimeZone = 'Asia/Kolkata'; SET extra_float_digits = 0; SET row_security = on;"
        "SET DateStyle = German");
    was = work.exec(before).at(0).at(0).c_str();
  }
  limbeck::migrate(history.manifest(), connection);
  {
    pqxx::nontransaction work(connection);
    is = work.exec(before).at(0).at(0).c_str();
  }
  EXPECT_EQ(is, was);
}

TEST_F(EverySetting, that_a_revision_changes_is_reported_where_a_value_cannot_be_read) {
  const auto connection = connection::open(url_);
  connection->execute("SET bytea_output = escape");
  const Error error = error_of([&] { connection->query("SELECT 'a'::bytea"); });
  EXPECT_TRUE(says(error, "bytea_output"));
  EXPECT_EQ(error.code(), Error::Code::data);
}

/// Thousands and decimals as in German.
class German : public std::numpunct<char> {
 protected:
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

TEST_F(EverySetting, of_the_application_s_locale_changes_no_number) {
  History history = values();
  with({}, false);
  limbeck::migrate(history.manifest(), url_);
  const std::string expected = left(true);
  const std::locale before = std::locale::global(std::locale(std::locale(), new German));
  if (have_locales) {
    EXPECT_NE(std::setlocale(LC_ALL, "de_DE.UTF-8"), nullptr);
    EXPECT_EQ(std::localeconv()->decimal_point, std::string(","));
  }
  with({}, false);
  const char* arguments[] = {"shop-migrate", "upgrade", "--lock-timeout",
                             "2.5",          "--url",   url_.c_str()};
  testing::internal::CaptureStdout();
  EXPECT_EQ(command_line(history.manifest(), 6, arguments), 0);
  testing::internal::GetCapturedStdout();
  EXPECT_EQ(verified(history.manifest(), url_), 0);
  const std::string found = left(true);
  std::locale::global(before);
  std::setlocale(LC_ALL, "C");
  EXPECT_EQ(found, expected);
}

std::string documented() {
  std::string out = "| setting | limbeck's sessions and scripts | because |\n| --- | --- | --- |\n";
#define LIMBECK_ROW(name, value, why) out += "| `" #name "` | `" value "` | " why " |\n";
  LIMBECK_PINNED_SETTINGS(LIMBECK_ROW)
#undef LIMBECK_ROW
#define LIMBECK_ROW(name, what, why) out += "| `" #name "` | " what " | " why " |\n";
  LIMBECK_OTHER_SETTINGS(LIMBECK_ROW)
#undef LIMBECK_ROW
  return out;
}

TEST(SettingsDocument, has_the_table_that_the_code_says) {
  const std::string path = LIMBECK_SETTINGS_DOCUMENT;
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  const std::string begin = "<!-- settings -->\n", end = "<!-- end of settings -->\n";
  std::string document = text.str();
  const std::size_t from = document.find(begin), to = document.find(end);
  ASSERT_NE(from, std::string::npos);
  ASSERT_NE(to, std::string::npos);
  const std::string found = document.substr(from + begin.size(), to - from - begin.size());
  if (std::getenv("LIMBECK_UPDATE_GOLDEN") != nullptr && found != documented()) {
    document.replace(from + begin.size(), found.size(), documented());
    std::ofstream(path) << document;
    return;
  }
  EXPECT_EQ(found, documented()) << "LIMBECK_UPDATE_GOLDEN=1 writes it";
}

}  // namespace
}  // namespace limbeck::test::every_setting_test
