// Renames that the models ask for, in an order in which every step finds its new name free.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "migrations/diff/diff.h"
#include "migrations/operations/apply.h"
#include "migrations/operations/operation.h"

namespace limbeck::diff {

struct Rename {
  std::string from;
  std::string to;
};

/// What the history or the schemas say about a question.
enum class Answer : unsigned char { no, unknown, yes };

/// Decides which hints still have to be followed.
struct RenameNames {
  std::function<bool(const std::string&)> is_in_from;
  std::function<bool(const std::string&)> is_in_to;
  /// Whether the two schemas are more alike after the renames of a cycle (a to b, b to a) than
  /// without them. The hints alone do not show whether a cycle was renamed already.
  std::function<Answer(const std::vector<Rename>&)> circle_is_closer;
  /// Whether the history contains this rename: what is called `to` there was called `from` before.
  std::function<Answer(const Rename&)> was_done = [](const Rename&) { return Answer::unknown; };
  /// Whether one statement can rename all of them, so that a cycle needs no temporary name.
  bool at_once = false;
};

/// Hints that cause no rename although one may have been meant.
struct AmbiguousRename {
  enum class Kind : unsigned char {
    circle,  ///< it is not known whether the names of a cycle were exchanged already
    taken,   ///< both names are in use, and the history did not rename one to the other
    done,    ///< the history has already exchanged the names of a cycle
  };
  Kind kind = Kind::circle;
  std::vector<Rename> of;
};

/// The renames to do, in an order in which each new name is free. `hints` maps new names to old
/// ones. A hint is ignored if it was followed before: the old name does not exist, or the new one
/// does. A cycle gets a temporary name that neither schema uses. A hint that neither the history
/// nor the schemas decide is not followed; it is added to `ambiguities`.
std::vector<Rename> ordered_renames(const std::map<std::string, std::string>& hints,
                                    const RenameNames& names,
                                    std::vector<AmbiguousRename>& ambiguities);

/// The names of a table and of its column before `operations` renamed them.
Name before_renames(const Name& table, const std::vector<operations::Operation>& operations);
std::pair<Name, std::string> before_renames(const Name& table, std::string column,
                                            const std::vector<operations::Operation>& operations);

/// Whether the part of the history's schema that has `path` was called `old_name` before.
Answer was_called(const Hints& hints, const std::string& path, const std::string& old_name);

/// The error or the warning for an ambiguity, at the first of its renames. `path_of` returns the
/// path of a name in the models, `what` is the plural of what is renamed, and `operation` the
/// operation that renames it.
Finding describe(const AmbiguousRename& ambiguity, const std::string& what,
                 const std::string& operation,
                 const std::function<std::string(const std::string&)>& path_of);

/// Renames tables, columns and values of enums in `work`, and the indexes and constraints whose
/// names follow from theirs. Appends these operations to `operations`, and ambiguous hints to
/// `problems`.
void rename(schema::Schema& work, const schema::Schema& to, const Hints& hints,
            std::vector<operations::Operation>& operations, std::vector<Finding>& problems);

// Renames indexes and constraints of which only the name changes.

/// Renames the indexes and constraints of `work` that `to` has under other names, because a column
/// that is a part of the name or the naming convention has changed. Those whose new name is in use,
/// or that exchange their names, are not renamed; the comparison drops and creates them.
void rename_parts(operations::Applier& work, const schema::Schema& to,
                  std::vector<operations::Operation>& operations);

}  // namespace limbeck::diff
