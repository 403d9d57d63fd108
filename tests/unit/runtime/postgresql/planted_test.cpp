// What an ordinary role makes in a schema of the search path runs in no session that migrates
// (CVE-2018-1058), and what it makes in the place of limbeck's tables is neither read nor written.
#include <gtest/gtest.h>

#include "limbeck/migrator.h"
#include "migrations/text/concat.h"
#include "runtime/connection/open.h"
#include "tests/servers/pgbouncer.h"
#include "tests/unit/runtime/postgresql/revisions.h"
#include "tests/unit/runtime/postgresql/tool.h"

namespace limbeck::test::planted_test {
namespace {

/// A superuser migrates, and `app` may create things in `public`.
class Planted : public OnPostgresql {
 protected:
  void SetUp() override {
    OnPostgresql::SetUp();
    if (IsSkipped()) return;
    execute(
        "DO $$ BEGIN CREATE ROLE app LOGIN; EXCEPTION WHEN duplicate_object THEN END $$;"
        "GRANT CREATE, USAGE ON SCHEMA public TO app");
    app_ = url_ + (url_.find('?') == std::string::npos ? "?" : "&") + "user=app";
    // The number of calls stays, whatever is rolled back.
    plant(
        "CREATE SEQUENCE public.planted_calls; GRANT ALL ON SEQUENCE public.planted_calls TO "
        "PUBLIC;"
        "CREATE FUNCTION public.planted() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN"
        " PERFORM pg_catalog.nextval('public.planted_calls'); RETURN true; END $$;"
        "CREATE FUNCTION public.planted_trigger() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " PERFORM public.planted(); RETURN NEW; END $$");
  }
  void plant(std::string_view sql) const { connection::open(app_)->execute(sql); }
  bool was_called() const { return count("SELECT is_called::int FROM public.planted_calls") != 0; }

  Outcome run(std::vector<const char*> arguments, const std::string& url) {
    return run_tool(manifest_, std::move(arguments), url);
  }
  /// Each command refuses, saying all of `words`, and nothing of what was planted runs.
  void expect_refusal(const std::vector<std::vector<const char*>>& commands,
                      std::initializer_list<std::string_view> words) {
    for (const std::vector<const char*>& command : commands) {
      const Outcome outcome = run(command, url_);
      EXPECT_EQ(outcome.code, 1) << command[0] << outcome.err;
      for (const std::string_view word : words) {
        EXPECT_NE(outcome.err.find(word), std::string::npos) << command[0] << ": " << outcome.err;
      }
      EXPECT_FALSE(was_called()) << command[0];
    }
  }

  History history_ = pg_shop();
  Manifest manifest_ = history_.manifest();
  std::string app_;
  const std::vector<std::vector<const char*>> reading_ = {
      {"current"}, {"check"}, {"plan"}, {"verify"}, {"history", "-i"}};
  const std::vector<std::vector<const char*>> writing_ = {
      {"upgrade"}, {"stamp", "--no-verify", "b2"}, {"ensure_version"}};
};

TEST_F(Planted, an_operator_for_a_comparison_that_pg_catalog_has_by_a_cast_only_is_not_used) {
  plant(
      "CREATE FUNCTION public.oid_is(oid, integer) RETURNS boolean LANGUAGE sql AS 'SELECT "
      "planted()';"
      "CREATE OPERATOR public.= (LEFTARG = oid, RIGHTARG = integer, FUNCTION = public.oid_is)");
  limbeck::migrate(manifest_, url_);
  EXPECT_FALSE(was_called());
}

TEST_F(Planted, a_function_for_arguments_that_pg_catalog_has_as_polymorphic_only_is_not_used) {
  plant(
      "CREATE FUNCTION public.array_to_string(text[], text) RETURNS text LANGUAGE sql AS"
      " 'SELECT planted()::text'");
  limbeck::migrate(manifest_, url_);
  run({"verify"}, url_);
  EXPECT_FALSE(was_called());
}

TEST_F(Planted, a_table_in_the_place_of_the_lease_is_not_written) {
  plant(
      "CREATE TABLE public.limbeck_lease (id smallint PRIMARY KEY, token text, owner text,"
      " taken timestamptz, heartbeat timestamptz, expires timestamptz);"
      "CREATE TRIGGER own BEFORE DELETE ON public.limbeck_lease"
      " EXECUTE FUNCTION public.planted_trigger()");
  expect_refusal({{"upgrade"}, {"stamp", "--no-verify", "b2"}},
                 {"\"public\".\"limbeck_lease\"", "the role 'app'", "the trigger 'own'"});
}

TEST_F(Planted, a_table_in_the_place_of_the_version_table_is_not_written) {
  plant(
      "CREATE TABLE public.limbeck_version (version_num varchar(32) PRIMARY KEY);"
      "CREATE TRIGGER own BEFORE INSERT ON public.limbeck_version FOR EACH ROW"
      " EXECUTE FUNCTION public.planted_trigger()");
  expect_refusal(writing_,
                 {"\"public\".\"limbeck_version\"", "the role 'app'", "the trigger 'own'"});
}

TEST_F(Planted, a_view_in_the_place_of_the_version_table_is_not_even_read) {
  plant(
      "CREATE VIEW public.limbeck_version AS"
      " SELECT 'b6'::varchar AS version_num WHERE public.planted()");
  expect_refusal(reading_, {"limbeck_version", "view", "the role 'app'"});
  expect_refusal(writing_, {"limbeck_version", "view", "the role 'app'"});
  for (const OnLaunch on_launch : {OnLaunch::upgrade, OnLaunch::verify}) {
    const Error error =
        error_of([&] { limbeck::migrate(manifest_, url_, {.on_launch = on_launch}); });
    EXPECT_TRUE(says(error, "view")) << error.what();
  }
  EXPECT_FALSE(was_called());
}

TEST_F(Planted, a_table_of_another_role_is_read_and_not_written) {
  plant("CREATE TABLE public.limbeck_version (version_num varchar(32) PRIMARY KEY)");
  EXPECT_EQ(run({"current"}, url_).code, 0);
  expect_refusal(writing_, {"\"public\".\"limbeck_version\"", "belongs to the role 'app'",
                            "ALTER TABLE public.limbeck_version OWNER TO limbeck", "--role"});
  // Who may be taken for its owner.
  EXPECT_EQ(run({"ensure_version", "--role", "app"}, url_).code, 0);
  EXPECT_EQ(run({"ensure_version"}, app_).code, 0);
  execute("GRANT app TO limbeck");
  EXPECT_EQ(run({"ensure_version"}, url_).code, 0);
  execute("REVOKE app FROM limbeck");
  EXPECT_EQ(run({"ensure_version"}, url_).code, 1);
  execute("ALTER DATABASE " + database_ + " OWNER TO app");
  EXPECT_EQ(run({"ensure_version"}, url_).code, 0);
}

TEST_F(Planted, whatever_would_run_with_a_write_to_the_tables_is_named_with_what_mends_it) {
  limbeck::migrate(manifest_, url_, {.target = "b2"});
  plant(
      "CREATE TABLE public.other (id varchar(32) PRIMARY KEY);"
      "CREATE FUNCTION public.known(varchar) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS"
      " 'BEGIN RETURN public.planted(); END'; CREATE DOMAIN public.word AS text");
  execute("GRANT CREATE ON SCHEMA public TO limbeck");
  struct Case {
    const char *sql, *says;
  };
  for (const auto& [sql, says] : std::vector<Case>{
           {"CREATE TRIGGER own AFTER UPDATE ON limbeck_version EXECUTE FUNCTION planted_trigger()",
            "DROP TRIGGER own ON public.limbeck_version"},
           {"CREATE RULE own AS ON INSERT TO limbeck_history DO ALSO SELECT planted()",
            "DROP RULE own ON public.limbeck_history"},
           {"ALTER TABLE limbeck_history ALTER COLUMN who SET DEFAULT planted()::text",
            "ALTER TABLE public.limbeck_history ALTER COLUMN who DROP DEFAULT"},
           {"ALTER TABLE limbeck_version ADD CONSTRAINT own CHECK (known(version_num)) NOT VALID",
            "ALTER TABLE limbeck_version DROP CONSTRAINT own"},
           {"CREATE INDEX own ON limbeck_version (version_num) WHERE known('x')", "DROP INDEX own"},
           {"CREATE STATISTICS own ON (known('x')), version_num FROM limbeck_version",
            "DROP STATISTICS public.own"},
           {"ALTER TABLE limbeck_history ADD COLUMN own word",
            "has the column 'own' of the type word"},
           {"ALTER TABLE other ADD CONSTRAINT own FOREIGN KEY (id) REFERENCES limbeck_version"
            " ON UPDATE CASCADE",
            "ALTER TABLE other DROP CONSTRAINT own"},
           {"CREATE TABLE child () INHERITS (limbeck_version)",
            "ALTER TABLE child NO INHERIT public.limbeck_version"}}) {
    SCOPED_TRACE(sql);
    execute(sql);
    execute("SELECT setval('planted_calls', 1, false)");
    for (const std::vector<const char*>& command : std::vector<std::vector<const char*>>{
             {"upgrade"}, {"downgrade", "-1"}, {"stamp", "--no-verify", "b1"}}) {
      const Outcome outcome = run(command, url_);
      EXPECT_EQ(outcome.code, 1) << command[0];
      EXPECT_NE(outcome.err.find(says), std::string::npos) << command[0] << ": " << outcome.err;
    }
    EXPECT_FALSE(was_called());
    EXPECT_EQ(heads(), "b2");
    // Mended as it says, or a new column dropped.
    const std::string mend =
        std::string_view(says).starts_with("has the column")
            ? "ALTER TABLE limbeck_history DROP COLUMN own"
            : std::string(says) + (std::string_view(sql).find("CREATE TABLE child") == 0
                                       ? "; DROP TABLE child"
                                       : "");
    execute(mend);
    execute("SELECT setval('planted_calls', 1, false)");
  }
  limbeck::migrate(manifest_, url_);
  EXPECT_EQ(heads(), "b6");
  EXPECT_FALSE(was_called());
}

TEST_F(Planted, what_is_added_while_a_run_is_under_way_is_seen_by_the_next_transaction) {
  for (const char* sql : {"CREATE TRIGGER own AFTER INSERT OR UPDATE ON limbeck_version"
                          " EXECUTE FUNCTION planted_trigger()",
                          "CREATE TABLE other (id varchar(32) PRIMARY KEY REFERENCES "
                          "limbeck_version ON UPDATE CASCADE);"
                          "GRANT SELECT, INSERT, UPDATE, DELETE ON other TO PUBLIC"}) {
    SetUp();
    MigrateOptions options;
    // Between two revisions: its rights on the table are all that it needs.
    options.on_progress = [&](const Progress& progress) {
      if (progress.kind != Progress::Kind::finished || progress.revision != "b2") return;
      execute("GRANT TRIGGER, REFERENCES, SELECT ON limbeck_version TO app");
      plant(sql);
    };
    const Error error = error_of([&] { limbeck::migrate(manifest_, url_, options); });
    EXPECT_TRUE(says(error, "\"public\".\"limbeck_version\"")) << error.what();
    EXPECT_EQ(error.code(), Error::Code::history);
    EXPECT_EQ(heads(), "b2");
    EXPECT_FALSE(was_called());
  }
}

TEST_F(Planted,
       a_table_that_the_schemas_owner_puts_in_the_place_while_a_run_is_under_way_is_not_written) {
  // Whoever owns a schema may drop what others have in it.
  for (const char* sql :
       {"CREATE RULE own AS ON UPDATE TO own.limbeck_version DO ALSO SELECT public.planted()",
        "ALTER TABLE own.limbeck_version ADD CHECK (public.planted())",
        "ALTER TABLE own.limbeck_version ADD own bool DEFAULT public.planted()",
        "CREATE TRIGGER own AFTER UPDATE ON own.limbeck_version EXECUTE FUNCTION "
        "public.planted_trigger()"}) {
    SetUp();
    execute("CREATE SCHEMA own AUTHORIZATION app");
    MigrateOptions options;
    options.version_table_schema = "own";
    options.on_progress = [&](const Progress& progress) {
      if (progress.kind != Progress::Kind::finished || progress.revision != "b2") return;
      plant(
          concat({"DROP TABLE own.limbeck_version;"
                  "CREATE TABLE own.limbeck_version (version_num varchar(32) PRIMARY KEY);"
                  "INSERT INTO own.limbeck_version VALUES ('b2');",
                  sql,
                  "; GRANT ALL ON own.limbeck_version TO PUBLIC;"
                  "SELECT pg_catalog.setval('public.planted_calls', 1, false)"}));
    };
    const Error error = error_of([&] { limbeck::migrate(manifest_, url_, options); });
    EXPECT_TRUE(says(error, "\"own\".\"limbeck_version\"")) << error.what();
    EXPECT_TRUE(says(error, "belongs to the role 'app'")) << error.what();
    EXPECT_FALSE(was_called()) << sql;
  }
}

TEST_F(Planted, a_schema_that_its_owner_can_put_another_in_the_place_of_has_no_tables_of_limbecks) {
  execute("CREATE SCHEMA own AUTHORIZATION app");
  const std::vector<const char*> upgrade = {"upgrade", "b2", "--version-table-schema", "own"};
  EXPECT_EQ(run(upgrade, url_).code, 0);
  execute("GRANT CREATE ON DATABASE " + database_ + " TO app");
  expect_refusal({{"upgrade", "--version-table-schema", "own"}},
                 {"is in a schema of the role 'app'",
                  "ALTER SCHEMA own OWNER TO limbeck, or REVOKE CREATE ON DATABASE"});
  EXPECT_EQ(run({"upgrade", "--version-table-schema", "own", "--role", "app"}, url_).code, 1)
      << "the tables are the superuser's";
  execute("ALTER SCHEMA own OWNER TO limbeck");
  EXPECT_EQ(run({"upgrade", "--version-table-schema", "own"}, url_).code, 0);
}

TEST_F(Planted, a_lease_with_impossible_times_is_named_with_what_to_do) {
  LIMBECK_NEEDS_PGBOUNCER();
  const std::string pooled = tests::Pgbouncer::get(*tests::PostgresqlServer::get())->url(database_);
  limbeck::migrate(manifest_, pooled, {.target = "b2"});
  for (const char* times :
       {"'-infinity', 'infinity'", "'infinity', 'infinity'", "now(), 'infinity'",
        "'-infinity', '-infinity'", "now(), '294000-01-01'", "now() + interval '1 hour', now()",
        "'4713-01-01 BC', '294000-01-01'"}) {
    execute(std::string("DELETE FROM limbeck_lease;"
                        "INSERT INTO limbeck_lease VALUES (1, 'x', 'somebody', now(), ") +
            times + ")");
    for (const std::string& url : {url_, pooled}) {
      const Error error = error_of([&] { limbeck::migrate(manifest_, url); });
      EXPECT_TRUE(says(error, "\"public\".\"limbeck_lease\" whose owner is 'somebody'")) << times;
      EXPECT_TRUE(says(error, "DELETE FROM \"public\".\"limbeck_lease\"")) << times;
      EXPECT_FALSE(error.retryable());
    }
  }
  execute("DELETE FROM limbeck_lease");
  EXPECT_EQ(limbeck::migrate(manifest_, pooled).heads, std::vector<std::string>{"b6"});
}

}  // namespace
}  // namespace limbeck::test::planted_test
