// What a session may not see is never taken for what is not there: rights, schemas and row level
// security.
#include <gtest/gtest.h>

#include "limbeck/migrator.h"
#include "runtime/connection/open.h"
#include "tests/servers/pgbouncer.h"
#include "tests/unit/runtime/postgresql/revisions.h"
#include "tests/unit/runtime/postgresql/tool.h"

namespace limbeck::test::rights_test {
namespace {

using Ids = std::vector<std::string>;

constexpr const char* update = "UPDATE accounts SET plan = 'free'";

LIMBECK_REVISION(updates) = {
    .revises = {"b2"},
    .message = "change every row",
    .upgrade = [](Operations& op) { op.execute(update); },
};
LIMBECK_REVISION(runs_update) = {
    .revises = {"b2"},
    .message = "change every row in C++",
    .upgrade = [](Operations& op) { op.run([](Connection& c) { c.execute(update); }); },
};
LIMBECK_REVISION(reads) = {
    .revises = {"b2"},
    .message = "read every row in C++",
    .upgrade =
        [](Operations& op) { op.run([](Connection& c) { c.query("SELECT plan FROM accounts"); }); },
};
LIMBECK_REVISION(fills) = {
    .revises = {"b2"},
    .message = "fill",
    .upgrade =
        [](Operations& op) {
          op.execute("CREATE TABLE filled ()", [](Operations& effect) {
            effect.create_table("accounts", {.columns = {{.name = "plan", .type = text}}});
          });
          op.add_column("accounts",
                        {.name = "slug", .type = text, .nullable = true, .fill = "lower(plan)"});
        },
};
LIMBECK_REVISION(outside) = {
    .revises = {"b2"},
    .message = "outside of a transaction",
    .upgrade =
        [](Operations& op) {
          op.autocommit_block([](Operations& block) { block.execute(update); });
        },
};
LIMBECK_REVISION(plain) = {
    .revises = {"b2"},
    .message = "nothing of interest",
    .upgrade = [](Operations& op) { op.execute("COMMENT ON TABLE users IS 'people'"); },
};
LIMBECK_REVISION(only_adds) = {
    .revises = {"b2"},
    .message = "only adds",
    .upgrade =
        [](Operations& op) {
          op.add_column("users", {.name = "nickname", .type = text, .nullable = true});
        },
};
LIMBECK_REVISION(wants_policies) = {
    .revises = {"b2"},
    .message = "with the policies",
    .upgrade =
        [](Operations& op) {
          op.execute("SET LOCAL row_security = on");
          op.execute(update);
        },
};

class Rights : public OnPostgresql {
 protected:
  void SetUp() override {
    OnPostgresql::SetUp();
    if (IsSkipped()) return;
    execute(
        "DO $$ BEGIN CREATE ROLE app LOGIN; EXCEPTION WHEN duplicate_object THEN END $$;"
        "DO $$ BEGIN CREATE ROLE owner LOGIN; EXCEPTION WHEN duplicate_object THEN END $$;"
        "GRANT CREATE, USAGE ON SCHEMA public TO app, owner;"
        "GRANT CREATE ON DATABASE " +
        database_ + " TO owner");
    owner_ = as("owner", url_);
    app_ = as("app", url_);
  }
  static std::string as(const std::string& role, std::string url) {
    const std::size_t at = url.find("limbeck@");
    if (at == std::string::npos)
      return url + (url.find('?') == std::string::npos ? "?" : "&") + "user=" + role;
    return url.replace(at, 7, role);
  }
  static std::string with_path(const std::string& url, const std::string& path) {
    return url + (url.find('?') == std::string::npos ? "?" : "&") + "options=-c%20search_path%3D" +
           path;
  }

  Outcome run(std::vector<const char*> arguments, const std::string& url) {
    return run_tool(manifest_, std::move(arguments), url);
  }
  /// Every command that looks at the ledger says the same, and none that it is empty.
  void expect_all_refuse(const std::string& url, const std::string& words) {
    expect_commands_and_launches_refuse(url, words);
    EXPECT_THROW(Migrator(manifest_, url).current(), Error);
  }
  void expect_commands_and_launches_refuse(const std::string& url, const std::string& words) {
    for (const std::vector<const char*>& command : std::vector<std::vector<const char*>>{
             {"current"}, {"check"}, {"plan"}, {"upgrade"}, {"verify"}, {"downgrade", "base"}}) {
      const Outcome outcome = run(command, url);
      EXPECT_TRUE(outcome.code == 1 || outcome.code == 2) << command[0] << outcome.out;
      EXPECT_NE(outcome.err.find(words), std::string::npos) << command[0] << ": " << outcome.err;
    }
    for (const OnLaunch on_launch : {OnLaunch::upgrade, OnLaunch::verify}) {
      const Error error =
          error_of([&] { limbeck::migrate(manifest_, url, {.on_launch = on_launch}); });
      EXPECT_TRUE(says(error, words));
    }
  }

  History history_ = pg_shop();
  Manifest manifest_ = history_.manifest();
  std::string owner_, app_;
};

TEST_F(Rights, a_schema_of_the_path_that_may_not_be_used_is_no_empty_database) {
  execute("CREATE SCHEMA app AUTHORIZATION owner");
  limbeck::migrate(manifest_, with_path(owner_, "app"), {.target = "b2"});
  const std::string before = dump();
  for (const char* path : {"app,public", "app", "public,app", "\"$user\",public"}) {
    expect_all_refuse(with_path(app_, path), "GRANT USAGE ON SCHEMA \"app\" TO \"app\"");
    EXPECT_EQ(dump(), before) << path;
  }
  execute("GRANT USAGE ON SCHEMA app TO app");
  expect_all_refuse(with_path(app_, "public,app"),
                    "GRANT SELECT ON \"app\".\"limbeck_version\" TO \"app\"");
  execute("GRANT SELECT ON app.limbeck_version TO app");
  EXPECT_EQ(run({"current"}, with_path(app_, "public,app")).out, "b2\n");
}

TEST_F(Rights, a_table_that_may_not_be_read_is_named_with_its_grant) {
  limbeck::migrate(manifest_, owner_);
  expect_all_refuse(app_, "GRANT SELECT ON \"public\".\"limbeck_version\" TO \"app\"");
  // A schema that is named like the role does not make it another table.
  execute("CREATE SCHEMA app AUTHORIZATION app");
  expect_all_refuse(app_, "GRANT SELECT ON \"public\".\"limbeck_version\" TO \"app\"");
  // At head that is all a program needs; one that does not know the head reads the other too.
  execute("GRANT SELECT ON limbeck_version TO app");
  EXPECT_EQ(limbeck::migrate(manifest_, app_).heads, Ids{"b6"});
  History older = pg_shop();
  const Error error = error_of([&] { limbeck::migrate(older.manifest(5), app_); });
  EXPECT_TRUE(says(error, "GRANT SELECT ON \"public\".\"limbeck_history\" TO \"app\""));
}

TEST_F(Rights, to_read_both_tables_are_all_that_an_older_program_needs_on_a_compatible_database) {
  History history = after_posts("only_adds", limbeck_revision_only_adds);
  limbeck::migrate(history.manifest(), owner_);
  manifest_ = history.manifest(2);
  // Which revisions are compatible only limbeck_history says: nobody starts without having read it.
  execute("GRANT SELECT ON limbeck_version TO app");
  expect_commands_and_launches_refuse(app_,
                                      "GRANT SELECT ON \"public\".\"limbeck_history\" TO \"app\"");
  execute("GRANT SELECT ON limbeck_history TO app");
  const std::string before = dump();
  for (const OnLaunch on_launch : {OnLaunch::upgrade, OnLaunch::verify, OnLaunch::wait}) {
    const MigrationReport report = limbeck::migrate(manifest_, app_, {.on_launch = on_launch});
    EXPECT_EQ(report.beyond, Ids{"only_adds"});
    EXPECT_TRUE(report.applied.empty());
  }
  for (const char* command : {"current", "plan", "check", "upgrade"}) {
    const Outcome outcome = run({command}, app_);
    EXPECT_EQ(outcome.code, 0) << command << outcome.err;
    EXPECT_NE((outcome.out + outcome.err).find("only_adds"), std::string::npos)
        << command << outcome.out << outcome.err;
  }
  EXPECT_EQ(dump(), before);
}

TEST_F(Rights, to_write_the_ledger_are_named_where_they_are_missing) {
  limbeck::migrate(manifest_, owner_, {.target = "b2"});
  execute(
      "GRANT SELECT ON limbeck_version, limbeck_history TO app;"
      "ALTER TABLE limbeck_version OWNER TO limbeck; ALTER TABLE limbeck_history OWNER TO limbeck");
  const Error error = error_of([&] { limbeck::migrate(manifest_, app_); });
  EXPECT_TRUE(says(
      error, "GRANT SELECT, INSERT, UPDATE, DELETE ON \"public\".\"limbeck_version\" TO \"app\""));
  EXPECT_EQ(heads(), "b2");
}

TEST_F(Rights, a_version_table_schema_that_is_not_there_is_reported_by_every_command) {
  execute("CREATE SCHEMA sales");
  for (const char* command : {"current", "check", "plan", "upgrade", "verify"}) {
    const Outcome outcome = run({command, "--version-table-schema", "nope"}, url_);
    EXPECT_NE(outcome.code, 0) << command;
    EXPECT_NE(outcome.err.find("has no schema 'nope'"), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find("public, sales"), std::string::npos) << outcome.err;
  }
  EXPECT_EQ(run({"current", "--version-table-schema", "sales"}, url_).code, 0);
}

TEST_F(Rights, row_security_on_the_ledger_is_never_an_empty_history) {
  limbeck::migrate(manifest_, owner_, {.target = "b2"});
  execute(
      "GRANT SELECT ON limbeck_version, limbeck_history TO app;"
      "ALTER TABLE limbeck_version ENABLE ROW LEVEL SECURITY");
  const std::string words = "ALTER TABLE \"public\".\"limbeck_version\" DISABLE ROW LEVEL SECURITY";
  expect_all_refuse(app_, words);
  // The owner sees all of it, unless it is forced on them too.
  EXPECT_EQ(run({"current"}, owner_).out, "b2\n");
  execute("ALTER TABLE limbeck_version FORCE ROW LEVEL SECURITY");
  expect_all_refuse(owner_, words);
  execute("ALTER TABLE limbeck_version DISABLE ROW LEVEL SECURITY");
  execute(
      "ALTER TABLE limbeck_history ENABLE ROW LEVEL SECURITY;"
      "ALTER TABLE limbeck_history FORCE ROW LEVEL SECURITY");
  const Error error = error_of([&] { limbeck::migrate(manifest_, owner_); });
  EXPECT_TRUE(says(error, "ALTER TABLE \"public\".\"limbeck_history\" DISABLE ROW LEVEL SECURITY"));
  EXPECT_EQ(heads(), "b2");
}

TEST_F(Rights, row_security_makes_no_migration_do_nothing) {
  LIMBECK_NEEDS_PGBOUNCER();
  History first = after_posts("none", limbeck_revision_updates);
  limbeck::migrate(first.manifest(2), owner_);
  connection::open(owner_)->execute(
      "CREATE TABLE accounts (plan text, tenant text); INSERT INTO accounts VALUES ('Paid', 'a'), "
      "('Paid', 'b');"
      "ALTER TABLE accounts ENABLE ROW LEVEL SECURITY; ALTER TABLE accounts FORCE ROW LEVEL "
      "SECURITY;"
      "CREATE POLICY p ON accounts USING (tenant = current_setting('app.tenant', true))");
  // The pooler's sessions are a superuser's, who migrates as the owner.
  const std::pair<std::string, MigrateOptions> ways[] = {
      {owner_, {}},
      {tests::Pgbouncer::get(*tests::PostgresqlServer::get())->url(database_), {.role = "owner"}}};
  for (const Revision* revision : {&limbeck_revision_updates, &limbeck_revision_runs_update,
                                   &limbeck_revision_reads, &limbeck_revision_fills}) {
    History history = after_posts("rls", *revision);
    for (const auto& [url, options] : ways) {
      const Error error = error_of([&, &url = url, &options = options] {
        limbeck::migrate(history.manifest(), url, options);
      });
      EXPECT_TRUE(says(error, "row-level security policy for table \"accounts\""));
      EXPECT_EQ(error.sqlstate(), "42501");
      EXPECT_EQ(heads(), "b2");
    }
  }
  History parts = after_posts("outside", limbeck_revision_outside);
  EXPECT_TRUE(says(error_of([&] { limbeck::migrate(parts.manifest(), owner_); }),
                   "row-level security policy for table \"accounts\""));
  execute(
      "DELETE FROM limbeck_version WHERE version_num = 'half-applied'; DELETE FROM limbeck_history "
      "WHERE revision = 'outside'");
  EXPECT_EQ(count("SELECT count(*) FROM accounts WHERE plan = 'Paid'"), 2);
  History history = after_posts("wants_policies", limbeck_revision_wants_policies);
  limbeck::migrate(history.manifest(), owner_);
  EXPECT_EQ(heads(), "wants_policies");
}

TEST_F(Rights, a_version_table_that_does_not_keep_its_rows_is_reported) {
  History history = after_posts("plain", limbeck_revision_plain);
  const Manifest manifest = history.manifest();
  limbeck::migrate(manifest, owner_, {.target = "b2"});
  for (const char* sql : {"CREATE FUNCTION gone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                          "DELETE FROM limbeck_version;"
                          " RETURN NULL; END $$; CREATE TRIGGER gone AFTER UPDATE ON "
                          "limbeck_version FOR EACH ROW EXECUTE FUNCTION gone()",
                          "DROP TRIGGER gone ON limbeck_version; CREATE RULE stays AS ON UPDATE TO "
                          "limbeck_version DO INSTEAD NOTHING"}) {
    execute(sql);
    const Error error = error_of([&] { limbeck::migrate(manifest, owner_); });
    EXPECT_TRUE(says(error, "limbeck_version")) << error.what();
    EXPECT_EQ(error.code(), Error::Code::history);
    EXPECT_EQ(heads(), "b2");
    EXPECT_EQ(count("SELECT count(*) FROM limbeck_history WHERE revision = 'plain'"), 0);
  }
}

}  // namespace
}  // namespace limbeck::test::rights_test
