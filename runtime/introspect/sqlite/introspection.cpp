#include "runtime/introspect/introspection.h"

#include "migrations/diff/diff.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/backend.h"
#include "runtime/introspect/sqlite/introspect_sqlite.h"

namespace limbeck::introspect {
namespace {

class SqliteIntrospection final : public Introspection {
 public:
  Result read(Connection& connection, const Options& options) const override {
    return sqlite::introspect(connection, options);
  }
  std::string_view begin_snapshot() const override { return "BEGIN"; }
  std::string default_schema(Connection&) const override { return "main"; }
  std::vector<std::string> schemas(Connection&) const override { return {}; }

  // In memory.
  schema::Schema as_kept(connection::Driver& driver, const schema::Schema& schema,
                         std::vector<Borrowed>*) const override {
    const connection::Backend& backend = driver.backend();
    const auto memory = backend.open(connection::parse_url(":memory:"));
    memory->stop_foreign_keys();
    const sql::Dialect& dialect = backend.sql();
    for (const sql::Statement& statement : dialect.render(diff::diff({}, schema), {}).statements) {
      if (statement.kind == sql::Statement::Kind::sql) memory->execute(statement.text);
    }
    return sqlite::introspect(*memory, {.ledger = {}, .schemas = {}}).schema;
  }

  bool keeps_texts() const override { return true; }
};

}  // namespace

const Introspection& sqlite_introspection() {
  static const SqliteIntrospection introspection;
  return introspection;
}

}  // namespace limbeck::introspect
