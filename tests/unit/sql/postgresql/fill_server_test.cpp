// Values for rows that are there already, on a server.
#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>

#include "migrations/operations/apply.h"
#include "migrations/operations/recorder.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/open.h"
#include "tests/servers/postgresql_server.h"

namespace limbeck::sql::fill_server_test {
namespace {

using tests::PostgresqlServer;

// Rows of `users` and of `events`, which is partitioned; each UPDATE of a row adds 100 to its age,
// and each UPDATE of the table a row to `log`.
void make_tables(Operations& op) {
  op.create_table("log", {.columns = {{.name = "of", .type = text}}});
  op.create_function("grow", {.definition = "RETURNS trigger LANGUAGE plpgsql AS "
                                            "$$BEGIN NEW.age := OLD.age + 100; RETURN NEW; END$$"});
  op.create_function("note",
                     {.definition = "RETURNS trigger LANGUAGE plpgsql AS "
                                    "$$BEGIN INSERT INTO log VALUES (TG_NAME); RETURN NEW; END$$"});
  for (const char* table : {"users", "events"}) {
    const bool parted = std::string(table) == "events";
    op.create_table(table, {.columns = {{.name = "id", .type = bigint},
                                        {.name = "email", .type = text, .nullable = true},
                                        {.name = "age", .type = integer}},
                            .partition_by = parted ? "RANGE (id)" : ""});
    if (parted)
      op.create_table("events_all", {.partition_of = "events", .partition_bound = "DEFAULT"});
    op.bulk_insert(table, {"id", "email", "age"}, {{1, "a@b", 20}, {2, nullptr, 30}});
    op.create_trigger(std::string(table) + "_grow", table,
                      {.fires = "BEFORE UPDATE",
                       .definition = "FOR EACH ROW EXECUTE FUNCTION grow()",
                       .mode = TriggerMode::always});
    op.create_trigger(std::string(table) + "_note", table,
                      {.fires = "AFTER INSERT OR UPDATE OR DELETE",
                       .definition = "FOR EACH STATEMENT EXECUTE FUNCTION note()"});
    op.create_trigger(std::string(table) + "_later", table,
                      {.fires = "AFTER UPDATE",
                       .definition = "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW "
                                     "EXECUTE FUNCTION note()",
                       .constraint = true});
    op.create_trigger(std::string(table) + "_off", table,
                      {.fires = "BEFORE UPDATE",
                       .definition = "FOR EACH ROW EXECUTE FUNCTION grow()",
                       .mode = TriggerMode::disabled});
  }
  op.create_trigger("part_grows", "events_all",
                    {.fires = "BEFORE UPDATE",
                     .definition = "FOR EACH ROW EXECUTE FUNCTION grow()",
                     .mode = TriggerMode::replica});
  op.enable_trigger("part_grows", "events_all");
}

class FillOnPostgresql : public testing::Test {
 protected:
  void SetUp() override {
    LIMBECK_NEEDS_POSTGRESQL();
    driver_ = connection::open(PostgresqlServer::get()->new_database());
    run(make_tables);
    triggers_ = triggers();
  }

  void run(void (*write)(Operations&)) {
    const auto operations = operations::record(write);
    driver_->execute("BEGIN");
    for (const Statement& statement :
         find_dialect("postgresql")->render_and_apply(operations, applier_).statements)
      driver_->execute(statement.text);
    driver_->execute("COMMIT");
  }

  std::string first(const std::string& query) {
    std::string text;
    for (const auto& row : driver_->query(query).rows) text += std::get<std::string>(row.at(0));
    return text;
  }
  std::string triggers() {
    return first(
        "SELECT string_agg(tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text, ',' "
        "ORDER BY tgrelid::regclass::text, tgname) FROM pg_trigger");
  }
  void expect_no_trigger_fired() {
    for (const std::string table : {"users", "events"}) {
      EXPECT_EQ(first("SELECT string_agg(age::text, ',' ORDER BY id) FROM " + table), "20,30");
    }
    EXPECT_EQ(first("SELECT count(*)::text FROM log"), "0");
    EXPECT_EQ(triggers(), triggers_) << "triggers are not enabled as they were";
  }

  std::unique_ptr<connection::Driver> driver_;
  schema::Schema schema_;
  operations::Applier applier_{schema_};
  std::string triggers_;
};

TEST_F(FillOnPostgresql, of_a_new_column_fires_no_trigger) {
  run([](Operations& op) {
    for (const char* table : {"users", "events"}) {
      op.add_column(table, {.name = "same", .type = integer, .fill = "7"});
      op.add_column(table, {.name = "own", .type = text, .fill = "'nr ' || id"});
      op.add_column(table, {.name = "asked",
                            .type = bigint,
                            .server_default = "5",
                            .fill = "(SELECT count(*) FROM log)"});
    }
  });
  expect_no_trigger_fired();
  for (const std::string table : {"users", "events"}) {
    EXPECT_EQ(first("SELECT string_agg(concat(same, own, asked), ',' ORDER BY id) FROM " + table),
              "7nr 10,7nr 20");
    EXPECT_EQ(first("SELECT string_agg(column_name || ' ' || coalesce(column_default, 'none'), ','"
                    " ORDER BY ordinal_position) FROM information_schema.columns WHERE table_name ="
                    " '" +
                    table + "' AND is_nullable = 'NO'"),
              "id none,age none,same none,own none,asked 5");
  }
}

TEST_F(FillOnPostgresql, of_a_column_that_becomes_not_null_fires_no_trigger) {
  run([](Operations& op) {
    for (const char* table : {"users", "events"})
      op.alter_column(table, "email", {.nullable = false, .fill = "'none of ' || id"});
  });
  expect_no_trigger_fired();
  for (const std::string table : {"users", "events"})
    EXPECT_EQ(first("SELECT string_agg(email, ',' ORDER BY id) FROM " + table), "a@b,none of 2");
}

TEST_F(FillOnPostgresql, with_a_constant_writes_no_row) {
  const std::string where =
      "SELECT string_agg(ctid::text || ' ' || xmin::text, ',' ORDER BY id), "
      "pg_relation_filenode('users')::text"
      " FROM users";
  const std::string before = first(where);
  run([](Operations& op) {
    op.add_column("users", {.name = "same", .type = integer, .fill = "7"});
  });
  EXPECT_EQ(first(where), before);
  EXPECT_EQ(first("SELECT string_agg(same::text, ',') FROM users"), "7,7");
}

TEST_F(FillOnPostgresql, that_differs_from_row_to_row_is_computed_for_each) {
  run([](Operations& op) {
    op.add_column("users", {.name = "token", .type = uuid, .fill = "gen_random_uuid()"});
  });
  EXPECT_EQ(first("SELECT count(DISTINCT token)::text FROM users"), "2");
  expect_no_trigger_fired();
}

}  // namespace
}  // namespace limbeck::sql::fill_server_test
