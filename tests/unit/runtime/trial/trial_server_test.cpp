// The tests that users' histories get, on PostgreSQL: what stands beside tables, and in other
// schemas, is looked at as tables are.
#include <gtest/gtest.h>

#include "limbeck/error.h"
#include "migrations/history/replay.h"
#include "runtime/migrator/prepare.h"
#include "runtime/trial/trial.h"
#include "tests/servers/postgresql_server.h"
#include "tests/unit/runtime/support/errors.h"
#include "tests/unit/runtime/support/history.h"

namespace limbeck::test::trial_server_test {
namespace {

using tests::PostgresqlServer;

void make_everything(Operations& op) {
  op.create_schema("audit");
  op.create_enum("mood", {"fine", "bad"});
  op.create_sequence("tickets", {.start = 7});
  op.create_domain("percent", {.type = integer, .checks = {{"whole", "VALUE <= 100"}}});
  op.create_table("users", {.columns = {{.name = "id", .type = bigint},
                                        {.name = "mood", .type = enum_type("mood")},
                                        {.name = "name", .type = text, .nullable = true}},
                            .primary_key = {.name = "pk_users", .columns = {"id"}}});
  op.create_table("events",
                  {.columns = {{.name = "at", .type = date}}, .partition_by = "RANGE (at)"});
  op.create_table("events_2026",
                  {.partition_of = "events",
                   .partition_bound = "FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')"});
  op.create_view("names", {.definition = "SELECT id, name FROM users"});
  op.create_function(
      "touch", {.definition = "RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$"});
  op.create_trigger(
      "touched", "users",
      {.fires = "BEFORE UPDATE", .definition = "FOR EACH ROW EXECUTE FUNCTION touch()"});
  op.create_table({"audit", "log"}, {.columns = {{.name = "what", .type = text}}});
}

void make_table(Operations& op) {
  op.create_table("t", {.columns = {{.name = "a", .type = integer}}});
}

constinit const Revision everything{
    .message = "make everything", .upgrade = make_everything, .downgrade = reverse_of_upgrade};

/// What a forgetful downgrade leaves behind, and what the test says of it.
struct Left {
  const char* name;
  RevisionStep upgrade;
  const char* told;
};

class TrialPostgresql : public testing::Test {
 protected:
  void SetUp() override {
    LIMBECK_NEEDS_POSTGRESQL();
    static const std::string server = PostgresqlServer::get()->new_database();
    place_ = {"postgresql", server};
  }

  History& history(const Revision& revision) {
    history_ = {};
    return history_.on_postgresql().add("t1", revision);
  }
  std::string up_down_up(const Revision& revision) {
    const Manifest manifest = history(revision).manifest();
    return trial::up_down_up(manifest, migrator::graph_of(manifest), place_);
  }

  History history_;
  trial::Place place_;
};

TEST_F(TrialPostgresql, models_says_nothing_of_what_models_do_not_declare_and_the_history_made) {
  const Manifest manifest = history(everything).manifest();
  schema::Schema made =
      history::replay(manifest, history::topological_order(migrator::graph_of(manifest))).schema;
  schema::Schema models;
  models.enums = made.enums;
  for (const schema::Table& table : made.tables)
    if (!table.partition_of) models.tables.push_back(table);
  EXPECT_EQ(trial::models(manifest, models, place_), "3 tables at head as the models say");

  models.tables.front().columns.push_back({.name = "colour", .nullable = true});
  const Error error = error_of([&] { trial::models(manifest, models, place_); });
  EXPECT_TRUE(says(error, "left to do:\n  add_column events.colour")) << error.what();
}

TEST_F(TrialPostgresql, models_names_what_the_history_made_otherwise_than_it_says) {
  static constinit const Revision wrong{
      .message = "says one thing and does another",
      .upgrade =
          [](Operations& op) {
            make_table(op);
            op.create_view("v", {.definition = "SELECT a FROM t"});
            op.execute("CREATE OR REPLACE VIEW v AS SELECT a + 1 AS a FROM t");
            op.execute("CREATE SCHEMA hidden; CREATE TABLE hidden.extra (a int)");
          },
      .downgrade = irreversible("a test")};
  const Manifest manifest = history(wrong).manifest();
  schema::Schema models;
  models.tables = history::replay(manifest, {0}).schema.tables;
  const Error error = error_of([&] { trial::models(manifest, models, place_); });
  EXPECT_TRUE(says(error, "view v")) << error.what();
  EXPECT_TRUE(says(error, "drop_table hidden.extra")) << error.what();
}

TEST_F(TrialPostgresql, up_down_up_takes_a_history_of_every_kind) {
  EXPECT_EQ(up_down_up(everything), "1 revision up, down and up again");
}

// What a downgrade leaves is told in every schema, of every kind, and also what limbeck has no
// value for.
const Left lefts[] = {
    {"a view",
     [](Operations& op) {
       make_table(op);
       op.execute("CREATE VIEW audit.left_over AS SELECT 1 AS one");
     },
     "drop_view audit.left_over"},
    {"a function",
     [](Operations& op) {
       make_table(op);
       op.execute("CREATE FUNCTION audit.left_over() RETURNS int LANGUAGE sql AS 'SELECT 1'");
     },
     "drop_function audit.left_over()"},
    {"a sequence",
     [](Operations& op) {
       make_table(op);
       op.execute("CREATE SEQUENCE audit.left_over");
     },
     "drop_sequence audit.left_over"},
    {"an enum",
     [](Operations& op) {
       make_table(op);
       op.execute("CREATE TYPE audit.left_over AS ENUM ('a')");
     },
     "drop_enum audit.left_over"},
    {"a domain",
     [](Operations& op) {
       make_table(op);
       op.execute("CREATE DOMAIN audit.left_over AS int");
     },
     "drop_domain audit.left_over"},
    {"a table",
     [](Operations& op) {
       make_table(op);
       op.execute("CREATE TABLE audit.left_over (a int)");
     },
     "drop_table audit.left_over"},
    {"a schema",
     [](Operations& op) {
       make_table(op);
       op.execute("CREATE SCHEMA left_over");
     },
     "drop_schema left_over"},
    {"a rule",
     [](Operations& op) {
       make_table(op);
       op.execute("CREATE RULE left_over AS ON DELETE TO audit.kept DO INSTEAD NOTHING");
     },
     "drop_object audit.rule left_over ON kept"},
    {"row security",
     [](Operations& op) {
       make_table(op);
       op.execute("ALTER TABLE audit.kept ENABLE ROW LEVEL SECURITY");
     },
     "drop_object audit.row security kept"},
    {"a disabled trigger",
     [](Operations& op) {
       make_table(op);
       op.execute("ALTER TABLE audit.kept DISABLE TRIGGER ALL");
     },
     "is not enforced"},
};

TEST_F(TrialPostgresql, up_down_up_names_what_a_downgrade_leaves_in_another_schema) {
  static constinit const Revision first{
      .message = "first",
      .upgrade =
          [](Operations& op) {
            op.execute(
                "CREATE SCHEMA audit; CREATE TABLE audit.kept (a int PRIMARY KEY,"
                " b int CONSTRAINT fk REFERENCES audit.kept)");
          },
      .downgrade = irreversible("a test")};
  for (const Left& left : lefts) {
    SCOPED_TRACE(left.name);
    const Revision second{.revises = {"t1"},
                          .message = "forgets something",
                          .upgrade = left.upgrade,
                          .downgrade = [](Operations& op) { op.drop_table("t"); }};
    const Manifest manifest = history(first).add("t2", second).manifest();
    const Error error =
        error_of([&] { trial::up_down_up(manifest, migrator::graph_of(manifest), place_); });
    EXPECT_TRUE(says(error, "migrations/t2.cpp:4: revision t2")) << error.what();
    EXPECT_TRUE(says(error, left.told)) << error.what();
  }
}

}  // namespace
}  // namespace limbeck::test::trial_server_test
