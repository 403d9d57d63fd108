// A revision file includes this and nothing else of limbeck's. It stays light (no <string>,
// <vector>, <functional>): a revision must compile in a fifth of a second.
#pragma once

#include <concepts>
#include <initializer_list>
#include <string_view>

#include "limbeck/operations.h"

namespace limbeck {

/// Up to `capacity` identifiers, kept in place: g++ 12 refuses a std::initializer_list member in a
/// constinit object.
struct Identifiers {
  static constexpr int capacity = 16;
  std::string_view items[capacity] = {};
  int count = 0;
  constexpr Identifiers() = default;
  constexpr Identifiers(std::initializer_list<std::string_view> ids) {
    // Past the capacity the index is out of bounds, which a constant expression may not be: the
    // compiler refuses the revision here. (A merge of more heads is made in steps.)
    for (std::string_view id : ids) items[count++] = id;
  }
  constexpr const std::string_view* begin() const { return items; }
  constexpr const std::string_view* end() const { return items + count; }
  constexpr int size() const { return count; }
  constexpr bool empty() const { return count == 0; }
};

/// How a revision is undone: by operations of its own, by the reverse of its upgrade's, or not at
/// all.
struct Downgrade {
  enum class Kind : unsigned char { none, operations, reverse_of_upgrade, irreversible };
  Kind kind = Kind::none;
  RevisionStep step = nullptr;
  std::string_view reason = {};  ///< irreversible: why
  constexpr Downgrade() = default;
  constexpr Downgrade(Kind which, std::string_view why) : kind(which), reason(why) {}
  template <class Step>
  requires std::convertible_to<Step, RevisionStep>
  constexpr Downgrade(Step own)
      : kind(Kind::operations), step(own) {}  // NOLINT: `.downgrade = [](…) {…}`
};

/// The downgrade is the upgrade's operations reversed, from the schema the revision starts from.
/// Refused at build time where an operation loses what its reverse would need.
inline constexpr Downgrade reverse_of_upgrade{Downgrade::Kind::reverse_of_upgrade, {}};

/// There is no way back, and `why` is what someone who asks for it is told.
constexpr Downgrade irreversible(std::string_view why) {
  return {Downgrade::Kind::irreversible, why};
}

/// One step of the history. Its identifier is the argument of LIMBECK_REVISION. Constant data:
/// nothing of it runs before main.
struct Revision {
  Identifiers revises = {};     ///< the revisions it follows: none for a base, several for a merge
  Identifiers depends_on = {};  ///< revisions of other branches that must be there before
  Identifiers branch_labels = {};  ///< names for the branch that starts here
  std::string_view message = {};
  std::string_view created = {};      ///< ISO 8601, UTC
  std::string_view destructive = {};  ///< why it may destroy what it destroys
  /// Why programs that were built before it go on working after it, or why they do not, where its
  /// operations alone would say otherwise. At most one of the two.
  std::string_view compatible = {};
  std::string_view incompatible = {};
  RevisionStep upgrade = nullptr;
  Downgrade downgrade = {};
};

}  // namespace limbeck

/// Defines the revision `id` (letters, digits and underscores): `LIMBECK_REVISION(91b0c6e2f7aa) =
/// {…};`. `id` is pasted, never evaluated, so an identifier that starts with digits is fine.
#define LIMBECK_REVISION(id)                              \
  extern const ::limbeck::Revision limbeck_revision_##id; \
  constinit const ::limbeck::Revision limbeck_revision_##id
