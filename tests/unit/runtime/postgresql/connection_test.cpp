// Connections of the application's own, the role and search path of a migration, and its lock.
#include <gtest/gtest.h>

#include <pqxx/pqxx>

#include "limbeck/migrator.h"
#include "runtime/connection/open.h"
#include "tests/unit/runtime/postgresql/revisions.h"

namespace limbeck::test::connection_test {
namespace {

using namespace std::chrono_literals;
using Ids = std::vector<std::string>;

static_assert(std::is_convertible_v<pqxx::connection&, Database>);
static_assert(!std::is_convertible_v<const pqxx::connection&, Database>);
static_assert(!std::is_convertible_v<int&, Database>);

LIMBECK_REVISION(strays) = {
    .revises = {"b2"},
    .message = "take another path and role",
    .upgrade =
        [](Operations& op) {
          op.execute("SET search_path = public");
          op.execute("RESET ROLE");
        },
};

LIMBECK_REVISION(tags) = {
    .revises = {"strays"},
    .message = "add tags",
    .upgrade =
        [](Operations& op) {
          op.create_table("tags", {.columns = {{.name = "id", .type = bigint}}});
          op.create_index("ix_tags_id", "tags", {"id"}, {.concurrently = true});
        },
};

LIMBECK_REVISION(discards) = {
    .revises = {"b2"},
    .message = "discard everything",
    .upgrade =
        [](Operations& op) {
          op.autocommit_block([](Operations& block) { block.execute("DISCARD ALL"); });
          op.execute("SELECT pg_advisory_unlock_all()");
        },
};

LIMBECK_REVISION(gives_up_secretly) = {
    .revises = {"b2"},
    .message = "give the lock up",
    .upgrade =
        [](Operations& op) {
          op.execute("DO $$ BEGIN EXECUTE 'SELECT pg_adv' || 'isory_unlock_all()'; END $$");
        },
};

LIMBECK_REVISION(more) = {
    .revises = {"gives_up_secretly"},
    .message = "more",
    .upgrade = [](Operations& op) { op.execute("INSERT INTO users (name) VALUES ('more')"); },
};

LIMBECK_REVISION(forgets_plans) = {
    .revises = {"b2"},
    .message = "drop all prepared statements",
    .upgrade =
        [](Operations& op) {
          op.execute("DEALLOCATE ALL");
          op.execute("INSERT INTO users (name) VALUES ('more')");
        },
};

LIMBECK_REVISION(goes_on) = {
    .revises = {"forgets_plans"},
    .message = "go on",
    .upgrade = [](Operations& op) { op.execute("INSERT INTO users (name) VALUES ('much more')"); },
};

LIMBECK_REVISION(goes_on_too) = {
    .revises = {"b2"},
    .message = "go on",
    .upgrade = [](Operations& op) { op.execute("INSERT INTO users (name) VALUES ('more')"); },
};

class PostgresqlConnection : public OnPostgresql {
 protected:
  static std::string ask(pqxx::connection& connection, const std::string& sql) {
    pqxx::nontransaction work(connection);
    return work.exec(sql)[0][0].c_str();
  }
};

TEST_F(PostgresqlConnection, of_the_application_is_used_and_gets_its_settings_back) {
  execute("CREATE SCHEMA \"Own\"; ALTER DATABASE " + database_ + " SET bytea_output = 'escape'");
  pqxx::connection connection(url_);
  const std::string settings =
      "SELECT string_agg(name || '=' || setting, E'\\n' ORDER BY name) || current_user ||"
      " current_setting('role') FROM pg_settings WHERE source = 'session'";
  ask(connection,
      "SET search_path = \"Own\", public; SET statement_timeout = '70s'; SET my.own = 'it''s';"
      "SET ROLE pg_monitor; SET ROLE limbeck; SET standard_conforming_strings = off; SET TimeZone ="
      " 'Asia/Tokyo'; SELECT 1");
  const std::string before = ask(connection, settings);
  History history = pg_shop();
  const MigrationReport report = limbeck::migrate(history.manifest(), connection);
  EXPECT_EQ(report.applied.size(), 6U);
  EXPECT_EQ(ask(connection, settings), before);
  EXPECT_EQ(ask(connection, "SELECT count(*) FROM \"Own\".limbeck_history"), "6");
  EXPECT_EQ(ask(connection, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"), "0");
  EXPECT_TRUE(limbeck::migrate(history.manifest(), connection).applied.empty());
  EXPECT_EQ(ask(connection, settings), before);
}

TEST_F(PostgresqlConnection, of_the_application_keeps_no_prepared_statement_of_limbecks) {
  History history = pg_shop();
  pqxx::connection connection(url_);
  EXPECT_EQ(limbeck::migrate(history.manifest(), connection).applied.size(), 6U);
  EXPECT_EQ(ask(connection, "SELECT count(*) FROM pg_prepared_statements"), "0");
}

TEST_F(PostgresqlConnection, of_the_application_is_not_believed_what_a_temporary_table_says) {
  History history = pg_shop();
  for (const bool has_ledger : {false, true}) {
    pqxx::connection connection(url_);
    ask(connection,
        "CREATE TEMPORARY TABLE limbeck_version (version_num varchar);"
        "INSERT INTO limbeck_version VALUES ('b6'); SELECT 1");
    const Error error = error_of([&] { limbeck::migrate(history.manifest(), connection); });
    EXPECT_TRUE(says(error, "is a temporary table")) << error.what();
    if (!has_ledger) migrate(history, {.target = "b2"});
  }
  EXPECT_EQ(heads(), "b2");
}

TEST_F(PostgresqlConnection, a_revision_may_drop_all_prepared_statements) {
  History history = after_posts("forgets_plans", limbeck_revision_forgets_plans);
  history.add("goes_on", limbeck_revision_goes_on);
  EXPECT_EQ(migrate(history).size(), 4U);
  EXPECT_EQ(count("SELECT count(*) FROM users WHERE name IN ('more', 'much more')"), 2);
}

TEST_F(PostgresqlConnection, finds_names_by_the_search_path_of_the_role_however_that_is_written) {
  execute("CREATE SCHEMA \"user\"; CREATE SCHEMA \"We\"\"ird, one\"; CREATE SCHEMA plain");
  struct Case {
    const char *path, *schema;
  };
  for (const auto& [path, schema] : {Case{"user, public", "user"},
                                     {"\"We\"\"ird, one\",public", "We\"ird, one"},
                                     {"  PLAIN , public", "plain"},
                                     {"\"$user\", a;b, Public", "public"}}) {
    SCOPED_TRACE(path);
    History history = after_posts("goes_on", limbeck_revision_goes_on_too);
    pqxx::connection connection(url_);
    ask(connection, std::string("SELECT set_config('search_path', $$") + path + "$$, false)");
    EXPECT_EQ(limbeck::migrate(history.manifest(), connection).applied.size(), 3U);
    EXPECT_EQ(ask(connection,
                  "SELECT string_agg(schemaname, ',') FROM pg_tables"
                  " WHERE tablename IN ('users', 'posts', 'limbeck_version')"
                  " AND schemaname = $$" +
                      std::string(schema) + "$$"),
              std::string(schema) + "," + schema + "," + schema);
    EXPECT_EQ(ask(connection, "SHOW search_path"), path);
  }
}

TEST_F(PostgresqlConnection, of_the_application_gets_its_settings_back_after_a_failure_too) {
  pqxx::connection connection(url_);
  ask(connection, "SET search_path = public; SELECT 1");
  execute("CREATE TABLE posts ()");
  History history = pg_shop();
  const Error error = error_of([&] { limbeck::migrate(history.manifest(), connection); });
  EXPECT_EQ(error.sqlstate(), "42P07");
  EXPECT_EQ(error.applied(), Ids{"b1"});
  EXPECT_EQ(ask(connection, "SHOW search_path"), "public");
  EXPECT_EQ(ask(connection, "SHOW client_min_messages"), "notice");
  EXPECT_EQ(ask(connection, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"), "0");
}

TEST_F(PostgresqlConnection, of_the_application_that_is_in_a_transaction_is_refused) {
  History history = pg_shop();
  pqxx::connection connection(url_);
  {
    pqxx::work work(connection);
    const Error error = error_of([&] { limbeck::migrate(history.manifest(), connection); });
    EXPECT_EQ(error.code(), Error::Code::usage);
    EXPECT_TRUE(says(error, "transaction"));
    EXPECT_EQ(work.exec("SELECT 5")[0][0].as<int>(), 5);
  }
  ask(connection, "BEGIN; CREATE TABLE mine (); SELECT 1");
  EXPECT_EQ(error_of([&] { limbeck::migrate(history.manifest(), connection); }).code(),
            Error::Code::usage);
  EXPECT_EQ(ask(connection, "SELECT count(*) FROM mine"), "0") << "its transaction goes on";
  ask(connection, "COMMIT; SELECT 1");
  EXPECT_EQ(limbeck::migrate(history.manifest(), connection).applied.size(), 6U);
}

TEST_F(PostgresqlConnection, works_as_the_role_and_in_the_schema_it_is_given_in_every_revision) {
  execute(
      "DO $$ BEGIN CREATE ROLE \"The owner\"; EXCEPTION WHEN duplicate_object THEN END $$;"
      "CREATE SCHEMA \"Shop\" AUTHORIZATION \"The owner\"; REVOKE ALL ON SCHEMA public FROM "
      "public");
  History history = after_posts("strays", limbeck_revision_strays);
  history.add("tags", limbeck_revision_tags);
  const MigrateOptions options{.role = "The owner", .search_path = {"Shop"}};
  EXPECT_EQ(migrate(history, options).size(), 4U);
  EXPECT_EQ(text_of("SELECT string_agg(tablename || ' ' || tableowner, ', ' ORDER BY tablename)"
                    " FROM pg_tables WHERE schemaname = 'Shop'"),
            "limbeck_history The owner, limbeck_version The owner, posts The owner, tags The owner,"
            " users The owner");
  EXPECT_EQ(count("SELECT count(*) FROM pg_class WHERE relname = 'ix_tags_id'"
                  " AND relnamespace = '\"Shop\"'::regnamespace"),
            1);
  EXPECT_EQ(count("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"), 0);
  EXPECT_EQ(migrate(history, options), Ids());
  EXPECT_EQ(Migrator(history.manifest(), url_, options).current(), Ids{"tags"});
}

TEST_F(PostgresqlConnection, keeps_its_lock_whatever_a_revision_gives_up) {
  History history = after_posts("discards", limbeck_revision_discards);
  Revision last = limbeck_revision_more;
  last.revises = {"discards"};
  history.add("more", last);
  MigrateOptions options;
  int held = 0;
  options.on_progress = [&](const Progress& progress) {
    if (progress.revision != "more") return;
    held += static_cast<int>(count("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"));
  };
  EXPECT_EQ(migrate(history, options).size(), 4U);
  EXPECT_EQ(held, 2) << "at the beginning of the next revision and at its end";
}

TEST_F(PostgresqlConnection, writes_nothing_more_once_its_lock_is_lost) {
  History history = after_posts("gives_up_secretly", limbeck_revision_gives_up_secretly);
  history.add("more", limbeck_revision_more);
  const auto other = connection::open(url_);
  std::unique_ptr<connection::Lock> taken;
  MigrateOptions options;
  options.on_progress = [&](const Progress& progress) {
    if (progress.kind == Progress::Kind::started && progress.revision == "more")
      taken = other->lock({});
  };
  const Error error = error_of([&] { migrate(history, options); });
  EXPECT_EQ(error.code(), Error::Code::locked);
  EXPECT_TRUE(error.retryable());
  EXPECT_EQ(error.applied(), (Ids{"b1", "b2", "gives_up_secretly"}));
  EXPECT_TRUE(says(error, "has lost the lock"));
  EXPECT_TRUE(says(error, "held by process"));
  EXPECT_EQ(count("SELECT count(*) FROM users"), 0);
  taken.reset();
  EXPECT_EQ(migrate(history), Ids{"more"});
}

TEST_F(PostgresqlConnection, that_is_terminated_takes_its_lock_with_it) {
  History history = pg_shop();
  MigrateOptions options;
  options.on_progress = [&](const Progress& progress) {
    if (progress.kind == Progress::Kind::started && progress.revision == "b3") {
      execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'");
    }
  };
  const Error error = error_of([&] { migrate(history, options); });
  EXPECT_EQ(error.code(), Error::Code::connection);
  EXPECT_EQ(error.applied(), (Ids{"b1", "b2"}));
  EXPECT_EQ(heads(), "b2");
  EXPECT_EQ(migrate(history, {.lock_timeout = 5s}).size(), 4U);
}

}  // namespace
}  // namespace limbeck::test::connection_test
