// Schema × schema → operations. Pure and deterministic: the same pair gives the same list.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "migrations/operations/operation.h"

namespace limbeck::diff {

using schema::Name;

/// What the models say about how to get there, beside the schema they describe.
struct Hints {
  std::map<Name, std::string> renamed_tables = {};  ///< new name → old name
  std::map<Name, std::string> renamed_enums = {};   ///< new name → old name
  std::map<std::pair<Name, std::string>, std::string> renamed_columns = {};  ///< (table, new) → old
  std::map<std::pair<Name, std::string>, std::string> renamed_values = {};  ///< (enum, new) → old
  /// (table, column) → new → old, of the values of an enum that is kept as text
  std::map<std::pair<Name, std::string>, std::map<std::string, std::string>> renamed_texts = {};
  std::map<std::pair<Name, std::string>, std::string> fills = {};  ///< (table, column) → SQL
  /// Every name that a table, column, enum or value of one has had in the history, by the path of what
  /// it is called there now; absent where the history is not known. Of an enum kept as text the path
  /// is `tables/t/columns/c/values/new`.
  std::optional<std::map<std::string, std::set<std::string>>> former_names = {};
  bool operator==(const Hints&) const = default;
};

/// The operations that lead from `from` to `to`, in an order that executes: what others stand on
/// before them, drops in reverse, foreign key cycles closed after their tables. `apply(diff(a, b),
/// a)` is equivalent to b. A hint that is spent (the old name is gone from `from`) is ignored.
std::vector<operations::Operation> diff(const schema::Schema& from, const schema::Schema& to,
                                        const Hints& hints = {});

/// What differs and cannot be made by operations in any order, or by no operation at all; or what
/// the models ask for and nothing tells what is meant. The path is as in schema::SourceMap, the
/// message says what to do.
struct Unreachable {
  std::string path;
  std::string message;
  std::string rule = "limbeck-unreachable";
  bool refuses = true;  ///< false: only a word of warning
};

/// The same, and says which fills can run in no order: what they read goes before it is there.
std::vector<operations::Operation> diff(const schema::Schema& from, const schema::Schema& to,
                                        const Hints& hints, std::vector<Unreachable>& told);

/// What differs in a thing that both have and no operation changes: how a table is partitioned (the
/// database would have to move its rows), the type of a domain, the values of an enum in a partition
/// key; and what is to say a value of an enum that goes.
std::vector<Unreachable> unreachable(const schema::Schema& from, const schema::Schema& to,
                                     const Hints& hints = {});

/// A drop and an add that look like one rename: never acted on, only told.
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
