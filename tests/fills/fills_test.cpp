// What the diff makes of a change whose fills read other columns and tables runs over rows, on each
// database, and the values are those that the fills say; and the reverse runs.
#include <gtest/gtest.h>

#include "limbeck/error.h"
#include "limbeck/revision.h"
#include "migrations/diff/diff.h"
#include "migrations/operations/apply.h"
#include "migrations/operations/recorder.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/open.h"
#include "runtime/verify/verify.h"
#include "tests/servers/postgresql_server.h"

namespace limbeck::fills_test {
namespace {

schema::Schema after(RevisionStep step, schema::Schema schema) {
  for (const auto& problem : operations::apply(operations::record(step), schema))
    ADD_FAILURE() << problem.message;
  return schema;
}

struct Change {
  RevisionStep before;
  std::string rows;   ///< SQL
  RevisionStep step;  ///< what changes in the models, in any order
  diff::Hints hints;
  std::string query;   ///< of one column of text
  std::string wanted;  ///< its values, with commas between
};

class Fills : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (GetParam() == std::string("sqlite")) {
      driver_ = connection::open(":memory:");
      return;
    }
    LIMBECK_NEEDS_POSTGRESQL();
    driver_ = connection::open(tests::PostgresqlServer::get()->new_database());
  }

  void run(const std::vector<operations::Operation>& operations, const schema::Schema& before,
           const schema::Schema& after) {
    const auto script = sql::find_dialect(GetParam())->render(operations, before);
    std::string text;
    for (const auto& statement : script.statements) text += statement.text + ";\n";
    if (script.foreign_keys_off) driver_->stop_foreign_keys();
    try {
      driver_->execute("BEGIN");
      for (const auto& statement : script.statements) {
        if (statement.kind == sql::Statement::Kind::sql) driver_->execute(statement.text);
        if (statement.kind == sql::Statement::Kind::save_objects)
          driver_->save_objects(statement.text, statement.columns);
        if (statement.kind == sql::Statement::Kind::restore_objects)
          driver_->restore_objects(statement.text);
      }
      driver_->execute("COMMIT");
    } catch (const Error& error) {
      FAIL() << error.what() << "\n" << text;
    }
    for (const auto& difference : verify::verify(*driver_, after, {}).differences)
      ADD_FAILURE() << to_string(difference) << "\n" << text;
  }

  std::string values(const std::string& query) {
    std::string list;
    for (const auto& row : driver_->query(query).rows) {
      const auto* text = std::get_if<std::string>(&row.at(0));
      list += (list.empty() ? "" : ",") + (text == nullptr ? "NULL" : *text);
    }
    return list;
  }

  void try_out(const Change& change) {
    const schema::Schema from = after(change.before, {});
    const schema::Schema to = after(change.step, from);
    run(diff::diff({}, from), {}, from);
    if (HasFatalFailure()) return;
    driver_->execute(change.rows);
    std::vector<Finding> told;
    const auto operations = diff::diff(from, to, change.hints, told);
    for (const auto& problem : told) ADD_FAILURE() << problem.message;
    run(operations, from, to);
    if (HasFatalFailure()) return;
    EXPECT_EQ(values(change.query), change.wanted);
    const auto back = operations::reverse(operations, from);
    ASSERT_EQ(back.index(), 0U);
    run(std::get<0>(back), to, from);
  }

  std::unique_ptr<connection::Driver> driver_;
};

void accounts_and_profiles(Operations& op) {
  op.create_table("accounts", {.columns = {{.name = "id", .type = integer},
                                           {.name = "address", .type = text, .nullable = true}},
                               .primary_key = {.name = "pk_accounts", .columns = {"id"}}});
  op.create_table("profiles", {.columns = {{.name = "id", .type = integer},
                                           {.name = "account_id", .type = integer}},
                               .primary_key = {.name = "pk_profiles", .columns = {"id"}}});
}
const std::string two_rows =
    "INSERT INTO accounts (id, address) VALUES (1, 'one'), (2, 'two');"
    "INSERT INTO profiles (id, account_id) VALUES (10, 2), (11, 1)";

using Key = std::pair<schema::Name, std::string>;

TEST_P(Fills, a_bare_name_of_a_column_that_moves_means_the_old_one) {
  try_out({accounts_and_profiles,
           two_rows,
           [](Operations& op) {
             op.drop_column("accounts", "address");
             op.add_column("profiles", {.name = "address", .type = text, .nullable = true});
           },
           {.fills = {{Key{{"", "profiles"}, "address"},
                       "(SELECT address FROM accounts WHERE accounts.id = account_id)"}}},
           "SELECT address FROM profiles ORDER BY id",
           "two,one"});
}

TEST_P(Fills, a_table_can_be_merged_into_another) {
  try_out({accounts_and_profiles,
           two_rows,
           [](Operations& op) {
             op.drop_table("accounts");
             op.add_column("profiles", {.name = "address", .type = text, .nullable = true});
             op.create_unique_constraint("profiles", {.name = "uq", .columns = {"address"}});
           },
           {.fills = {{Key{{"", "profiles"}, "address"},
                       "(SELECT a.address FROM accounts a WHERE a.id = account_id)"}}},
           "SELECT address FROM profiles ORDER BY id",
           "two,one"});
}

TEST_P(Fills, new_columns_are_filled_one_from_another_over_tables) {
  try_out({accounts_and_profiles,
           two_rows,
           [](Operations& op) {
             op.add_column("profiles", {.name = "zone", .type = text, .nullable = true});
             op.add_column("accounts", {.name = "zone", .type = text, .nullable = true});
             op.add_column("profiles", {.name = "big", .type = text, .nullable = true});
           },
           {.fills = {{Key{{"", "profiles"}, "big"}, "upper(zone)"},
                      {Key{{"", "profiles"}, "zone"},
                       "(SELECT zone FROM accounts WHERE accounts.id = account_id)"},
                      {Key{{"", "accounts"}, "zone"}, "address || '!'"}}},
           "SELECT big FROM profiles ORDER BY id",
           "TWO!,ONE!"});
}

TEST_P(Fills, a_plain_column_takes_the_values_of_the_generated_one_that_it_replaces) {
  try_out({[](Operations& op) {
             op.create_table("people", {.columns = {{.name = "id", .type = integer},
                                                    {.name = "first", .type = text},
                                                    {.name = "last", .type = text},
                                                    {.name = "full_name",
                                                     .type = text,
                                                     .nullable = true,
                                                     .generated = {"first || ' ' || last"}}},
                                        .primary_key = {.name = "pk_people", .columns = {"id"}}});
           },
           "INSERT INTO people (id, first, last) VALUES (1, 'Ada', 'L'), (2, 'Bo', 'M')",
           [](Operations& op) {
             op.drop_column("people", "full_name");
             op.add_column("people", {.name = "name", .type = text, .nullable = true});
           },
           {.fills = {{Key{{"", "people"}, "name"}, "full_name"}}},
           "SELECT name FROM people ORDER BY id",
           "Ada L,Bo M"});
}

TEST_P(Fills, what_is_renamed_meanwhile_is_found_by_its_old_name) {
  try_out({accounts_and_profiles,
           two_rows,
           [](Operations& op) {
             op.rename_table("accounts", "users");
             op.rename_column("users", "address", "home");
             op.add_column("profiles", {.name = "place", .type = text, .nullable = true});
           },
           {.renamed_tables = {{{"", "users"}, "accounts"}},
            .renamed_columns = {{Key{{"", "users"}, "home"}, "address"}},
            .fills = {{Key{{"", "profiles"}, "place"},
                       "(SELECT accounts.address FROM accounts WHERE accounts.id = account_id)"}}},
           "SELECT place FROM profiles ORDER BY id",
           "two,one"});
}

TEST_P(Fills, nulls_get_the_default_of_a_column_that_becomes_not_null_before_others_read_it) {
  try_out({accounts_and_profiles,
           "INSERT INTO accounts (id, address) VALUES (1, NULL), (2, 'two')",
           [](Operations& op) {
             op.alter_column("accounts", "address",
                             {.nullable = false, .server_default = "'none'"});
             op.add_column("accounts", {.name = "copy", .type = text});
           },
           {.fills = {{Key{{"", "accounts"}, "copy"}, "address"}}},
           "SELECT address || copy FROM accounts ORDER BY id",
           "nonenone,twotwo"});
}

TEST_P(Fills, alike_columns_exchange_their_values) {
  diff::Hints hints{
      .renamed_columns = {{Key{{"", "pairs"}, "a"}, "b"}, {Key{{"", "pairs"}, "b"}, "a"}}};
  hints.former_names.emplace();
  try_out({[](Operations& op) {
             op.create_table(
                 "pairs", {.columns = {{.name = "a", .type = text}, {.name = "b", .type = text}}});
           },
           "INSERT INTO pairs (a, b) VALUES ('a', 'b')", [](Operations&) {}, hints,
           "SELECT a || b FROM pairs", "ba"});
}

TEST_P(Fills, rows_can_read_other_rows_of_their_table_before_the_column_goes) {
  try_out(
      {[](Operations& op) {
         op.create_table("nodes", {.columns = {{.name = "id", .type = integer},
                                               {.name = "up", .type = integer, .nullable = true},
                                               {.name = "label", .type = text, .nullable = true}},
                                   .primary_key = {.name = "pk_nodes", .columns = {"id"}}});
         op.create_foreign_key(
             "nodes",
             {.name = "fk_nodes", .columns = {"up"}, .ref_table = "nodes", .ref_columns = {"id"}});
       },
       "INSERT INTO nodes (id, up, label) VALUES (1, NULL, 'root'), (2, 1, 'leaf')",
       [](Operations& op) {
         op.drop_column("nodes", "label");
         op.add_column("nodes", {.name = "path", .type = text});
       },
       {.fills = {{Key{{"", "nodes"}, "path"},
                   "coalesce((SELECT p.label FROM nodes p WHERE p.id = nodes.up) || '/', '') || "
                   "label"}}},
       "SELECT path FROM nodes ORDER BY id",
       "root,root/leaf"});
}

TEST_P(Fills, a_not_null_column_with_a_unique_and_a_foreign_key_is_filled_before_they_come) {
  try_out({accounts_and_profiles,
           two_rows,
           [](Operations& op) {
             op.add_column("accounts", {.name = "Profile Id", .type = integer});
             op.create_unique_constraint("accounts", {.name = "uq", .columns = {"Profile Id"}});
             op.create_foreign_key("accounts", {.name = "fk",
                                                .columns = {"Profile Id"},
                                                .ref_table = "profiles",
                                                .ref_columns = {"id"}});
           },
           {.fills = {{Key{{"", "accounts"}, "Profile Id"},
                       "(SELECT p.id FROM profiles p WHERE account_id = accounts.id)"}}},
           "SELECT id || '-' || \"Profile Id\" FROM accounts ORDER BY id",
           "1-11,2-10"});
}

TEST_P(Fills, a_view_is_read_before_it_goes_with_the_column) {
  try_out({[](Operations& op) {
             accounts_and_profiles(op);
             op.create_view(
                 "addresses",
                 {.definition = "SELECT id AS owner, upper(address) AS loud FROM accounts"});
           },
           two_rows,
           [](Operations& op) {
             op.drop_view("addresses");
             op.drop_column("accounts", "address");
             op.add_column("profiles", {.name = "loud", .type = text, .nullable = true});
           },
           {.fills = {{Key{{"", "profiles"}, "loud"},
                       "(SELECT loud FROM addresses a WHERE a.owner = account_id)"}}},
           "SELECT loud FROM profiles ORDER BY id",
           "TWO,ONE"});
}

TEST_P(Fills, a_chain_goes_over_three_tables_one_of_which_is_dropped) {
  try_out({[](Operations& op) {
             accounts_and_profiles(op);
             op.create_table("zones", {.columns = {{.name = "account_id", .type = integer},
                                                   {.name = "zone", .type = text}}});
           },
           two_rows + "; INSERT INTO zones (account_id, zone) VALUES (1, 'z1'), (2, 'z2')",
           [](Operations& op) {
             op.drop_table("zones");
             op.add_column("profiles", {.name = "zone", .type = text});
             op.add_column("accounts", {.name = "zone", .type = text});
           },
           {.fills = {{Key{{"", "profiles"}, "zone"},
                       "(SELECT zone FROM accounts a WHERE a.id = account_id)"},
                      {Key{{"", "accounts"}, "zone"},
                       "(SELECT zone FROM zones WHERE account_id = accounts.id)"}}},
           "SELECT zone FROM profiles ORDER BY id",
           "z2,z1"});
}

TEST_P(Fills, a_partitioned_table_and_tables_in_schemas_are_read_in_time) {
  if (GetParam() == std::string("sqlite")) GTEST_SKIP() << "SQLite has neither";
  try_out({[](Operations& op) {
             op.create_schema("app");
             op.create_table({"app", "accounts"},
                             {.columns = {{.name = "id", .type = integer},
                                          {.name = "address", .type = text, .nullable = true}}});
             op.create_table("events", {.columns = {{.name = "id", .type = integer}},
                                        .partition_by = "RANGE (id)"});
             op.create_table("events_1", {.partition_of = "events",
                                          .partition_bound = "FOR VALUES FROM (1) TO (10)"});
           },
           "INSERT INTO app.accounts (id, address) VALUES (1, 'one');"
           "INSERT INTO events (id) VALUES (1), (2)",
           [](Operations& op) {
             op.drop_column({"app", "accounts"}, "address");
             op.add_column("events", {.name = "address", .type = text, .nullable = true});
           },
           {.fills = {{Key{{"", "events"}, "address"},
                       "(SELECT address FROM app.accounts a WHERE a.id = events.id)"}}},
           "SELECT address FROM events_1 ORDER BY id",
           "one,NULL"});
}

INSTANTIATE_TEST_SUITE_P(OnEachDatabase, Fills, testing::Values("sqlite", "postgresql"));

}  // namespace
}  // namespace limbeck::fills_test
