#pragma once

#include <set>
#include <string>
#include <vector>

#include "migrations/diff/diff.h"

namespace limbeck::diff {

/// The changes in the columns of a table that both schemas have.
struct ColumnChanges {
  std::vector<operations::Operation> operations;
  /// Columns that get a type that cannot be compared with the old one. A foreign key on such a
  /// column is invalid while only one of its sides has changed.
  std::set<std::string> retyped;
};

using RenamedTexts = decltype(Hints::renamed_texts);

/// The hints about values of enums that are stored as text, without those that were followed
/// before. Appends ambiguous hints to `problems`. `renames` are the operations that led to `from`.
RenamedTexts renamed_texts(const schema::Schema& from, const schema::Schema& to, const Hints& hints,
                           const std::vector<operations::Operation>& renames,
                           std::vector<Finding>& problems);

/// Columns are added first and dropped last, so that the columns that generated columns read always
/// exist. One operation makes all changes of a column.
ColumnChanges compare_columns(const schema::Table& from, const schema::Table& to,
                              const Hints& hints);

}  // namespace limbeck::diff
