// Renames that the models ask for, in an order in which every step finds its new name free.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "migrations/diff/diff.h"

namespace limbeck::diff {

struct Rename {
  std::string from;
  std::string to;
};

/// Which side the history or the schemas take in a question of names.
enum class Says : unsigned char { no, nothing, yes };

/// What decides which hints still hold.
struct RenameNames {
  std::function<bool(const std::string&)> is_in_from;
  std::function<bool(const std::string&)> is_in_to;
  /// Whether renaming in a circle (a to b, b to a) brings the two sides closer than leaving all as
  /// they are: the hints of a circle that was renamed already look the same as those of one that
  /// was not.
  std::function<Says(const std::vector<Rename>&)> circle_is_closer;
  /// Whether the history has renamed so before: what is called `to` there was once called `from`.
  std::function<Says(const Rename&)> was_done = [](const Rename&) { return Says::nothing; };
  /// Whether all can be renamed in one statement, so that a circle needs no name beside it.
  bool at_once = false;
};

/// Hints that do nothing, and of which nobody can be sure that nothing is what is meant.
struct Doubt {
  enum class Kind : unsigned char {
    circle,  ///< nothing tells whether the names of a circle were exchanged
    taken,   ///< both names are in the history, which has not renamed one to the other
    done,    ///< the history has exchanged the names of a circle: to do it again takes another word
  };
  Kind kind = Kind::circle;
  std::vector<Rename> of;
};

/// `hints` are new name → old name. Ignores hints that are spent: the old name is gone, or the new
/// one is there already, because the history has renamed. A circle goes through a name that neither
/// side has. What neither the history nor the two sides decide is not renamed, and told.
std::vector<Rename> ordered_renames(const std::map<std::string, std::string>& hints,
                                    const RenameNames& names, std::vector<Doubt>& doubts);

/// The names of a table and of its column before `operations` renamed them.
Name before_renames(Name table, const std::vector<operations::Operation>& operations);
std::pair<Name, std::string> before_renames(const Name& table, std::string column,
                                            const std::vector<operations::Operation>& operations);

/// Whether what has `path` in the history was once called `old_name` there.
Says was_called(const Hints& hints, const std::string& path, const std::string& old_name);

/// A doubt as an error, or as a warning, at the first of the things it is of. `path_of` gives the
/// path of what has a name in the models, `what` is the kind of it in the plural.
Unreachable tell_of(const Doubt& doubt, const std::string& what, const std::string& operation,
                    const std::function<std::string(const std::string&)>& path_of);

/// Renames tables, columns and values of enums in `work`, and the indexes and constraints that are
/// called otherwise for it; says so in `operations`. What cannot be decided is told.
void rename(schema::Schema& work, const schema::Schema& to, const Hints& hints,
            std::vector<operations::Operation>& operations, std::vector<Unreachable>& told);

}  // namespace limbeck::diff
