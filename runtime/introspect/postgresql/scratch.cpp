#include "runtime/introspect/postgresql/scratch.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "limbeck/error.h"
#include "migrations/diff/diff.h"
#include "migrations/schema/kinds.h"
#include "migrations/schema/other_objects.h"
#include "migrations/scope/scope.h"
#include "migrations/sql/dialect.h"
#include "migrations/sql/postgresql/own_names.h"
#include "migrations/text/shown.h"
#include "runtime/introspect/postgresql/introspect_postgresql.h"
#include "runtime/introspect/postgresql/reader.h"

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

/// Whether an object is not made in the scratch schema: the live database has it already, or its
/// SQL names a schema of the live database. Verification compares the SQL of such an object as it
/// is.
bool is_compared_as_text(const schema::OtherObject& object) {
  return schema::is_of_database(object) || schema::is_administrators(object);
}

/// Adds the objects of `meant` that were not made. The live database's default privileges give
/// rights on what is made in the scratch schema: those are removed. The server writes some names
/// with the scratch schema.
void keep_objects(schema::Schema& kept, const schema::Schema& meant) {
  std::erase_if(kept.objects, [&](const schema::OtherObject& object) {
    return is_compared_as_text(object) ||
           (object.name.name.starts_with("grant ") &&
            schema::find<schema::OtherObject>(meant, object.name) == nullptr);
  });
  const std::string prefix = std::string(scratch) + ".";
  for (schema::OtherObject& object : kept.objects) {
    for (std::string* sql : {&object.create, &object.drop}) {
      for (std::size_t at = 0; (at = sql->find(prefix, at)) != std::string::npos;)
        sql->erase(at, prefix.size());
    }
  }
  std::ranges::copy_if(meant.objects, std::back_inserter(kept.objects), is_compared_as_text);
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

/// The schemas of the search path, in its order, and the extensions that are in them.
struct SearchPath {
  std::vector<std::string> schemas;
  std::map<std::string, std::string> extensions;  ///< the schema of each

  std::string standard() const { return schemas.empty() ? "" : schemas.front(); }
};

SearchPath path_of(Connection& connection) {
  const Rows rows =
      ask(connection, "limbeck_path",
          "SELECT n.nspname::text, e.extname::text FROM unnest(current_schemas(false))"
          " WITH ORDINALITY AS s(name, place) JOIN pg_namespace AS n ON n.nspname = s.name"
          " LEFT JOIN pg_extension AS e ON e.extnamespace = n.oid"
          " WHERE n.nspname NOT LIKE 'pg\\_%' ORDER BY s.place, e.extname");
  SearchPath path;
  for (const auto& values : rows.rows) {
    const Row row(values);
    if (path.schemas.empty() || path.schemas.back() != row.text(0))
      path.schemas.push_back(row.text(0));
    if (!row.is_null(1)) path.extensions[row.text(1)] = row.text(0);
  }
  return path;
}

std::string joined(const std::vector<std::string>& names, const char* between) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : between) + name;
  return list;
}

/// What the names of the scratch schema may find beside it.
enum class Beside : unsigned char {
  extensions,  ///< what extensions have made
  everything   ///< all that the connection's search path finds
};

/// Leaves schemas that have more than members of extensions out of the search path. Extensions in
/// them go to the scratch schema where the user may move them and no relation is locked for that.
std::string look_in_extensions_alone(const sql::Dialect& dialect, const SearchPath& path) {
  return "DO $limbeck$ DECLARE extension name; rest text; mixed CONSTANT oid[] := ARRAY("
         "SELECT n.oid FROM pg_namespace AS n JOIN pg_depend AS d ON d.refobjid = n.oid"
         " AND d.refclassid = 'pg_namespace'::regclass AND d.deptype = 'n'"
         " WHERE n.nspname = ANY (string_to_array(" +
         dialect.quote_literal(joined(path.schemas, "\n")) +
         ", E'\\n')) AND NOT EXISTS (SELECT FROM pg_depend AS m WHERE m.classid = d.classid"
         " AND m.objid = d.objid AND m.deptype = 'e')); BEGIN"
         " FOR extension IN SELECT e.extname FROM pg_extension AS e WHERE e.extrelocatable"
         "  AND e.extnamespace = ANY (mixed) AND NOT EXISTS (SELECT FROM pg_depend AS m"
         "   WHERE m.classid = 'pg_class'::regclass AND m.refclassid = 'pg_extension'::regclass"
         "   AND m.refobjid = e.oid AND m.deptype = 'e')"
         " LOOP BEGIN EXECUTE format('ALTER EXTENSION %I SET SCHEMA limbeck_scratch', extension);"
         " EXCEPTION WHEN OTHERS THEN NULL; END; END LOOP;"
         " SELECT string_agg(', ' || quote_ident(n.nspname), '' ORDER BY s.place) INTO rest"
         "  FROM unnest(string_to_array(" +
         dialect.quote_literal(joined(path.schemas, "\n")) +
         ", E'\\n')) WITH ORDINALITY AS s(name, place)"
         "  JOIN pg_namespace AS n ON n.nspname = s.name WHERE n.oid <> ALL (mixed);"
         " PERFORM set_config('search_path', concat('limbeck_scratch', rest), true);"
         " END $limbeck$;\n";
}

/// Makes the schema in a scratch schema, reads it back, and undoes it.
class Scratch {
 public:
  Scratch(Connection& connection, const schema::Schema& schema)
      : connection_(connection),
        dialect_(*sql::find_dialect("postgresql")),
        schema_(schema),
        path_(path_of(connection)),
        options_{.ledger = {}, .schemas = scope::schemas_of(schema)} {
    // What the history calls by the default schema's name is made in the scratch schema, too.
    schema::Schema made = is_named(path_.standard()) ? schema : unqualified(schema, standard());
    made.schemas.clear();
    std::erase_if(made.objects, is_compared_as_text);
    // The whole transaction skips these checks.
    for (schema::Function& function : made.functions) function.skip_body_check = false;
    operations_ = diff::diff({}, made);
  }

  schema::Schema run(std::vector<Borrowed>* borrowed) {
    try {
      return run(Beside::extensions, borrowed);
    } catch (const Error& error) {
      constexpr std::string_view insufficient_privilege = "42501";
      if (error.sqlstate().empty() || error.sqlstate() == insufficient_privilege) throw;
    }
    // It needs something that it does not make. `borrowed` says what that is, where the live
    // database has it.
    return run(Beside::everything, borrowed);
  }

 private:
  std::string standard() const { return path_.standard(); }
  bool is_named(const std::string& name) const {
    return std::ranges::find(options_.schemas, name) != options_.schemas.end();
  }

  schema::Schema run(Beside beside, std::vector<Borrowed>* borrowed) {
    const Transaction transaction(connection_);
    const std::vector<sql::Statement> statements = dialect_.render(operations_, {}).statements;
    const std::string script = script_of(beside);
    std::string all = script;
    for (const sql::Statement& statement : statements) all += statement.text + ";\n";
    try {
      connection_.execute(all);
    } catch (const Error& failure) {
      if (beside == Beside::extensions) throw;
      refuse_lacking(connection_, dialect_, operations_, failure);
      refuse(connection_, script, statements, failure);
    }
    if (borrowed != nullptr)
      *borrowed = postgresql::borrowed(connection_, live_schemas(beside), scratch);
    schema::Schema kept = postgresql::introspect(connection_, options_).schema;
    kept.schemas = schema_.schemas;
    keep_objects(kept, schema_);
    for (schema::Extension& extension : kept.extensions) {
      const auto found = path_.extensions.find(extension.name.name);
      if (found != path_.extensions.end())
        extension.in_schema = found->second == standard() ? "" : found->second;
    }
    kept.extensions = resolved(schema_.extensions, kept, standard());
    return kept;
  }

  /// Makes the scratch schema. A function may be made before what it reads.
  std::string script_of(Beside beside) const {
    std::string script = std::string(sql::postgresql::look_in_catalog) + "CREATE SCHEMA " +
                         scratch + "; SET LOCAL check_function_bodies = off;\n";
    for (std::size_t i = 0; i < options_.schemas.size(); ++i)
      script += make_room(dialect_, options_.schemas[i], i);
    if (beside == Beside::extensions) return script + look_in_extensions_alone(dialect_, path_);
    return script + "SELECT pg_catalog.set_config('search_path', pg_catalog.concat('" + scratch +
           ", ', pg_catalog.current_setting('limbeck.search_path')), true);\n";
  }

  /// The live schemas that nothing of the history's should need anything of: the default one, and
  /// what the search path finds beside it. What it names with another schema it may.
  std::vector<std::string> live_schemas(Beside beside) const {
    std::vector<std::string> names{standard()};
    for (std::size_t i = 0; i < options_.schemas.size(); ++i)
      if (options_.schemas[i] == standard()) names.front() = moved(i);
    if (beside == Beside::extensions) return names;
    for (const std::string& name : path_.schemas)
      if (name != standard() && !is_named(name)) names.push_back(name);
    return names;
  }

  Connection& connection_;
  const sql::FullDialect& dialect_;
  const schema::Schema& schema_;
  const SearchPath path_;
  const Options options_;
  std::vector<operations::Operation> operations_;
};

}  // namespace

schema::Schema as_kept(Connection& connection, const schema::Schema& schema,
                       std::vector<Borrowed>* borrowed) {
  return Scratch(connection, schema).run(borrowed);
}

}  // namespace limbeck::introspect::postgresql
