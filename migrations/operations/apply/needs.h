// Dependencies in a schema: what has to be dropped before a column, a key or a table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/operations/apply/change.h"
#include "migrations/schema/schema.h"

namespace limbeck::operations {

/// Descriptions for messages: `index 'ix_users_email'`, or `the unique constraint on (a, b)` for
/// one without a name.
std::string naming(const schema::PrimaryKey& key);
std::string naming(const schema::Unique& constraint);
std::string naming(const schema::ForeignKey& constraint);
std::string naming(const schema::Check& constraint);
std::string naming(const schema::Exclude& constraint);
std::string naming(const schema::Index& index);

/// A foreign key and the table that has it.
struct Reference {
  const schema::Table* table;
  const schema::ForeignKey* key;
};
/// The foreign keys of all tables, including its own, that refer to `table`.
std::vector<Reference> references_to(Change& change, const schema::Name& table);
/// The partitions of `table`, sorted by name. all_partitions_of includes partitions of partitions.
std::vector<const schema::Table*> partitions_of(Change& change, const schema::Name& table);
std::vector<const schema::Table*> all_partitions_of(Change& change, const schema::Name& table);

/// Descriptions of everything that depends on the column: keys, constraints, indexes, generated
/// columns and the partition key of its table, and foreign keys of any table that refer to it.
std::vector<std::string> needs_of_column(Change& change, const schema::Table& table,
                                         std::string_view column);

/// `a`, `a and b`, `a, b and c`.
std::string enumerated(const std::vector<std::string>& items);

}  // namespace limbeck::operations
