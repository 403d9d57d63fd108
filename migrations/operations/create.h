// A whole table as operations that can be written in a revision one by one.
#pragma once

#include <vector>

#include "migrations/operations/operation.h"

namespace limbeck::operations {

/// `create_table` with its constraints, then its indexes. A foreign key to itself that only a
/// unique index makes possible comes last.
std::vector<Operation> creation_of(schema::Table table);

/// `create_view`, then the indexes of a materialised one.
std::vector<Operation> creation_of(schema::View view);

/// The operation that drops the constraint: by name where it has one, else by what it stands on.
DropConstraint dropping(const Name& table, const schema::PrimaryKey& key);
DropConstraint dropping(const Name& table, const schema::Unique& constraint);
DropConstraint dropping(const Name& table, const schema::ForeignKey& key);
DropConstraint dropping(const Name& table, const schema::Check& constraint);
DropConstraint dropping(const Name& table, const schema::Exclude& constraint);

}  // namespace limbeck::operations
