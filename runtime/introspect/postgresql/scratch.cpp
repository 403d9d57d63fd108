#include "runtime/introspect/postgresql/scratch.h"

#include <algorithm>
#include <iterator>

#include "limbeck/error.h"
#include "migrations/diff/diff.h"
#include "migrations/schema/kinds.h"
#include "migrations/schema/other_objects.h"
#include "migrations/sql/dialect.h"
#include "migrations/sql/postgresql/own_names.h"
#include "migrations/text/shown.h"
#include "runtime/introspect/postgresql/introspect_postgresql.h"
#include "runtime/introspect/postgresql/unqualified.h"
#include "runtime/introspect/schemas.h"

namespace limbeck::introspect::postgresql {
namespace {

constexpr const char* scratch = "limbeck_scratch";

std::string moved(std::size_t number) { return "limbeck_moved_" + std::to_string(number); }

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

/// The one that is there is out of the way for this transaction alone; extensions in it that can
/// follow the name do.
std::string make_room(const sql::Dialect& dialect, const std::string& name, std::size_t number) {
  return "DO $limbeck$ DECLARE extension name; BEGIN"
         " IF EXISTS (SELECT FROM pg_namespace WHERE nspname = " +
         dialect.quote_literal(name) + ") THEN ALTER SCHEMA " + dialect.quote(name) +
         " RENAME TO " + moved(number) + "; END IF; CREATE SCHEMA " + dialect.quote(name) +
         "; FOR extension IN SELECT e.extname FROM pg_extension AS e JOIN pg_namespace AS n"
         " ON n.oid = e.extnamespace WHERE e.extrelocatable AND n.nspname = '" +
         moved(number) + "' LOOP EXECUTE format('ALTER EXTENSION %I SET SCHEMA %I', extension, " +
         dialect.quote_literal(name) + "); END LOOP; END $limbeck$;\n";
}

/// The extensions of `expected`, with what it leaves open as it was found.
std::vector<schema::Extension> resolved(const std::vector<schema::Extension>& expected,
                                        const schema::Schema& found, const std::string& standard) {
  std::vector<schema::Extension> extensions = expected;
  for (schema::Extension& extension : extensions) {
    const schema::Extension* there = schema::find<schema::Extension>(found, extension.name);
    if (extension.in_schema == standard) extension.in_schema.clear();
    if (there == nullptr) continue;
    if (extension.version.empty()) extension.version = there->version;
    if (extension.in_schema.empty() && there->in_schema != standard &&
        !there->in_schema.starts_with("limbeck_moved_")) {
      extension.in_schema = there->in_schema;
    }
  }
  return extensions;
}

/// The live database has the objects that are in no schema already. They are not made a second
/// time: they are what `meant` says. The server writes some names with the scratch schema.
void keep_objects(schema::Schema& kept, const schema::Schema& meant) {
  std::erase_if(kept.objects, schema::is_of_database);
  const std::string prefix = std::string(scratch) + ".";
  for (schema::OtherObject& object : kept.objects) {
    for (std::string* sql : {&object.create, &object.drop}) {
      for (std::size_t at = 0; (at = sql->find(prefix, at)) != std::string::npos;)
        sql->erase(at, prefix.size());
    }
  }
  std::ranges::copy_if(meant.objects, std::back_inserter(kept.objects), schema::is_of_database);
  schema::sort_objects(kept);
}

/// The first line of a statement, and not all of a long one.
std::string first_line(const std::string& statement) {
  constexpr std::size_t most = 80;
  const std::string line = statement.substr(0, statement.find('\n'));
  return line.size() < std::min(statement.size(), most) || line.size() > most
             ? std::string(beginning(line, most)) + " …"
             : line;
}

/// Runs the statements after `script` failed with them, one by one, and says of each why it cannot
/// be run.
[[noreturn]] void refuse(Connection& connection, const std::string& script,
                         const std::vector<sql::Statement>& statements, const Error& failure) {
  constexpr std::string_view insufficient_privilege = "42501";
  constexpr std::size_t most = 10;
  connection.execute("ROLLBACK; BEGIN");
  connection.execute(script);
  std::string list;
  std::size_t count = 0;
  for (const sql::Statement& statement : statements) {
    connection.execute("SAVEPOINT limbeck_statement");
    try {
      connection.execute(statement.text);
    } catch (const Error& error) {
      if (error.sqlstate() == insufficient_privilege) throw;
      connection.execute("ROLLBACK TO SAVEPOINT limbeck_statement");
      if (++count <= most)
        list += "\n  " + std::string(error.what()) + ": " + first_line(statement.text);
    }
  }
  if (count == 0) throw failure;
  if (count > most) list += "\n  and " + std::to_string(count - most) + " more";
  throw Error(Error::Code::history,
              "what the history says cannot be made on its own, as an empty database would have to "
              "be; what it needs and no revision makes is missing:" +
                  list)
      .with_sqlstate(failure.sqlstate());
}

/// Throws where the operations ask for what the server is too old for. After a statement that
/// failed.
void refuse_lacking(Connection& connection, const sql::Dialect& dialect,
                    const std::vector<operations::Operation>& operations, const Error& failure) {
  connection.execute("ROLLBACK; BEGIN");
  const Rows version =
      connection.query("SELECT pg_catalog.current_setting('server_version_num')::pg_catalog.int8");
  std::string list;
  for (const sql::Lacking& one : dialect.lacking(
           operations, {static_cast<int>(std::get<std::int64_t>(version.rows.at(0).at(0)))})) {
    list += "\n  " + operations::describe(*one.operation) + ": " + one.what;
  }
  if (list.empty()) return;
  throw Error(
      Error::Code::history,
      "what the history says cannot be made on this server, which is too old for it:" + list)
      .with_sqlstate(failure.sqlstate());
}

/// Runs `script` and the operations, in one round trip where nothing is wrong.
void make(Connection& connection, const std::string& script, const sql::Dialect& dialect,
          const std::vector<operations::Operation>& operations) {
  const std::vector<sql::Statement> statements = dialect.render(operations, {}).statements;
  std::string all = script;
  for (const sql::Statement& statement : statements) all += statement.text + ";\n";
  try {
    connection.execute(all);
  } catch (const Error& failure) {
    refuse_lacking(connection, dialect, operations, failure);
    refuse(connection, script, statements, failure);
  }
}

}  // namespace

schema::Schema as_kept(Connection& connection, const schema::Schema& schema,
                       std::vector<Borrowed>* borrowed) {
  const sql::Dialect& dialect = *sql::find_dialect("postgresql");
  const std::string standard = default_schema(connection);
  const Transaction transaction(connection);
  // The old path stays behind the scratch schema, because what extensions made is there, and other
  // schemas that this history has nothing to do with: `borrowed` says what else was found there. A
  // function may be made before what it reads.
  std::string script = std::string(sql::postgresql::look_in_catalog) + "CREATE SCHEMA " + scratch +
                       "; SET LOCAL check_function_bodies = off;\n";
  const Options options{.ledger = {}, .schemas = scope::schemas_of(schema)};
  std::string live = standard;
  for (std::size_t i = 0; i < options.schemas.size(); ++i) {
    script += make_room(dialect, options.schemas[i], i);
    if (options.schemas[i] == standard) live = moved(i);
  }
  script += std::string("SELECT pg_catalog.set_config('search_path', pg_catalog.concat('") +
            scratch + ", ', pg_catalog.current_setting('limbeck.search_path')), true);\n";
  // What the history calls by the default schema's name is made in the scratch schema, too.
  schema::Schema made = live == standard ? unqualified(schema, standard) : schema;
  made.schemas.clear();
  std::erase_if(made.objects, schema::is_of_database);
  make(connection, script, dialect, diff::diff({}, made));
  if (borrowed != nullptr) *borrowed = postgresql::borrowed(connection, live, scratch);
  schema::Schema kept = postgresql::introspect(connection, options).schema;
  kept.schemas = schema.schemas;
  keep_objects(kept, schema);
  kept.extensions = resolved(schema.extensions, kept, standard);
  return kept;
}

}  // namespace limbeck::introspect::postgresql
