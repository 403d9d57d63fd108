// The objects of a database as values: schemas, extensions, sequences, domains, views, functions
// and triggers. The text of queries and bodies is kept as it was written.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/constraint.h"
#include "migrations/schema/index.h"
#include "migrations/schema/type.h"

namespace limbeck::schema {

/// A schema of the database (`CREATE SCHEMA audit`), which is a namespace. `name.schema` is empty.
struct Namespace {
  Name name = {};
  std::string comment = {};
  bool operator==(const Namespace&) const = default;
};

/// An extension. `name.schema` is empty, because the name is unique in the database.
struct Extension {
  Name name = {};
  std::string in_schema = {};  ///< the schema of its objects; if empty, the database's choice
  std::string version = {};    ///< if empty, any version
  std::string comment = {};
  bool operator==(const Extension&) const = default;
};

/// The column that a sequence goes with when it is dropped.
struct OwnedBy {
  Name table = {};
  std::string column = {};
  bool operator==(const OwnedBy&) const = default;
};

/// A sequence that does not belong to an identity column. Absent numbers mean the database's
/// defaults, which depend on the type and on the sign of the increment.
struct Sequence {
  Name name = {};
  Type type = {.kind = TypeKind::bigint};
  std::optional<std::int64_t> start = {};
  std::int64_t increment = 1;
  std::optional<std::int64_t> min = {};
  std::optional<std::int64_t> max = {};
  std::int64_t cache = 1;
  bool cycle = false;
  std::optional<OwnedBy> owned_by = {};
  std::string comment = {};
  bool operator==(const Sequence&) const = default;
};

/// A domain. Columns use it as a native type: `type("email")`, `native("app.email")`.
struct Domain {
  Name name = {};
  Type type = {};
  std::string collation = {};
  std::optional<std::string> default_sql = {};
  bool not_null = false;
  std::vector<Check> checks = {};
  std::string comment = {};
  bool operator==(const Domain&) const = default;
};

/// A view. A materialised view stores its rows and may have indexes.
struct View {
  Name name = {};
  std::string definition = {};  ///< the query, which follows AS
  bool materialized = false;
  std::map<std::string, std::string> storage = {};  ///< WITH (…): `security_barrier`, `fillfactor`
  std::vector<Index> indexes = {};                  ///< of a materialised view
  std::string comment = {};
  bool operator==(const View&) const = default;
};

/// `CREATE FUNCTION name(arguments) definition`, or a procedure. Its name and the types of its
/// arguments identify it.
struct Function {
  Name name = {};
  std::string arguments = {};   ///< as they are declared: `a integer, b text DEFAULT 'x'`
  std::string definition = {};  ///< the rest: `RETURNS text LANGUAGE sql AS $$…$$`
  bool procedure = false;
  std::string comment = {};
  bool operator==(const Function&) const = default;
};

/// Which sessions a trigger fires in (ALTER TABLE … ENABLE TRIGGER).
enum class TriggerMode : unsigned char { enabled, disabled, replica, always };
/// `disabled` …
std::string_view to_string(TriggerMode mode);

/// `CREATE TRIGGER name fires ON table definition`. Its table (or view) and name identify it.
struct Trigger {
  Name table = {};
  std::string name = {};
  std::string fires = {};       ///< `BEFORE INSERT OR UPDATE OF email`
  std::string definition = {};  ///< the SQL after the table: `FOR EACH ROW EXECUTE FUNCTION f()`
  bool constraint = false;      ///< CREATE CONSTRAINT TRIGGER
  TriggerMode mode = TriggerMode::enabled;
  std::string comment = {};
  bool operator==(const Trigger&) const = default;
};

/// The kinds of objects that can have a comment and a path, apart from tables and columns.
enum class ObjectKind : unsigned char {
  schema,
  extension,
  sequence,
  domain,
  enumeration,
  view,
  function,
  trigger,
  index,
};

/// Identifies an object. `part` is the name of a trigger or index, and `name` its table; of a
/// function `part` are the arguments. For all other objects it is empty.
struct Object {
  ObjectKind kind = ObjectKind::schema;
  Name name = {};
  std::string part = {};
  bool operator==(const Object&) const = default;
};

/// The name of a kind for messages and JSON: `sequence`; `view` also for materialised views.
std::string_view to_string(ObjectKind kind);
/// `users_id_seq`, `app.touch(integer, text)`, `set_time on users`: for messages.
std::string to_string(const Object& object);

/// The argument types that identify a function among those of the same name, in a canonical
/// spelling: `integer, numeric` for `a int, OUT b text, c numeric(3) = 0`. The text may be a list
/// of declared arguments or of types. OUT arguments do not count, also of a procedure.
std::string argument_types(std::string_view arguments);

/// The name in the SQL of a native type if that is a plain name: `app.email`, `"Email"`,
/// `citext[]`. The result is nullopt for other types.
std::optional<Name> named_type(const Type& type);

/// The sequence of a default of the form nextval('…'), or nullopt.
std::optional<Name> sequence_of_default(std::string_view default_sql);

}  // namespace limbeck::schema
