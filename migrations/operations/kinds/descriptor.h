// The descriptor of a kind of operation stands beside its struct. It has the thing that the
// operation works on, what it does to that thing, and what it can mean for rows and for older
// programs. Code that only needs the table, the object or the nested operations uses functions
// derived from the descriptor (operations/subject.h), and so handles a new kind of operation
// without a change.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "limbeck/operations.h"
#include "migrations/schema/kinds.h"
#include "migrations/schema/name.h"
#include "migrations/schema/objects.h"

namespace limbeck::operations {

using schema::Name;

/// What an operation does to its subject.
enum class Verb : unsigned char {
  create,
  alter,
  rename,
  comment,
  drop,
  attach,
  detach,
  validate,
  run,  ///< SQL, C++ or rows: the schema does not change
};

/// The kind of part of a schema that an operation works on.
enum class On : unsigned char {
  nothing,  ///< that limbeck could name: SQL, C++ and blocks
  rows,
  table,
  partition,
  column,
  primary_key,
  constraint,
  index,
  enumeration,
  value,       ///< of an enum
  object,      ///< of the kind in Facts::object
  any_object,  ///< of the kind in Subject::object
};

/// Whether it is a schema::Object, not a table, an enum, a part of one, or rows.
constexpr bool is_object(On on) { return on >= On::object; }

/// What an operation can do to existing rows. Several of these may be combined.
enum class Rows : unsigned char {
  untouched = 0,
  checked = 1,    ///< it fails if a row violates a rule
  destroyed = 2,  ///< it can lose values or rows
  computed = 4,   ///< an expression of the author computes values
  written = 8,    ///< its purpose is to change rows
};
constexpr Rows operator|(Rows a, Rows b) {
  return static_cast<Rows>(static_cast<unsigned char>(a) | static_cast<unsigned char>(b));
}
constexpr bool has(Rows rows, Rows one) {
  return (static_cast<unsigned char>(rows) & static_cast<unsigned char>(one)) != 0;
}

/// Whether programs that were built before the revision keep working (operations/compatible.h).
enum class OlderPrograms : unsigned char {
  go_on,
  go_on_if_new,  ///< if the same revision has created the table or the enum
  may_stop,
  depend,  ///< compatible.cpp decides
};

/// The facts that are the same for all operations of a kind.
struct Facts {
  std::string_view name;  ///< Alembic's name, as revisions write it
  Verb verb;
  On on;
  Rows rows;
  OlderPrograms older_programs;
  schema::ObjectKind object = {};  ///< with On::object
};

/// The name of the operation that does `verb` to the things of a kind: `create_domain`.
template <class Thing, Verb verb>
class CallName {
  static constexpr std::string_view start = verb == Verb::create ? "create_"
                                            : verb == Verb::drop ? "drop_"
                                                                 : "alter_";
  static constexpr std::string_view label = schema::kind_of<Thing>.label;
  static constexpr auto chars = [] {
    std::array<char, start.size() + label.size()> text{};
    char* at = text.data();
    for (const char c : start) *at++ = c;
    for (const char c : label) *at++ = c == ' ' ? '_' : c;
    return text;
  }();

 public:
  static constexpr std::string_view text{chars.data(), chars.size()};
};

/// The facts of an operation on the things of a kind.
template <class Thing, Verb verb>
constexpr Facts facts_on(OlderPrograms older_programs, Rows rows = Rows::untouched) {
  return {CallName<Thing, verb>::text,         verb, On::object, rows, older_programs,
          *schema::kind_of<Thing>.facts.object};
}

/// What an operation works on.
struct Subject {
  Name name;                  ///< of the table, enum or object; of what holds `part`
  std::string part = {};      ///< the column, constraint, index, value or trigger, or the arguments
  std::string new_name = {};  ///< what a rename makes of `name` or `part`
  Name partition = {};
  schema::ObjectKind object = {};  ///< with On::object and On::any_object
  On on = On::nothing;
  Verb verb = Verb::run;
};

/// Specialised beside each kind's struct. It has
///   `facts`: the same for all of the kind,
///   `subject(operation)`: on and verb left to `facts`; not with On::nothing,
/// and where it makes sense
///   `name(operation)`: if an operation of the kind can have another name than facts.name,
///   `members(operation, each)`: if all members are names and texts: calls `each(key, member)` for
///      them in the order of JSON, from which its JSON and C++ source are made,
///   `block(operation)`: the operations that it runs outside of a transaction,
///   `effect(operation)`: the operations that describe what it does to the schema,
///   `more(operation)`: what `describe` adds to its name and subject.
template <class Kind>
struct Descriptor;

/// A field of a thing, the member of the operation that changes it, and the member of the struct
/// that a revision writes (or NoSpec).
template <class Thing, class Alter, class Value, class Spec>
struct AlteredField {
  Value Thing::*field;
  std::optional<Value> Alter::*change;
  Spec spec;
};
template <class Thing, class Alter, class Value, class Spec>
AlteredField(Value Thing::*, std::optional<Value> Alter::*, Spec)
    -> AlteredField<Thing, Alter, Value, Spec>;

/// A field that is a list of named parts, which are dropped by their names, and then others added.
template <class Thing, class Alter, class Part, class DropSpec, class AddSpec>
struct AlteredParts {
  std::vector<Part> Thing::*field;
  std::vector<std::string> Alter::*drop;
  std::vector<Part> Alter::*add;
  DropSpec drop_spec;
  AddSpec add_spec;
  const char* label;  ///< what messages call one of them
};
template <class Thing, class Alter, class Part, class DropSpec, class AddSpec>
AlteredParts(std::vector<Part> Thing::*, std::vector<std::string> Alter::*,
             std::vector<Part> Alter::*, DropSpec, AddSpec, const char*)
    -> AlteredParts<Thing, Alter, Part, DropSpec, AddSpec>;

/// The table of an operation: a specialisation with the types `Thing` and `Spec`, and with `list`,
/// a schema::FieldList of AlteredField and AlteredParts in the order of the fields.
template <class Alter>
struct AlteredFields;

/// An argument that is left out if it is empty.
struct Optional {
  const std::string& text;
};
/// An argument that C++ leaves out if it is empty, and JSON has always.
struct OptionalInCpp {
  const std::string& text;
};
/// A text that the database reads as SQL.
struct SqlText {
  const std::string& text;
};
/// A second name, beside that of the subject.
struct OtherName {
  const Name& name;
};

/// The kinds of one file of operations/kinds/; operation.h combines all of them.
template <class... Kind>
struct Kinds {};

template <class Kind>
concept HasMembers = requires(const Kind& operation) {
  Descriptor<Kind>::members(operation, [](const char*, const auto&) {});
};

}  // namespace limbeck::operations
