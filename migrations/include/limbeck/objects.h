// Extensions, sequences, domains, views, functions and triggers as a revision file writes them:
// aggregates for designated initialisers, which own nothing (see limbeck/table.h).
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "limbeck/table.h"

namespace limbeck {
inline namespace v1 {

/// An extension of the database. `schema` is where its objects are created. The database chooses a
/// schema or a version that is empty.
struct Extension {
  std::string_view schema = {};
  std::string_view version = {};
  std::string_view comment = {};
};

/// OWNED BY: the column that owns a sequence. The sequence is dropped together with it.
struct OwnedBy {
  Name table = {};
  std::string_view column = {};
};

/// A sequence. Members that are not given have the database's default; `type` is bigint.
struct Sequence {
  TypeSpec type = {};
  OptionalInteger start = {};
  std::int64_t increment = 1;
  OptionalInteger min = {};
  OptionalInteger max = {};
  std::int64_t cache = 1;
  bool cycle = false;
  OwnedBy owned_by = {};
  std::string_view comment = {};
};

/// An owner that a change leaves as it is (the default), removes (`limbeck::none`) or sets.
struct OptionalOwner {
  OptionalText::State state = OptionalText::State::untouched;
  OwnedBy owner = {};
  constexpr OptionalOwner() = default;
  constexpr OptionalOwner(None) : state(OptionalText::State::dropped) {}  // NOLINT
  constexpr OptionalOwner(OwnedBy value)                                  // NOLINT
      : state(OptionalText::State::set), owner(value) {}
};

/// The changes that `alter_sequence` makes. Members that are not given stay as they are.
struct AlterSequence {
  TypeSpec type = {};
  OptionalInteger start = {};
  OptionalInteger increment = {};
  OptionalInteger min = {};
  OptionalInteger max = {};
  OptionalInteger cache = {};
  OptionalFlag cycle = {};
  OptionalOwner owned_by = {};
};

/// A domain: another type with a default and constraints. Its checks call the value `VALUE`.
struct Domain {
  TypeSpec type = {};
  std::string_view collation = {};
  std::string_view server_default = {};  ///< DEFAULT, in SQL
  bool not_null = false;
  std::initializer_list<CheckConstraint> checks = {};
  std::string_view comment = {};
};

/// The changes that `alter_domain` makes. Members that are not given stay as they are.
struct AlterDomain {
  OptionalText server_default = {};
  OptionalFlag not_null = {};
  std::initializer_list<std::string_view> drop_checks = {};  ///< names of constraints
  std::initializer_list<CheckConstraint> add_checks = {};
};

/// A view, or a materialised view, on which indexes can be created.
struct View {
  std::string_view definition = {};  ///< the query
  bool materialized = false;
  std::initializer_list<Setting> storage = {};  ///< WITH (…): `{"security_barrier", "true"}`
  std::string_view comment = {};
};

/// A function, or a procedure: `CREATE FUNCTION name(arguments) definition`.
struct Function {
  std::string_view arguments = {};   ///< `"a integer, b text DEFAULT 'x'"`
  std::string_view definition = {};  ///< `"RETURNS text LANGUAGE sql AS $$…$$"`
  bool procedure = false;
  /// PostgreSQL makes it without a look at its body (check_function_bodies = off): the body uses
  /// what comes later, or what only the search path of an application finds.
  bool skip_body_check = false;
  std::string_view comment = {};
};

/// Whether a trigger fires: in ordinary sessions (`enabled`), in none, in those of replicas only,
/// or in all. These are the modes of PostgreSQL's ALTER TABLE … ENABLE TRIGGER.
enum class TriggerMode : unsigned char { enabled, disabled, replica, always };

/// A trigger: `CREATE TRIGGER name fires ON table definition`.
struct Trigger {
  std::string_view fires = {};       ///< `"BEFORE INSERT OR UPDATE OF email"`
  std::string_view definition = {};  ///< `"FOR EACH ROW EXECUTE FUNCTION touch()"`
  bool constraint = false;           ///< CREATE CONSTRAINT TRIGGER
  TriggerMode mode = TriggerMode::enabled;
  std::string_view comment = {};
};

/// An object of a kind that has no operation of its own: `op.create_object("policy own_rows ON
/// accounts", {.create = "CREATE POLICY …", .drop = "DROP POLICY own_rows ON accounts"})`.
struct ObjectSql {
  std::string_view create = {};  ///< the statements that make it, with `;` between them
  std::string_view drop = {};    ///< the statements that remove it
  std::string_view comment = {};
};

/// The object that `create_comment` and `drop_comment` work on. Use the functions below to make
/// one.
struct Object {
  enum class Kind : unsigned char {
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
  Kind kind = Kind::schema;
  Name name = {};
  std::string_view part = {};  ///< a function's arguments; the name of a trigger or an index
};

constexpr Object on_schema(std::string_view name) { return {Object::Kind::schema, name, {}}; }
constexpr Object on_extension(std::string_view name) { return {Object::Kind::extension, name, {}}; }
constexpr Object on_sequence(Name name) { return {Object::Kind::sequence, name, {}}; }
constexpr Object on_domain(Name name) { return {Object::Kind::domain, name, {}}; }
constexpr Object on_enum(Name name) { return {Object::Kind::enumeration, name, {}}; }
constexpr Object on_view(Name name) { return {Object::Kind::view, name, {}}; }
/// The function with these arguments, as they were declared or as their types alone.
constexpr Object on_function(Name name, std::string_view arguments = {}) {
  return {Object::Kind::function, name, arguments};
}
constexpr Object on_trigger(std::string_view name, Name table) {
  return {Object::Kind::trigger, table, name};
}
constexpr Object on_index(std::string_view name, Name table) {
  return {Object::Kind::index, table, name};
}
/// An object that `create_object` made.
constexpr Object on_object(Name name) { return {Object::Kind::other, name, {}}; }

}  // namespace v1
}  // namespace limbeck
