// Identities that come or change over rows with numbers of their own, on a server.
#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "limbeck/error.h"
#include "migrations/schema/json.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/open.h"
#include "runtime/introspect/introspect.h"
#include "tests/servers/postgresql_server.h"
#include "tests/unit/operations/schemas.h"

namespace limbeck::sql::identity_server_test {
namespace {

using tests::PostgresqlServer;

class IdentityOnPostgresql : public testing::Test {
 protected:
  void SetUp() override {
    LIMBECK_NEEDS_POSTGRESQL();
    driver_ = connection::open(PostgresqlServer::get()->new_database());
  }

  void make(const IdentitySpec& identity, const std::string& numbers) {
    identity_ = identity;
    run([](Operations& op) {
      op.create_table("t", {.columns = {{.name = "id", .type = bigint, .identity = identity_}},
                            .primary_key = {.name = "pk_t", .columns = {"id"}}});
    });
    if (!numbers.empty())
      driver_->execute("INSERT INTO t OVERRIDING SYSTEM VALUE VALUES " + numbers);
  }

  /// The numbers that the next rows get, there and back again.
  std::string altered(const IdentitySpec& to) {
    const IdentitySpec from = identity_;
    identity_ = to;
    run([](Operations& op) { op.alter_column("t", "id", {.identity = identity_}); });
    std::string numbers = next();
    identity_ = from;
    run([](Operations& op) { op.alter_column("t", "id", {.identity = identity_}); });
    return numbers + " " + next();
  }

  std::string next() {
    const auto rows = driver_->query("INSERT INTO t DEFAULT VALUES RETURNING id::text").rows;
    return std::get<std::string>(rows.at(0).at(0));
  }

  void run(RevisionStep step) {
    const auto operations = operations::record(step);
    for (const Statement& statement :
         find_dialect("postgresql")->render_and_apply(operations, applier_).statements)
      driver_->execute(statement.text);
  }

  static inline IdentitySpec identity_;
  std::unique_ptr<connection::Driver> driver_;
  schema::Schema schema_;
  operations::Applier applier_{schema_};
};

TEST_F(IdentityOnPostgresql, goes_on_after_the_rows_when_it_becomes_always) {
  make(by_default, "(DEFAULT), (100)");
  EXPECT_EQ(altered(always), "101 102");
}

TEST_F(IdentityOnPostgresql, never_goes_back) {
  make(by_default, "(DEFAULT), (DEFAULT), (DEFAULT)");
  driver_->execute("DELETE FROM t WHERE id > 1");
  EXPECT_EQ(altered(always), "4 5");
}

TEST_F(IdentityOnPostgresql, without_rows_begins_where_it_did) {
  make({.mode = IdentitySpec::Mode::by_default, .start = 7}, "");
  EXPECT_EQ(altered({.mode = IdentitySpec::Mode::always, .start = 7}), "7 8");
}

TEST_F(IdentityOnPostgresql, with_another_increment_goes_on_after_the_rows) {
  make(by_default, "(1), (2), (50)");
  EXPECT_EQ(altered({.mode = IdentitySpec::Mode::by_default, .increment = 10}), "60 61");
}

TEST_F(IdentityOnPostgresql, with_another_start_meets_no_row) {
  make(by_default, "(DEFAULT), (2), (3)");
  EXPECT_EQ(altered({.mode = IdentitySpec::Mode::by_default, .start = 1000}), "4 5");
}

TEST_F(IdentityOnPostgresql, that_falls_goes_on_below_the_rows) {
  make({.mode = IdentitySpec::Mode::by_default, .start = -1, .increment = -1},
       "(DEFAULT), (-50), (70)");
  EXPECT_EQ(altered({.mode = IdentitySpec::Mode::always, .start = -1, .increment = -1}), "-51 -52");
}

TEST_F(IdentityOnPostgresql, that_turns_round_meets_no_row_either_way) {
  make(by_default, "(DEFAULT), (30), (-20)");
  EXPECT_EQ(altered({.mode = IdentitySpec::Mode::by_default, .start = -1, .increment = -1}),
            "-21 31");
}

TEST_F(IdentityOnPostgresql, leaves_rows_alone_that_are_beyond_its_bounds) {
  make(by_default, "(DEFAULT), (5), (5000)");
  EXPECT_EQ(altered({.mode = IdentitySpec::Mode::always, .max = 99}), "6 5001");
}

TEST_F(IdentityOnPostgresql, that_is_added_goes_on_after_the_rows) {
  run([](Operations& op) {
    op.create_table("t", {.columns = {{.name = "id", .type = bigint}}});
    op.bulk_insert("t", {"id"}, {{3}, {-9}});
  });
  identity_ = {.mode = IdentitySpec::Mode::always, .start = -1, .increment = -2};
  run([](Operations& op) { op.alter_column("t", "id", {.identity = identity_}); });
  EXPECT_EQ(next(), "-11");
}

TEST_F(IdentityOnPostgresql, that_becomes_serial_goes_on_after_the_rows_there_and_back) {
  make(by_default, "(DEFAULT), (100)");
  EXPECT_EQ(altered(serial), "101 102");
}

TEST_F(IdentityOnPostgresql, without_numbers_that_becomes_serial_goes_on_after_the_rows) {
  make({}, "(1), (41)");
  run([](Operations& op) { op.alter_column("t", "id", {.identity = serial}); });
  EXPECT_EQ(next(), "42");
  run([](Operations& op) { op.alter_column("t", "id", {.identity = none}); });
  EXPECT_THROW(next(), Error);
}

// What the database keeps is read as the same value, after each change that a serial column can
// have.
class SerialOnPostgresql : public IdentityOnPostgresql {
 protected:
  void run_and_read(RevisionStep step) {
    run(step);
    schema::Schema meant = find_dialect("postgresql")->lower(schema_);
    for (schema::Table& table : meant.tables) table = schema::canonical(std::move(table));
    schema::Schema found = introspect::introspect(*driver_).schema;
    for (schema::Table& table : found.tables) table = schema::canonical(std::move(table));
    EXPECT_EQ(schema::to_json(found).dump(1), schema::to_json(meant).dump(1));
  }
};

TEST_F(SerialOnPostgresql, is_read_as_what_it_is_after_every_change) {
  run_and_read([](Operations& op) {
    op.create_table("t", {.columns = {{.name = "a", .type = smallint, .identity = serial},
                                      {.name = "b", .type = integer, .identity = serial},
                                      {.name = "c", .type = bigint, .identity = serial}}});
  });
  run_and_read([](Operations& op) {
    op.add_column("t", {.name = "d", .type = bigint, .identity = serial});
  });
  run_and_read([](Operations& op) {
    op.add_column("t", {.name = "e", .type = bigint, .identity = serial, .fill = "7"});
  });
  run_and_read([](Operations& op) { op.alter_column("t", "a", {.type = bigint}); });
  run_and_read([](Operations& op) {
    op.alter_column("t", "a", {.type = integer, .using_expression = "a"});
  });
  run_and_read([](Operations& op) { op.rename_column("t", "a", "\"new\" name"); });
  run_and_read([](Operations& op) { op.rename_table("t", "things"); });
  run_and_read([](Operations& op) { op.alter_column("things", "b", {.identity = none}); });
  run_and_read([](Operations& op) { op.alter_column("things", "b", {.identity = always}); });
  run_and_read([](Operations& op) { op.alter_column("things", "b", {.identity = serial}); });
  run_and_read([](Operations& op) { op.drop_column("things", "c"); });
  run_and_read([](Operations& op) { op.drop_table("things"); });
}

TEST_F(SerialOnPostgresql, has_the_name_that_postgresql_cuts) {
  run_and_read([](Operations& op) {
    op.create_table("a_table_with_a_name_that_is_nearly_as_long_as_postgresql_takes",
                    {.columns = {{.name = "a_column_of_which_the_same_is_true_and_of_its_name_too",
                                  .type = bigint,
                                  .identity = serial}}});
  });
  run_and_read([](Operations& op) {
    op.create_table(
        "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöü",
        {.columns = {
             {.name = "ß_ß_ß_ß_ß_ß_ß_ß_ß_ß_ß_ß_ß_ß_ß", .type = bigint, .identity = serial}}});
  });
}

}  // namespace
}  // namespace limbeck::sql::identity_server_test
