#pragma once

#include <set>
#include <string>
#include <vector>

#include "migrations/diff/diff.h"

namespace limbeck::diff {

/// What changes in the columns of a table that both sides have.
struct ColumnChanges {
  std::vector<operations::Operation> operations;
  /// Columns that get a type which cannot be compared with the old one: a foreign key between the
  /// two would not stand while only one side has changed.
  std::set<std::string> retyped;
};

using RenamedTexts = decltype(Hints::renamed_texts);

/// The hints of values of enums that are kept as text, without those that are spent; what cannot be
/// decided is told. `renames` led to `from`.
RenamedTexts renamed_texts(const schema::Schema& from, const schema::Schema& to, const Hints& hints,
                           const std::vector<operations::Operation>& renames,
                           std::vector<Unreachable>& told);

/// Added columns come first and dropped ones last, so that expressions of generated columns always
/// find theirs; one operation alters all that changes in a column.
ColumnChanges compare_columns(const schema::Table& from, const schema::Table& to,
                              const Hints& hints);

}  // namespace limbeck::diff
