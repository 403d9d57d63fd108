// The operations as values: what a revision records, what diff computes, what a dialect renders.
// A struct for each kind of change stands in operations/kinds/, with what is the same for all of
// that kind beside it.
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

/// Changes a schema as the operation does. Each is compiled beside its operation's apply_to: a
/// program links those of the operations that it can make, and a history makes few of them.
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
/// Every kind there is.
using OperationKinds = Joined<TableKinds, ConstraintKinds, EnumKinds, ObjectKinds, DataKinds>::type;

/// An operation of any kind: a variant that knows how to apply what it holds. Its special members
/// are compiled once, in operation.cpp: a file that copies lists of operations takes g++ 12 three
/// seconds less so.
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
  Location location = {};  ///< where it was written; nowhere for one that diff made
};

/// Alembic's name of the operation, as it stands in a revision: `add_column`, `create_foreign_key`
/// …
std::string_view name_of(const Operation& operation);
/// In a few words, as the terminal shows it: `add_column users.display_name`.
std::string describe(const Operation& operation);
/// The table it works on; none for execute and run, and for what stands beside tables. The index of
/// a materialised view is on that view.
std::optional<Name> table_of(const Operation& operation);

/// What an operation makes of an object that is neither a table nor part of one.
struct ObjectChange {
  schema::Object object;
  Verb verb = Verb::alter;  ///< create, alter (a comment is that, too) or drop
};
/// Nothing for operations on tables, enums (but for their comments) and rows.
std::optional<ObjectChange> object_of(const Operation& operation);

}  // namespace limbeck::operations
