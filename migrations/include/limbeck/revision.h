// The only header of limbeck that a revision file includes. It includes no <string>, <vector> or
// <functional>, because a revision has to compile in a fifth of a second.
#pragma once

#include <concepts>
#include <initializer_list>
#include <string_view>

#include "limbeck/operations.h"

namespace limbeck {
inline namespace v1 {

/// Up to `capacity` identifiers of revisions. They are stored in place, because g++ 12 rejects a
/// std::initializer_list as a member of a constinit object. The texts must be of static lifetime.
struct Identifiers {
  static constexpr int capacity = 16;
  std::string_view items[capacity] = {};
  int count = 0;
  constexpr Identifiers() = default;
  constexpr Identifiers(std::initializer_list<std::string_view> ids) {
    // With more than `capacity` identifiers the index is out of bounds. That is not allowed in a
    // constant expression, so the compiler rejects the revision here. (More heads can be merged in
    // several revisions.)
    for (std::string_view id : ids) items[count++] = id;
  }
  constexpr const std::string_view* begin() const { return items; }
  constexpr const std::string_view* end() const { return items + count; }
  constexpr int size() const { return count; }
  constexpr bool empty() const { return count == 0; }
};

/// How a revision is undone: by operations of its own, by the reversed operations of its upgrade,
/// or not at all.
struct Downgrade {
  enum class Kind : unsigned char { none, operations, reverse_of_upgrade, irreversible };
  Kind kind = Kind::none;
  RevisionStep step = nullptr;
  std::string_view reason = {};  ///< why there is no way back, for `irreversible`
  constexpr Downgrade() = default;
  constexpr Downgrade(Kind which, std::string_view why) : kind(which), reason(why) {}
  template <class Step>
  requires std::convertible_to<Step, RevisionStep>
  constexpr Downgrade(Step own)
      : kind(Kind::operations), step(own) {}  // NOLINT: `.downgrade = [](…) {…}`
};

/// The downgrade runs the upgrade's operations reversed and in the opposite order. It is an error
/// of the build if an operation cannot be reversed, as `execute` without an effect cannot.
inline constexpr Downgrade reverse_of_upgrade{Downgrade::Kind::reverse_of_upgrade, {}};

/// The revision cannot be undone. A downgrade past it fails with the reason `why`.
constexpr Downgrade irreversible(std::string_view why) {
  return {Downgrade::Kind::irreversible, why};
}

/// One step of the history, whose identifier is the argument of LIMBECK_REVISION. It is constant
/// data: no code of it runs before main. All texts must be of static lifetime.
struct Revision {
  Identifiers revises = {};     ///< the revisions it follows: none for a base, several for a merge
  Identifiers depends_on = {};  ///< revisions of other branches that must be applied before it
  Identifiers branch_labels = {};     ///< names for the branch that starts with it
  std::string_view message = {};      ///< one line that says what it does
  std::string_view created = {};      ///< when it was written, in ISO 8601 and UTC
  std::string_view destructive = {};  ///< why the data that it destroys may be lost
  /// Why programs that were built before this revision keep working after it (`compatible`), or why
  /// they do not (`incompatible`), where that does not follow from its operations. At most one of
  /// the two is given.
  std::string_view compatible = {};
  std::string_view incompatible = {};
  RevisionStep upgrade = nullptr;  ///< null for a revision without operations, such as a merge
  Downgrade downgrade = {};
};

}  // namespace v1
}  // namespace limbeck

/// Defines the revision `id`: `LIMBECK_REVISION(91b0c6e2f7aa) = {…};`. An `id` has letters, digits
/// and underscores. The preprocessor pastes it into a name, so it may start with a digit.
#define LIMBECK_REVISION(id)                              \
  extern const ::limbeck::Revision limbeck_revision_##id; \
  constinit const ::limbeck::Revision limbeck_revision_##id
