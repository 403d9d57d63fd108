// Compares two schemas and returns the operations that lead from one to the other. The result
// depends on the arguments only.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "migrations/findings/finding.h"
#include "migrations/operations/operation.h"

namespace limbeck::diff {

using schema::Name;

/// What the models say about the way to their schema: former names, and values for rows that exist.
struct Hints {
  std::map<Name, std::string> renamed_tables = {};  ///< new name → old name
  std::map<Name, std::string> renamed_enums = {};   ///< new name → old name
  std::map<std::pair<Name, std::string>, std::string> renamed_columns = {};  ///< (table, new) → old
  std::map<std::pair<Name, std::string>, std::string> renamed_values = {};  ///< (enum, new) → old
  /// (table, column) → new → old, for the values of an enum that is stored as text
  std::map<std::pair<Name, std::string>, std::map<std::string, std::string>> renamed_texts = {};
  std::map<std::pair<Name, std::string>, std::string> fills = {};  ///< (table, column) → SQL
  /// All names that a table, column, enum or value of an enum has had in the history, by its
  /// present path there; absent if the history is not known. The path of a value of an enum that is
  /// stored as text is `tables/t/columns/c/values/new`.
  std::optional<std::map<std::string, std::set<std::string>>> former_names = {};
  bool operator==(const Hints&) const = default;
};

/// The operations that lead from `from` to `to`, in an order in which they can be executed:
/// creations in the order of dependencies, drops in the opposite order, and foreign keys of a cycle
/// after all of its tables. `apply(diff(a, b), a)` is equivalent to b. A hint that was followed
/// before (`from` does not have the old name) is ignored.
std::vector<operations::Operation> diff(const schema::Schema& from, const schema::Schema& to,
                                        const Hints& hints = {});

/// The same. Appends to `found`, at paths, the fills that cannot run in any order and the
/// requests of the models that are ambiguous. Their messages say what to do.
std::vector<operations::Operation> diff(const schema::Schema& from, const schema::Schema& to,
                                        const Hints& hints, std::vector<Finding>& found);

/// Differences that no operation can make: how a table is partitioned (the database would have to
/// move its rows), the type of a domain, the removal of enum values in a partition key, and SQL of
/// the models that uses an enum value which they remove.
std::vector<Finding> unreachable(const schema::Schema& from, const schema::Schema& to,
                                 const Hints& hints = {});

/// A drop and an addition that look like one rename. They are reported, never changed into a
/// rename.
struct LikelyRename {
  enum class Kind : unsigned char { table, column, enumeration, value };
  Kind kind = Kind::table;
  Name of;           ///< the new table or enum; the table of a column; the enum of a value
  std::string name;  ///< of the column, the value; else empty
  std::string from;  ///< its old name
};
std::vector<LikelyRename> likely_renames(const std::vector<operations::Operation>& operations,
                                         const schema::Schema& from, const schema::Schema& to);

}  // namespace limbeck::diff
