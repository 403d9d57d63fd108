// A table or a view as the operations that a revision needs to create it.
#pragma once

#include <vector>

#include "migrations/operations/operation.h"

namespace limbeck::operations {

/// `create_table` with its constraints, then its indexes. A foreign key of the table to itself
/// comes last if it needs a unique index.
std::vector<Operation> creation_of(schema::Table table);

/// `create_view`, then the indexes of a materialised one.
std::vector<Operation> creation_of(schema::View view);

/// The operation that drops the constraint: by its name, or by its columns or expression.
DropConstraint dropping(const Name& table, const schema::PrimaryKey& key);
DropConstraint dropping(const Name& table, const schema::Unique& constraint);
DropConstraint dropping(const Name& table, const schema::ForeignKey& key);
DropConstraint dropping(const Name& table, const schema::Check& constraint);
DropConstraint dropping(const Name& table, const schema::Exclude& constraint);

}  // namespace limbeck::operations
