#include "runtime/introspect/postgresql/scratch.h"

#include <set>

#include "migrations/diff/diff.h"
#include "migrations/sql/dialect.h"
#include "runtime/introspect/postgresql/introspect_postgresql.h"

namespace limbeck::introspect::postgresql {
namespace {

constexpr const char* scratch = "limbeck_scratch";

std::set<std::string> schemas_of(const schema::Schema& schema) {
  std::set<std::string> names;
  for (const auto& table : schema.tables) names.insert(table.name.schema);
  for (const auto& type : schema.enums) names.insert(type.name.schema);
  names.erase("");
  return names;
}

/// Everything it did is undone with it.
class Transaction {
 public:
  explicit Transaction(Connection& connection) : connection_(connection) {
    connection_.execute("BEGIN");
  }
  ~Transaction() {
    try {
      connection_.execute("ROLLBACK");
    } catch (...) {  // NOLINT(bugprone-empty-catch): a lost connection has rolled back
    }
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

 private:
  Connection& connection_;
};

}  // namespace

schema::Schema as_kept(Connection& connection, const schema::Schema& schema) {
  const sql::Dialect& dialect = *sql::find_dialect("postgresql");
  const Transaction transaction(connection);
  // The old path stays behind the scratch schema: extensions' types are there.
  std::string script = std::string("CREATE SCHEMA ") + scratch +
                       "; SELECT set_config('search_path', '" + scratch +
                       ", ' || current_setting('search_path'), true);\n";
  Options options{.ledger = {}, .schemas = {}};
  for (const std::string& name : schemas_of(schema)) {
    // The one that is there is out of the way for this transaction alone.
    script += "DO $limbeck$ BEGIN IF EXISTS (SELECT FROM pg_namespace WHERE nspname = " +
              dialect.quote_literal(name) + ") THEN ALTER SCHEMA " + dialect.quote(name) +
              " RENAME TO limbeck_moved_" + std::to_string(options.schemas.size()) +
              "; END IF; END $limbeck$;\nCREATE SCHEMA " + dialect.quote(name) + ";\n";
    options.schemas.push_back(name);
  }
  for (const sql::Statement& statement : dialect.render(diff::diff({}, schema), {}).statements) {
    script += statement.text + ";\n";
  }
  connection.execute(script);
  return postgresql::introspect(connection, options).schema;
}

}  // namespace limbeck::introspect::postgresql
