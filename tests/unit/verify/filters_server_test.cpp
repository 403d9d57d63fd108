// What others own in a PostgreSQL database is left alone, with all that hangs on it.
#include <gtest/gtest.h>

#include "migrations/operations/apply.h"
#include "migrations/operations/recorder.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/open.h"
#include "runtime/ledger/tables.h"
#include "runtime/verify/verify.h"
#include "tests/servers/postgresql_server.h"

namespace limbeck::verify::filters_server_test {
namespace {

using tests::PostgresqlServer;

class Filters : public testing::Test {
 protected:
  void SetUp() override {
    LIMBECK_NEEDS_POSTGRESQL();
    driver_ = connection::open(PostgresqlServer::get()->new_database());
    driver_->execute("SET client_min_messages = warning");
    const auto operations = operations::record([](Operations& op) {
      op.create_table("users", {.columns = {{.name = "id", .type = bigint}},
                                .primary_key = {.name = "pk_users", .columns = {"id"}}});
    });
    for (const auto& statement : sql::find_dialect("postgresql")->render(operations, {}).statements)
      driver_->execute(statement.text);
    operations::apply(operations, schema_);
  }

  Verification look(std::vector<std::string> exclude, std::vector<std::string> schemas = {}) {
    return verify(*driver_, schema_,
                  {.ledger = {}, .filter = {std::move(exclude), std::move(schemas)}});
  }
  static std::string told(const Verification& found) {
    std::string text;
    for (const Finding& difference : found.differences)
      text += (text.empty() ? "" : "\n") + difference.message;
    return text;
  }

  std::unique_ptr<connection::Driver> driver_;
  schema::Schema schema_;
};

TEST_F(Filters, what_hangs_on_a_table_of_others_is_left_with_it) {
  driver_->execute(
      "CREATE TABLE jobs (id serial PRIMARY KEY, user_id bigint REFERENCES users, n int);"
      "CREATE SEQUENCE jobs_numbers OWNED BY jobs.n;"
      "CREATE SEQUENCE counter OWNED BY jobs.n;"
      "CREATE INDEX ON jobs (n);"
      "CREATE FUNCTION jobs_changed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';"
      "CREATE TRIGGER changed AFTER INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION jobs_changed();"
      "CREATE TABLE jobs_done (at date NOT NULL) PARTITION BY RANGE (at);"
      "CREATE TABLE year_2025 PARTITION OF jobs_done FOR VALUES FROM ('2025-01-01') TO "
      "('2026-01-01');"
      "CREATE RULE nothing AS ON DELETE TO jobs DO INSTEAD NOTHING;");
  // What keeps it from working is their owner's to know.
  driver_->execute(
      "ALTER TABLE jobs DISABLE TRIGGER ALL;"
      "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'jobs_n_idx'::regclass");
  EXPECT_NE(told(look({})), "");
  const Verification found = look({"jobs", "jobs_*"});
  EXPECT_EQ(told(found), "");
  EXPECT_TRUE(found.operations.empty());
  EXPECT_TRUE(found.not_looked_at.empty());
  EXPECT_EQ(found.excluded,
            (std::vector<std::string>{"jobs", "jobs_done", "jobs_numbers", "jobs_changed"}));
}

TEST_F(Filters, a_foreign_key_of_ours_to_a_table_of_others_is_left_too) {
  driver_->execute(
      "CREATE SCHEMA billing; CREATE TABLE billing.accounts (id bigint PRIMARY KEY);"
      "ALTER TABLE users ADD FOREIGN KEY (id) REFERENCES billing.accounts");
  EXPECT_EQ(told(look({})),
            "foreign key 'users_id_fkey' of 'users' is there, and no revision makes it");
  EXPECT_EQ(told(look({"billing.*"})), "");
  EXPECT_EQ(told(look({"accounts"})), "");
  EXPECT_EQ(told(look({}, {"public"})), "");
}

TEST_F(Filters, schemas_that_are_asked_for_are_read_and_no_others) {
  driver_->execute(
      "CREATE SCHEMA tenant_a; CREATE SCHEMA tenant_b; CREATE SCHEMA audit;"
      "CREATE TABLE tenant_a.t (a int); CREATE TYPE tenant_b.mood AS ENUM ('x');"
      "CREATE TABLE audit.log (a int); CREATE TABLE mine (a int)");
  EXPECT_EQ(told(look({})), "table 'mine' is there, and no revision makes it");
  // The default schema is asked for by its name, and the history's own tables need not be.
  EXPECT_EQ(told(look({}, {"tenant_*"})),
            "table 'tenant_a.t' is there, and no revision makes it\n"
            "enum 'tenant_b.mood' is there, and no revision makes it");
  EXPECT_EQ(told(look({"tenant_b.*"}, {"tenant_*", "public"})),
            "table 'mine' is there, and no revision makes it\n"
            "table 'tenant_a.t' is there, and no revision makes it");
  EXPECT_EQ(told(look({}, {"nowhere"})), "");
  driver_->execute("ALTER TABLE users ADD x int");
  EXPECT_EQ(told(look({}, {"nowhere"})), "column 'users.x' is there, and no revision makes it");
}

TEST_F(Filters, the_servers_own_schemas_are_never_read) { EXPECT_EQ(told(look({}, {"*"})), ""); }

TEST_F(Filters, case_counts_and_the_default_schema_has_a_name) {
  driver_->execute("CREATE TABLE \"Tmp\" (a int)");
  EXPECT_NE(told(look({"tmp"})), "");
  EXPECT_NE(told(look({"audit.Tmp"})), "");
  EXPECT_EQ(told(look({"Tmp"})), "");
  EXPECT_EQ(told(look({"public.T*"})), "");
  EXPECT_EQ(told(look({"?ublic.[A-Z]mp"})), "");
}

TEST_F(Filters, ledgers_are_left_in_every_schema_that_is_read) {
  driver_->execute("CREATE SCHEMA ops");
  const sql::Dialect& dialect = *sql::find_dialect("postgresql");
  for (const std::string schema : {"", "ops"}) {
    for (const schema::Table& table : {ledger::version_table({schema, "billing_version"}),
                                       ledger::history_table({schema, "billing_runs"}),
                                       ledger::history_table({schema, "limbeck_history"})}) {
      const operations::Operation make{operations::CreateTable{table}, {}};
      for (const auto& statement : dialect.render({make}, {}).statements)
        driver_->execute(statement.text);
    }
    driver_->execute("CREATE TABLE " + (schema.empty() ? "" : schema + ".") +
                     "limbeck_lease (token text, owner text)");
  }
  EXPECT_EQ(told(look({}, {"public", "ops"})), "");
}

TEST_F(Filters, a_live_schema_is_read_without_what_others_own) {
  driver_->execute("CREATE TABLE jobs (a int); CREATE TABLE mine (a int)");
  const schema::Schema read =
      read_like(*driver_, schema_, {.ledger = {}, .filter = {{"jobs"}, {}}});
  ASSERT_EQ(read.tables.size(), 2u);
  EXPECT_EQ(read.tables[0].name.name, "mine");
  EXPECT_EQ(read.tables[1].name.name, "users");
}

std::string paths_of(const Unread& unread) {
  std::string text;
  for (const std::string& name : unread.schemas) text += "schema " + name + "\n";
  for (const scope::LeftOut& one : unread.left_out) text += "left out " + one.path + "\n";
  for (const introspect::Omission& one : unread.omissions) text += "omitted " + one.path + "\n";
  return text;
}

TEST_F(Filters, a_live_schema_is_described_and_what_is_not_read_is_named) {
  driver_->execute(
      "CREATE SCHEMA audit; CREATE SCHEMA other; CREATE EXTENSION citext SCHEMA audit;"
      "CREATE TABLE audit.log (a audit.citext); CREATE TABLE jobs (a int);"
      "CREATE TABLE alembic_version (version_num varchar(32) NOT NULL,"
      " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)); CREATE TYPE pair AS (a int);");
  Unread unread;
  schema::Schema read =
      read_like(*driver_, std::nullopt, {.ledger = {}, .filter = {{"jobs"}, {}}}, &unread);
  EXPECT_EQ(read.tables.size(), 1u);
  EXPECT_EQ(read.objects.size(), 1u) << "type pair";
  ASSERT_EQ(read.extensions.size(), 1u);
  EXPECT_EQ(read.extensions[0].in_schema, "audit");
  EXPECT_EQ(paths_of(unread),
            "schema audit\nschema other\nleft out tables/alembic_version\nleft out tables/jobs\n");

  read = read_like(*driver_, std::nullopt, {.ledger = {}, .filter = {{}, {"*"}}}, &unread);
  EXPECT_EQ(read.tables.size(), 3u);
  EXPECT_EQ(read.schemas.size(), 2u);
  EXPECT_EQ(read.extensions.size(), 1u);
  EXPECT_EQ(paths_of(unread), "left out tables/alembic_version\n");

  // Beside a history, objects of kinds that it has none of are named and not compared.
  read = read_like(*driver_, schema_, {.ledger = {}, .filter = {{"jobs"}, {"audit", "public"}}},
                   &unread);
  EXPECT_EQ(read.schemas.size(), 1u);
  EXPECT_EQ(read.extensions.size(), 1u);
  EXPECT_TRUE(read.objects.empty());
  EXPECT_EQ(paths_of(unread),
            "schema other\nleft out tables/alembic_version\n"
            "left out tables/jobs\nomitted objects/type pair\n");
}

TEST_F(Filters, what_others_own_on_our_tables_is_left_by_its_kind) {
  driver_->execute(
      "ALTER TABLE users ADD COLUMN old_a text, ADD COLUMN old_b int CHECK (old_b > 0),"
      "  ADD CONSTRAINT x_positive CHECK (id > 0);"
      "CREATE INDEX dba_users ON users (id); CREATE INDEX by_old ON users (old_a);"
      "CREATE FUNCTION x_touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
      "CREATE TRIGGER x_touch BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION x_touch();");
  EXPECT_NE(told(look({})), "");
  const std::vector<std::string> all = {"x_touch", "index:dba_*", "trigger:users.x_*",
                                        "column:public.users.old_*", "constraint:x_*"};
  const Verification found = look(all);
  EXPECT_EQ(told(found), "");
  EXPECT_TRUE(found.operations.empty());
  // Each is needed: without it, its kind is told.
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::vector<std::string> fewer = all;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_NE(told(look(fewer)), "") << all[i];
  }
  const schema::Schema read = read_like(*driver_, schema_, {.ledger = {}, .filter = {all, {}}});
  EXPECT_EQ(read.tables.at(0).columns.size(), 1u);
  EXPECT_TRUE(read.tables.at(0).indexes.empty());
}

}  // namespace
}  // namespace limbeck::verify::filters_server_test
