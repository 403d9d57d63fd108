// The objects of a database as values: schemas, extensions, sequences, domains, views, functions
// and triggers, each with its table of fields (see fields.h). Their specs have no names, because
// those are arguments of the operations. The text of queries and bodies is kept as it was written.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "limbeck/objects.h"
#include "migrations/schema/constraint.h"
#include "migrations/schema/fields.h"
#include "migrations/schema/index.h"
#include "migrations/schema/type.h"

namespace limbeck::schema {

/// A schema of the database (`CREATE SCHEMA audit`), which is a namespace. `name.schema` is empty.
struct Namespace {
  Name name = {};
  std::string comment = {};
  bool operator==(const Namespace&) const = default;
};
template <>
struct Fields<Namespace> {
  static constexpr auto list = FieldList{
      field("name", &Namespace::name, NoSpec{}).required().with_schema(nullptr).key(),
      field("comment", &Namespace::comment, NoSpec{}),
  };
};

/// An extension. `name.schema` is empty, because the name is unique in the database.
struct Extension {
  Name name = {};
  std::string in_schema = {};  ///< the schema of its objects; if empty, the database's choice
  std::string version = {};    ///< if empty, any version
  std::string comment = {};
  bool operator==(const Extension&) const = default;
};
template <>
struct Fields<Extension> {
  using Spec = limbeck::Extension;
  static constexpr auto list = FieldList{
      field("name", &Extension::name, NoSpec{}).required().with_schema(nullptr).key(),
      field("schema", &Extension::in_schema, &Spec::schema),
      field("version", &Extension::version, &Spec::version),
      field("comment", &Extension::comment, &Spec::comment),
  };
};

/// The column that a sequence goes with when it is dropped.
struct OwnedBy {
  Name table = {};
  std::string column = {};
  bool operator==(const OwnedBy&) const = default;
};
template <>
struct Fields<OwnedBy> {
  using Spec = limbeck::OwnedBy;
  static constexpr auto list = FieldList{
      field("table", &OwnedBy::table, &Spec::table).required(),
      field("column", &OwnedBy::column, &Spec::column).required(),
  };
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
template <>
struct Fields<Sequence> {
  using Spec = limbeck::Sequence;
  static constexpr auto list = FieldList{
      field("name", &Sequence::name, NoSpec{}).required().key(),
      field("type", &Sequence::type, &Spec::type).always_in_json(),
      field("start", &Sequence::start, &Spec::start),
      field("increment", &Sequence::increment, &Spec::increment),
      field("min", &Sequence::min, &Spec::min),
      field("max", &Sequence::max, &Spec::max),
      field("cache", &Sequence::cache, &Spec::cache),
      field("cycle", &Sequence::cycle, &Spec::cycle),
      field("owned_by", &Sequence::owned_by, &Spec::owned_by).called("owner"),
      field("comment", &Sequence::comment, &Spec::comment),
  };
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
template <>
struct Fields<Domain> {
  using Spec = limbeck::Domain;
  static constexpr auto list = FieldList{
      field("name", &Domain::name, NoSpec{}).required().key(),
      field("type", &Domain::type, &Spec::type).required(),
      field("collation", &Domain::collation, &Spec::collation),
      field("default", &Domain::default_sql, &Spec::server_default)
          .in_cpp_as("server_default")
          .sql(),
      field("not_null", &Domain::not_null, &Spec::not_null).called("not null"),
      field("checks", &Domain::checks, &Spec::checks),
      field("comment", &Domain::comment, &Spec::comment),
  };
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
template <>
struct Fields<View> {
  using Spec = limbeck::View;
  static constexpr auto list = FieldList{
      field("name", &View::name, NoSpec{}).required().early().key(),
      field("definition", &View::definition, &Spec::definition).required().called("query"),
      field("materialized", &View::materialized, &Spec::materialized).early().called("kept rows"),
      field("storage", &View::storage, &Spec::storage).called("settings"),
      field("indexes", &View::indexes, NoSpec{}),  // each is an operation of its own
      field("comment", &View::comment, &Spec::comment),
  };
};

/// `CREATE FUNCTION name(arguments) definition`, or a procedure. Its name and the types of its
/// arguments identify it.
struct Function {
  Name name = {};
  std::string arguments = {};   ///< as they are declared: `a integer, b text DEFAULT 'x'`
  std::string definition = {};  ///< the rest: `RETURNS text LANGUAGE sql AS $$…$$`
  bool procedure = false;
  bool skip_body_check = false;  ///< no property of the function, but of how it is made
  std::string comment = {};
  bool operator==(const Function&) const = default;
};
template <>
struct Fields<Function> {
  using Spec = limbeck::Function;
  static constexpr auto list = FieldList{
      field("name", &Function::name, NoSpec{}).required().early().key(),
      field("arguments", &Function::arguments, &Spec::arguments).always_in_json(),
      field("definition", &Function::definition, &Spec::definition).required_in_json(),
      field("procedure", &Function::procedure, &Spec::procedure).early().called("kind (procedure)"),
      field("skip_body_check", &Function::skip_body_check, &Spec::skip_body_check),
      field("comment", &Function::comment, &Spec::comment),
  };
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
template <>
struct Fields<Trigger> {
  using Spec = limbeck::Trigger;
  static constexpr auto list = FieldList{
      field("name", &Trigger::name, NoSpec{}).required().early().key(),
      field("table", &Trigger::table, NoSpec{}).required().early().key(),
      field("fires", &Trigger::fires, &Spec::fires).required_in_json().called("event"),
      field("definition", &Trigger::definition, &Spec::definition).required_in_json(),
      field("constraint", &Trigger::constraint, &Spec::constraint)
          .early()
          .called("kind (constraint trigger)"),
      field("mode", &Trigger::mode, &Spec::mode),
      field("comment", &Trigger::comment, &Spec::comment),
  };
};

/// An object of a kind that has no struct here: an aggregate, a policy, a grant, a setting of a
/// column. It is held as the SQL that makes it and the SQL that removes it. Its name begins with
/// its kind: `aggregate median(numeric)`, `policy own_rows ON accounts` (other_objects.h).
struct OtherObject {
  Name name = {};
  std::string create = {};  ///< one or more statements
  std::string drop = {};    ///< the same
  std::string comment = {};
  bool operator==(const OtherObject&) const = default;
};

template <>
struct Fields<OtherObject> {
  using Spec = limbeck::ObjectSql;
  static constexpr auto list = FieldList{
      field("name", &OtherObject::name, NoSpec{}).required().key(),
      field("create", &OtherObject::create, &Spec::create).required().called("SQL"),
      field("drop", &OtherObject::drop, &Spec::drop).required().called("SQL that drops it"),
      field("comment", &OtherObject::comment, &Spec::comment),
  };
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
  other,
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

/// The name that PostgreSQL chooses (its makeObjectName): `events_2026_at_idx`, in which the longer
/// part is cut where the name would have more than 63 bytes. `second` may be empty.
std::string chosen_name(std::string_view first, std::string_view second, std::string_view kind);
/// The default name of the sequence of a serial or identity column: `users_id_seq`.
Name sequence_of_column(const Name& table, std::string_view column);

}  // namespace limbeck::schema
