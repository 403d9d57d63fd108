// What the cases of the DDL leave on a server is what applying them says.
#include <gtest/gtest.h>

#include "../../../golden/postgresql/postgresql_cases.h"
#include "../../../servers/postgresql_server.h"
#include "limbeck/error.h"
#include "migrations/operations/apply.h"
#include "migrations/operations/recorder.h"
#include "migrations/schema/json.h"
#include "migrations/schema/kinds.h"
#include "migrations/sql/dialect.h"
#include "nlohmann/json.hpp"
#include "runtime/connection/open.h"
#include "runtime/introspect/introspect.h"
#include "runtime/introspect/postgresql/scratch.h"
#include "runtime/introspect/schemas.h"

namespace limbeck::tests::cases_server_test {
namespace {

/// As a migrator would: transactions around what may be in one.
void run(connection::Driver& driver, const sql::Script& script) {
  for (const sql::Statement& statement : script.statements) {
    if (statement.transactional && !driver.in_transaction()) driver.begin({});
    if (!statement.transactional && driver.in_transaction()) driver.commit({});
    driver.execute(statement.text);
  }
  if (driver.in_transaction()) driver.commit({});
}

class PostgresqlCases : public testing::TestWithParam<DdlCase> {};

/// What the server has is what applying says.
void expect_kept(connection::Driver& driver, const schema::Schema& schema) {
  const schema::Schema kept = introspect::postgresql::as_kept(driver, schema);
  introspect::Options options;
  options.schemas = scope::schemas_of(schema);
  schema::Schema found = introspect::introspect(driver, options).schema;
  // What plain SQL made is not the history's.
  std::erase_if(found.extensions, [&](const schema::Extension& extension) {
    return schema::find<schema::Extension>(schema, extension.name) == nullptr;
  });
  std::erase_if(found.schemas, [&](const schema::Namespace& item) {
    return schema::find<schema::Namespace>(schema, item.name) == nullptr;
  });
  EXPECT_TRUE(schema::equivalent(kept, found)) << "expected " << schema::to_json(kept).dump(1)
                                               << "\nfound " << schema::to_json(found).dump(1);
}

TEST_P(PostgresqlCases, are_read_back_as_they_were_applied_and_undone) {
  LIMBECK_NEEDS_POSTGRESQL();
  const sql::FullDialect& dialect = *sql::find_dialect("postgresql");
  const auto driver = connection::open(PostgresqlServer::get()->new_database());
  driver->execute("SET client_min_messages = warning");
  schema::Schema schema;
  struct TooNew {
    std::string what;
  };
  const auto take = [&](const std::vector<operations::Operation>& operations) {
    const auto lacking = dialect.lacking(operations, {driver->server_version()});
    if (!lacking.empty()) throw TooNew{lacking.front().what};
    run(*driver, dialect.render(operations, schema));
    EXPECT_TRUE(operations::apply(operations, schema).empty());
    expect_kept(*driver, schema);
  };
  try {
    take(operations::record(GetParam().before));
    const schema::Schema before = schema;
    const auto change = operations::record(GetParam().change);
    take(change);
    const auto undone = operations::reverse(change, before);
    // Plain SQL, or a value that rows may hold: nobody can know how to undo that.
    const auto* undo = std::get_if<std::vector<operations::Operation>>(&undone);
    if (undo == nullptr) return;
    take(*undo);
    EXPECT_TRUE(schema::equivalent(schema, before));
  } catch (const TooNew& server_is_old) {
    GTEST_SKIP() << server_is_old.what;
  } catch (const Error& error) {
    if (std::string_view(error.what()).find("has no update path") != std::string_view::npos)
      GTEST_SKIP() << "PostgreSQL " << PostgresqlServer::get()->version() << ": " << error.what();
    FAIL() << error.what() << "\n" << error.detail() << "\n" << error.statement();
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, PostgresqlCases, testing::ValuesIn(postgresql_cases()),
                         [](const auto& info) {
                           std::string name(info.param.name);
                           for (char& c : name) {
                             if (c == '-') c = '_';
                           }
                           return name;
                         });

}  // namespace
}  // namespace limbeck::tests::cases_server_test
