// Checks whether a new part of a schema is valid in that schema.
#pragma once

#include <string>
#include <vector>

#include "migrations/operations/apply/change.h"

namespace limbeck::operations {

/// Checks that the numbers of a type are not negative. `what` describes the owner of the type.
void check_numbers(Change& change, const std::string& what, const schema::Type& type);

/// Checks that the column's type exists, that its default is a value of the type, and that only one
/// of default, identity and expression gives its value.
void check_column(Change& change, const Name& table, const schema::Column& column);

/// Checks the columns of a key or constraint: there are some, all exist, and none is named twice.
/// `what` describes the constraint.
void check_columns(Change& change, const schema::Table& table,
                   const std::vector<std::string>& columns, const std::string& what);

/// Checks that the partitioned table exists and is one, and that no other partition has the bound.
void check_partition(Change& change, const Name& partition, const schema::PartitionOf& of);

// `table` is the table without the new part.
void check_primary_key(Change& change, const schema::Table& table, const schema::PrimaryKey& key);
void check_unique(Change& change, const schema::Table& table, const schema::Unique& constraint);
/// A foreign key may refer to `table` even if the schema does not have it yet.
void check_foreign_key(Change& change, const schema::Table& table, const schema::ForeignKey& key);
void check_index(Change& change, const schema::Table& table, const schema::Index& index);
/// Checks that the index has a name and elements. Nothing else is known about an index of a view.
void check_index(Change& change, const schema::View& view, const schema::Index& index);

/// Fails where a constraint of the table has that name.
void require_free_constraint(Change& change, const schema::Table& table, const std::string& name);

/// Fails if a foreign key refers to columns that are a key of the present table but not of `after`.
/// `what` describes what is dropped.
void check_references_keep_key(Change& change, const schema::Table& after, const std::string& what);

}  // namespace limbeck::operations
