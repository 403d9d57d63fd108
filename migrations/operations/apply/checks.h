// Whether what an operation adds fits the schema it is added to.
#pragma once

#include <string>
#include <vector>

#include "migrations/operations/apply/change.h"

namespace limbeck::operations {

/// The numbers of a type are not negative. `what` names what has it.
void check_numbers(Change& change, const std::string& what, const schema::Type& type);

/// The column's type is there, its default is a value of it, and no two things give its value.
void check_column(Change& change, const Name& table, const schema::Column& column);

/// Columns named in a key or constraint are there, some, and none twice. `what` names the
/// constraint.
void check_columns(Change& change, const schema::Table& table,
                   const std::vector<std::string>& columns, const std::string& what);

/// The table to be partitioned is there and is, and no other partition has the bound.
void check_partition(Change& change, const Name& partition, const schema::PartitionOf& of);

// `table` is the table as it stands without the new thing.
void check_primary_key(Change& change, const schema::Table& table, const schema::PrimaryKey& key);
void check_unique(Change& change, const schema::Table& table, const schema::Unique& constraint);
/// `table` is also looked at for a key that refers to itself, so that it need not be in the schema
/// yet.
void check_foreign_key(Change& change, const schema::Table& table, const schema::ForeignKey& key);
void check_index(Change& change, const schema::Table& table, const schema::Index& index);
/// An index has a name and elements: all that can be known of one on a view.
void check_index(Change& change, const schema::View& view, const schema::Index& index);

/// Fails where a constraint of the table has that name.
void require_free_constraint(Change& change, const schema::Table& table, const std::string& name);

/// Fails where a foreign key refers to columns that no key of `after` covers, though one of the
/// table as it stands does. `what` names what is to go.
void check_references_keep_key(Change& change, const schema::Table& after, const std::string& what);

}  // namespace limbeck::operations
