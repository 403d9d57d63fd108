// What changes in a table that both sides have.
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

  /// The columns, sorted, that a dropped primary key, unique constraint or unique index stood on.
  std::set<std::vector<std::string>> lost_keys;
  std::set<std::string> retyped;  ///< see ColumnChanges
};

/// `from` and `to` must outlive the change.
TableChange compare_tables(const schema::Table& from, const schema::Table& to, const Hints& hints);

/// Whether a foreign key to these columns has to go while the table changes.
bool disturbs(const TableChange& change, const std::vector<std::string>& ref_columns);

/// The names that dropping it frees, or that creating it takes, among tables and indexes: those of
/// indexes, and of the constraints that stand on an index. Empty for other operations.
std::string relation_name(const operations::Operation& operation);

}  // namespace limbeck::diff
