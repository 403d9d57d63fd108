// What stands beside tables on a server: random schemas are made, changed and changed back, and
// each time what is read back is what a database has in which the wanted schema was made at once.
#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "migrations/diff/diff.h"
#include "migrations/operations/apply.h"
#include "migrations/operations/json.h"
#include "migrations/schema/json.h"
#include "migrations/sql/dialect.h"
#include "migrations/state/difference.h"
#include "runtime/introspect/introspect.h"
#include "runtime/introspect/postgresql/scratch.h"
#include "runtime/verify/verify.h"
#include "tests/property/any_objects.h"
#include "tests/property/postgresql_database.h"

namespace limbeck::test::postgresql_objects_test {
namespace {

using operations::Operation;
using schema::Schema;

const sql::FullDialect& postgresql_dialect() { return *sql::find_dialect("postgresql"); }

Schema users() {
  Schema schema;
  schema::Table table;
  table.name = {"", "users"};
  table.columns = {{.name = "id", .type = schema::parse_type("bigint")},
                   {.name = "Full name", .type = schema::parse_type("text"), .nullable = true}};
  table.primary_key = schema::PrimaryKey{"pk_users", {"id"}};
  schema.tables = {std::move(table)};
  return schema;
}

std::string described(const std::vector<Operation>& operations, const Schema& before) {
  std::string text;
  for (const Operation& operation : operations) text += to_json(operation).dump() + "\n";
  for (const sql::Statement& statement : postgresql_dialect().render(operations, before).statements)
    text += statement.text + ";\n";
  return text;
}

// How often each operation was run.
using CountOfChanges = std::map<std::string, std::size_t, std::less<>>;

// What is wrong with one pair, there and back; empty if nothing is.
std::string wrong(PostgresqlDatabase& database, Random& random, CountOfChanges& counts) {
  database.driver().execute(
      "SET client_min_messages = warning; DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
      "DROP SCHEMA IF EXISTS \"odd \"\"schema\"\"\" CASCADE");
  Schema from = users();
  add_objects(random, from);
  Schema to = users();
  if (random.one_in(2)) {
    add_objects(random, to);
  } else {
    to = with_objects_changed(random, from);
  }
  for (const Schema* schema : {&from, &to}) {
    for (const Finding& refusal : postgresql_dialect().refuse(*schema)) return refusal.message;
  }
  if (!diff::unreachable(from, to).empty()) return {};

  const auto step = [&](const std::vector<Operation>& operations, const Schema& before,
                        const Schema& after) -> std::string {
    if (const auto failed = database.run(operations, before))
      return failed->message + "\n" + described(operations, before);
    for (const Operation& operation : operations) ++counts[std::string(name_of(operation))];
    const introspect::Options options{.ledger = {}, .schemas = {"odd \"schema\""}};
    Schema got = introspect::introspect(database.driver(), options).schema;
    Schema wanted = introspect::postgresql::as_kept(database.driver(), after);
    // A database has the schemas it was given to start with.
    got.schemas = wanted.schemas;
    if (equivalent(got, wanted)) return {};
    std::string text;
    for (const std::string& difference : state::differences(wanted, got)) text += difference + "\n";
    return text + "wanted " + to_json(wanted).dump() + "\ngot " + to_json(got).dump() +
           "\nafter\n" + described(operations, before);
  };
  if (std::string text = step(diff::diff({}, from), {}, from); !text.empty())
    return "made: " + text;
  const auto there = diff::diff(from, to);
  // Triggers are replaced from 14 on.
  if (!postgresql_dialect().lacking(there, {database.driver().server_version()}).empty()) return {};
  if (std::string text = step(there, from, to); !text.empty()) return "changed: " + text;
  const auto reversed = operations::reverse(there, from);
  const auto* back = std::get_if<std::vector<Operation>>(&reversed);
  if (back == nullptr) return "no reverse of\n" + described(there, from);
  if (std::string text = step(*back, to, from); !text.empty())
    return "changed back: " + text + "\nwhich undoes\n" + described(there, from);
  return {};
}

TEST(PostgresqlObjectsProperty, what_stands_beside_tables_is_made_changed_and_changed_back) {
  LIMBECK_NEEDS_POSTGRESQL();
  PostgresqlDatabase database(*tests::PostgresqlServer::get());
  CountOfChanges counts;
  std::size_t failures = 0;
  for (std::size_t run = 0; run < runs(12, 2000) && failures < 5; ++run) {
    Random random(seed_of(run));
    std::string text;
    try {
      text = wrong(database, random, counts);
    } catch (const std::exception& error) {
      text = error.what();
    }
    if (text.empty()) continue;
    ++failures;
    ADD_FAILURE() << "LIMBECK_SEED=" << seed_of(run) << " LIMBECK_RUNS=1\n" << text;
  }
  for (const auto& [operation, count] : counts) std::cout << count << " " << operation << "\n";
}

}  // namespace
}  // namespace limbeck::test::postgresql_objects_test
