#include "runtime/verify/expected.h"

#include "limbeck/error.h"
#include "migrations/diff/diff.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/backend.h"
#include "runtime/introspect/introspect.h"
#include "runtime/introspect/postgresql/scratch.h"

namespace limbeck::verify {
namespace {

schema::Schema made_in_memory(const connection::Backend& sqlite, const schema::Schema& schema) {
  const auto memory = sqlite.open(connection::parse_url(":memory:"));
  memory->stop_foreign_keys();
  const sql::Dialect& dialect = sqlite.sql();
  for (const sql::Statement& statement : dialect.render(diff::diff({}, schema), {}).statements) {
    if (statement.kind == sql::Statement::Kind::sql) memory->execute(statement.text);
  }
  return introspect::introspect(*memory, {.ledger = {}, .schemas = {}}).schema;
}

schema::Schema made_in_scratch(connection::Driver& driver, const schema::Schema& schema,
                               std::vector<introspect::postgresql::Borrowed>* borrowed) {
  constexpr std::string_view insufficient_privilege = "42501";
  try {
    return introspect::postgresql::as_kept(driver, schema, borrowed);
  } catch (const Error& error) {
    if (error.sqlstate() != insufficient_privilege) throw;
    throw Error(Error::Code::statement,
                "the role " + driver.role() + " may not make in '" + driver.place() +
                    "' what is compared with: " + error.what() +
                    "\nThe schema that the history says is made beside the live one, in a "
                    "transaction that is rolled back. For that the role needs\n  GRANT CREATE ON "
                    "DATABASE … TO …\nand, where the history's tables are in schemas other than "
                    "the default one, to own those schemas.")
        .with_sqlstate(error.sqlstate())
        .with_statement(error.statement())
        .at_place(driver.place());
  }
}

}  // namespace

schema::Schema as_kept(connection::Driver& driver, const schema::Schema& schema,
                       std::vector<introspect::postgresql::Borrowed>* borrowed) {
  std::string message;
  for (const sql::Refusal& refusal : sql::find_dialect(driver.dialect())->refuse(schema))
    message += "\n  " + refusal.path + ": " + refusal.message;
  if (!message.empty()) {
    throw Error(Error::Code::history, "what the database is compared with needs what " +
                                          std::string(driver.dialect()) + " does not have" +
                                          message);
  }
  return driver.dialect() == "sqlite" ? made_in_memory(driver.backend(), schema)
                                      : made_in_scratch(driver, schema, borrowed);
}

}  // namespace limbeck::verify
