// Finds the constraint that a DropConstraint drops. apply and reverse must agree about it.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "migrations/operations/operation.h"

namespace limbeck::operations {

/// A constraint of a table: its kind, and its index in the table's list of that kind.
struct FoundConstraint {
  schema::ConstraintKind kind = schema::ConstraintKind::any;
  std::size_t index = 0;
};

/// The constraints that the operation may drop; a valid operation has one. Without a name, these
/// are the constraints with its columns or its expression, whatever their names are.
std::vector<FoundConstraint> find_constraints(const schema::Table& table,
                                              const DropConstraint& operation);

/// Renames it, or removes it from the table.
void rename_constraint(schema::Table& table, const FoundConstraint& which,
                       const std::string& new_name);
void remove_constraint(schema::Table& table, const FoundConstraint& which);

/// The operation that creates the constraint.
AnyOperation creation_of(const schema::Table& table, const FoundConstraint& which);

/// The name of the constraint for messages.
std::string naming(const schema::Table& table, const FoundConstraint& which);

}  // namespace limbeck::operations
