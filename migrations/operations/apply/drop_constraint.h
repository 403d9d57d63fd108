// Which constraint a DropConstraint means; apply and reverse must agree.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "migrations/operations/operation.h"

namespace limbeck::operations {

/// A constraint of a table: its kind, and where it stands in the table's list of that kind.
struct FoundConstraint {
  schema::ConstraintKind kind = schema::ConstraintKind::any;
  std::size_t index = 0;
};

/// The constraints that the operation could mean: one, if it says enough. Without a name it means
/// those on its columns or of its expression, whatever they are called.
std::vector<FoundConstraint> find_constraints(const schema::Table& table,
                                              const DropConstraint& operation);

/// Takes it out of the table.
void rename_constraint(schema::Table& table, const FoundConstraint& which,
                       const std::string& new_name);
void remove_constraint(schema::Table& table, const FoundConstraint& which);

/// The operation that makes the constraint.
AnyOperation creation_of(const schema::Table& table, const FoundConstraint& which);

/// The name of the constraint for messages.
std::string naming(const schema::Table& table, const FoundConstraint& which);

}  // namespace limbeck::operations
