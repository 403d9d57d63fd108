// Renames that the models ask for, in an order in which every step finds its new name free.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "migrations/diff/diff.h"

namespace limbeck::diff {

struct Rename {
  std::string from;
  std::string to;
};

/// What decides which hints still hold.
struct RenameNames {
  std::function<bool(const std::string&)> is_in_from;
  std::function<bool(const std::string&)> is_in_to;
  /// Whether renaming in a circle (a to b, b to a) brings the two sides closer than leaving all as
  /// they are: the hints of a circle that was renamed already look the same as those of one that
  /// was not.
  std::function<bool(const std::vector<Rename>&)> circle_is_closer;
};

/// `hints` are new name → old name. Ignores hints that are spent: the old name is gone, or the new
/// one is there already. A circle goes through a name that neither side has.
std::vector<Rename> ordered_renames(const std::map<std::string, std::string>& hints,
                                    const RenameNames& names);

/// Renames tables, columns and values of enums in `work`, and the indexes and constraints that are
/// called otherwise for it; says so in `operations`.
void rename(schema::Schema& work, const schema::Schema& to, const Hints& hints,
            std::vector<operations::Operation>& operations);

}  // namespace limbeck::diff
