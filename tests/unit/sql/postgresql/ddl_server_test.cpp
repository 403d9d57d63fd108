// The cases whose DDL the goldens hold, run on a server.
#include <gtest/gtest.h>

#include "../../../golden/postgresql/postgresql_cases.h"
#include "../../../servers/postgresql_server.h"
#include "limbeck/error.h"
#include "migrations/operations/apply.h"
#include "migrations/operations/recorder.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/open.h"

namespace limbeck::tests {
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

class PostgresqlDdlOnServer : public testing::TestWithParam<DdlCase> {};

TEST_P(PostgresqlDdlOnServer, runs) {
  LIMBECK_NEEDS_POSTGRESQL();
  const sql::Dialect& dialect = *sql::find_dialect("postgresql");
  const auto driver = connection::open(PostgresqlServer::get()->new_database());
  schema::Schema schema;
  for (RevisionStep step : {GetParam().before, GetParam().change}) {
    const auto operations = operations::record(step);
    const sql::Script script = dialect.render(operations, schema);
    operations::apply(operations, schema);
    try {
      run(*driver, script);
    } catch (const Error& error) {
      FAIL() << error.what() << "\n" << error.detail() << "\n" << error.statement();
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Cases, PostgresqlDdlOnServer, testing::ValuesIn(postgresql_cases()),
                         [](const auto& info) {
                           std::string name(info.param.name);
                           for (char& c : name) {
                             if (c == '-') c = '_';
                           }
                           return name;
                         });

}  // namespace
}  // namespace limbeck::tests
