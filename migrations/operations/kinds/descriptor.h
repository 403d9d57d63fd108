// The descriptor of a kind of operation stands beside its struct. It has the thing that the
// operation works on, what it does to that thing, and what it can mean for rows and for older
// programs. Code that only needs the table, the object or the nested operations uses functions
// derived from the descriptor (operations/subject.h), and so handles a new kind of operation
// without a change.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "migrations/schema/name.h"
#include "migrations/schema/objects.h"

namespace limbeck::operations {

using schema::Name;

/// What an operation does to the thing that it works on.
enum class Verb : unsigned char {
  create,
  alter,
  rename,
  comment,
  drop,
  attach,
  detach,
  validate,
  run,  ///< SQL, C++ or rows: the thing itself stays as it is
};

/// The kind of thing that an operation works on.
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
  value,  ///< of an enum
  schema,
  extension,
  sequence,
  domain,
  view,
  function,
  trigger,
  any_object,  ///< of the kind in Subject::object
};

/// Whether it is a schema::Object: neither a table nor an enum, nor a part of one, nor rows.
constexpr bool is_object(On on) { return on >= On::schema; }

/// What an operation can mean for the rows that are there. Several may hold.
enum class Rows : unsigned char {
  untouched = 0,
  checked = 1,    ///< it fails where a row does not fit
  destroyed = 2,  ///< values, or whole rows, can be gone after it
  computed = 4,   ///< an expression of the author's says what they become
  written = 8,    ///< it is there to change rows
};
constexpr Rows operator|(Rows a, Rows b) {
  return static_cast<Rows>(static_cast<unsigned char>(a) | static_cast<unsigned char>(b));
}
constexpr bool has(Rows rows, Rows one) {
  return (static_cast<unsigned char>(rows) & static_cast<unsigned char>(one)) != 0;
}

/// What becomes of programs that were built before the revision (operations/compatible.h).
enum class OlderPrograms : unsigned char {
  go_on,
  go_on_if_new,  ///< where the revision has made the table or the enum itself
  may_stop,
  depend,  ///< on more: compatible.cpp decides
};

/// What is the same for all operations of a kind.
struct Facts {
  std::string_view name;  ///< Alembic's, as it stands in a revision
  Verb verb;
  On on;
  Rows rows;
  OlderPrograms older_programs;
};

/// The thing that an operation works on.
struct Subject {
  Name name;                  ///< of the table, enum or object; of what holds `part`
  std::string part = {};      ///< the column, constraint, index, value or trigger, or the arguments
  std::string new_name = {};  ///< what a rename makes of `name` or `part`
  Name partition = {};
  schema::ObjectKind object = {};  ///< with On::any_object
  On on = On::nothing;
  Verb verb = Verb::run;
};

/// Specialised beside each kind's struct. It has
///   `facts`: the same for all of the kind,
///   `subject(operation)`: on and verb left to `facts`; not with On::nothing,
/// and where it makes sense
///   `name(operation)`: where facts.name is not all that it can be called,
///   `members(operation, each)`: calls `each(key, member)` for all that it holds, in the order of
///      its JSON, where that is no more than names and texts: JSON and C++ source follow from it,
///   `block(operation)`: the operations that it runs, each by itself, outside a transaction,
///   `effect(operation)`: the operations that say what it does to the schema,
///   `more(operation)`: what `describe` says of it beyond its name and subject.
template <class Kind>
struct Descriptor;

/// An argument that may be left out, and an empty one is.
struct Optional {
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

/// The kinds of one of these files; operation.h puts them together.
template <class... Kind>
struct Kinds {};

template <class Kind>
concept HasMembers = requires(const Kind& operation) {
  Descriptor<Kind>::members(operation, [](const char*, const auto&) {});
};

}  // namespace limbeck::operations
