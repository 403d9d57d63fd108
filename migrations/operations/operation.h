// Operations as values. A revision records them, diff computes them, and a dialect renders them.
// Each kind has a struct and a descriptor in operations/kinds/.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "migrations/operations/kinds/constraints.h"
#include "migrations/operations/kinds/data.h"
#include "migrations/operations/kinds/enums.h"
#include "migrations/operations/kinds/objects.h"
#include "migrations/operations/kinds/tables.h"
#include "migrations/schema/location.h"
#include "migrations/schema/schema.h"

namespace limbeck::operations {

using schema::Location;

struct Change;
class AnyOperation;

/// Applies an operation of one kind to a schema. Each is compiled beside the apply_to of its kind,
/// so that a program links only those of the kinds that it uses.
template <class Kind>
void apply_as(Change& change, const AnyOperation& operation);

template <class... Lists>
struct Joined;
template <class... First, class... Second, class... Rest>
struct Joined<Kinds<First...>, Kinds<Second...>, Rest...>
    : Joined<Kinds<First..., Second...>, Rest...> {};
template <class... Kind>
struct Joined<Kinds<Kind...>> {
  using type = std::variant<Kind...>;
};
/// All kinds of operations.
using OperationKinds = Joined<TableKinds, ConstraintKinds, EnumKinds, ObjectKinds, DataKinds>::type;

/// An operation of any kind: a variant, with the function that applies its value. Its special
/// members are compiled once, in operation.cpp. That saves g++ 12 three seconds for each file that
/// copies lists of operations.
class AnyOperation : public OperationKinds {
 public:
  AnyOperation();
  AnyOperation(const AnyOperation& other);
  AnyOperation(AnyOperation&& other) noexcept;
  AnyOperation& operator=(const AnyOperation& other);
  AnyOperation& operator=(AnyOperation&& other) noexcept;
  ~AnyOperation();
  template <class Kind>
  requires(!std::is_same_v<std::remove_cvref_t<Kind>, AnyOperation>)
      AnyOperation(Kind&& operation)  // NOLINT(google-explicit-constructor): as std::variant's
      : OperationKinds(std::forward<Kind>(operation)),
        apply_(&apply_as<std::remove_cvref_t<Kind>>) {}

  void apply_to(Change& change) const { apply_(change, *this); }

 private:
  void (*apply_)(Change&, const AnyOperation&);
};

struct Operation {
  AnyOperation value = {};
  Location location = {};  ///< where a revision has it; unknown for one that diff computed
};

/// Alembic's name of the operation, as revisions write it: `add_column`, `create_foreign_key`
/// …
std::string_view name_of(const Operation& operation);
/// A short description for the terminal: `add_column users.display_name`.
std::string describe(const Operation& operation);
/// The table that it works on, or nullopt for execute, run and operations on objects. For an index
/// of a materialised view, this is the view.
std::optional<Name> table_of(const Operation& operation);

/// What an operation does to an object that is neither a table nor a part of one.
struct ObjectChange {
  schema::Object object;
  Verb verb = Verb::alter;  ///< create, alter (also a change of the comment) or drop
};
/// The result is nullopt for operations on tables, rows and enums, apart from comments on enums.
std::optional<ObjectChange> object_of(const Operation& operation);

}  // namespace limbeck::operations
