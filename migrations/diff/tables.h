// Compares a table that both schemas have.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "migrations/diff/diff.h"

namespace limbeck::diff {

struct TableChange {
  const schema::Table* from = nullptr;
  const schema::Table* to = nullptr;

  std::vector<operations::Operation> drops;  ///< constraints and indexes, not foreign keys
  std::vector<operations::Operation> columns;
  std::vector<operations::Operation> creates;     ///< constraints and indexes, not foreign keys
  std::vector<operations::Operation> attributes;  ///< comment and settings

  std::vector<const schema::ForeignKey*> dropped_keys;
  std::vector<const schema::ForeignKey*> kept_keys;
  std::vector<const schema::ForeignKey*> created_keys;

  /// The sorted columns of each primary key, unique constraint and unique index that is dropped.
  std::set<std::vector<std::string>> lost_keys;
  std::set<std::string> retyped;  ///< see ColumnChanges
};

/// `from` and `to` must outlive the change.
TableChange compare_tables(const schema::Table& from, const schema::Table& to, const Hints& hints);

/// Whether a foreign key to these columns has to be dropped while the table changes.
bool disturbs(const TableChange& change, const std::vector<std::string>& ref_columns);

/// The name among tables and indexes that a drop frees or a creation uses: the name of an index, or
/// of a constraint that has an index. Empty for other operations.
std::string relation_name(const operations::Operation& operation);

}  // namespace limbeck::diff
