// What a database holds beside tables and enums, as values: schemas, extensions, sequences,
// domains, views, functions and triggers. Queries and bodies are kept as the text that was written.
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

/// A schema of the database (`CREATE SCHEMA audit`): a space for names. `name.schema` is empty.
struct Namespace {
  Name name = {};
  std::string comment = {};
  bool operator==(const Namespace&) const = default;
};

/// `name.schema` is empty: an extension's name is the whole database's.
struct Extension {
  Name name = {};
  std::string in_schema = {};  ///< where its objects are; empty is where the database puts them
  std::string version = {};    ///< empty is whichever is there
  std::string comment = {};
  bool operator==(const Extension&) const = default;
};

/// The column that a sequence goes with when it is dropped.
struct OwnedBy {
  Name table = {};
  std::string column = {};
  bool operator==(const OwnedBy&) const = default;
};

/// A sequence of its own; those of identity columns are the columns'. Absent numbers are the
/// database's defaults, which depend on the type and on the sign of the increment.
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

/// A type with rules. Columns name it as a native type: `type("email")`, `native("app.email")`.
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

/// A view; a materialised one keeps its rows and may have indexes.
struct View {
  Name name = {};
  std::string definition = {};  ///< the query: all that follows AS
  bool materialized = false;
  std::map<std::string, std::string> storage = {};  ///< WITH (…): `security_barrier`, `fillfactor`
  std::vector<Index> indexes = {};                  ///< of a materialised view
  std::string comment = {};
  bool operator==(const View&) const = default;
};

/// `CREATE FUNCTION name(arguments) definition`; a procedure in the same way. Its name and the
/// types of its arguments tell it from all others.
struct Function {
  Name name = {};
  std::string arguments = {};   ///< as they are declared: `a integer, b text DEFAULT 'x'`
  std::string definition = {};  ///< all that follows: `RETURNS text LANGUAGE sql AS $$…$$`
  bool procedure = false;
  std::string comment = {};
  bool operator==(const Function&) const = default;
};

/// Which sessions a trigger fires in (ALTER TABLE … ENABLE TRIGGER).
enum class TriggerMode : unsigned char { enabled, disabled, replica, always };
/// `disabled` …
std::string_view to_string(TriggerMode mode);

/// `CREATE TRIGGER name fires ON table definition`. Its table (or view) and name tell it from all
/// others.
struct Trigger {
  Name table = {};
  std::string name = {};
  std::string fires = {};       ///< `BEFORE INSERT OR UPDATE OF email`
  std::string definition = {};  ///< all that follows the table: `FOR EACH ROW EXECUTE FUNCTION f()`
  bool constraint = false;      ///< CREATE CONSTRAINT TRIGGER
  TriggerMode mode = TriggerMode::enabled;
  std::string comment = {};
  bool operator==(const Trigger&) const = default;
};

/// What a comment can be on and a path can name, beside tables and columns.
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

/// One of those things. `part` is the name of a trigger or index (`name` is then its table), and
/// the arguments of a function; else empty.
struct Object {
  ObjectKind kind = ObjectKind::schema;
  Name name = {};
  std::string part = {};
  bool operator==(const Object&) const = default;
};

/// `sequence`, `materialized view`'s is `view`: for messages and JSON.
std::string_view to_string(ObjectKind kind);
/// `users_id_seq`, `app.touch(integer, text)`, `set_time on users`: for messages.
std::string to_string(const Object& object);

/// The types that tell a function from its namesakes, in one spelling: `a int, OUT b text, c
/// numeric(3) = 0` is `integer, numeric`. Reads a list of types as well as one of declared
/// arguments. Of a procedure, too, OUT arguments do not count.
std::string argument_types(std::string_view arguments);

/// The name of the type that a native type's SQL is, where it is a plain name: `app.email`,
/// `"Email"`, `citext[]`. Nothing for other types.
std::optional<Name> named_type(const Type& type);

/// The sequence that a default reads with nextval('…'), where it is that.
std::optional<Name> sequence_of_default(std::string_view default_sql);

}  // namespace limbeck::schema
