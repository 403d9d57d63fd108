// Decides which revisions run, in which order, and how each changes the version table. The
// functions use no database.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "migrations/history/graph.h"

namespace limbeck::history {

enum class Direction : unsigned char { upgrade, downgrade };

/// A step, with the rows of the version table that it removes and adds by Alembic's rules. The
/// steps of a stamp run no operations.
struct Step {
  Graph::Index revision;
  Direction direction = Direction::upgrade;
  std::vector<std::string> removes = {};
  std::vector<std::string> adds = {};
};

using Plan = std::vector<Step>;

/// The rows of the version table after `step`, in order.
std::vector<std::string> rows_after(std::vector<std::string> rows, const Step& step);

/// A target or an identifier that cannot be resolved. The message says why, and what to do.
struct Unresolved {
  enum class Reason : unsigned char {
    unknown,          ///< no such revision, label or branch
    unknown_current,  ///< the version table names a revision that the history does not have
    ambiguous,        ///< a prefix of several ids, steps over a branch point, or several starts
    several_heads,    ///< `head`, and the history has several
    not_related,      ///< not a member of the branch, or not above or below what is current
    out_of_range,     ///< more steps than there are revisions, or in the wrong direction
    overlapping,      ///< one of the revisions is an ancestor of another one
    malformed,        ///< not an identifier or a range
  };
  std::string message;
  Reason reason = Reason::unknown;
};

/// Plans an upgrade, in linear time. The order is that of Alembic: all of one branch before the
/// next, and branches in load order. `current` has the rows of the version table. `target` is any
/// identifier of Alembic: `head`, `heads`, `base`, `+2`, `-1`, `abc@head`, `a1b2+1`, an unambiguous
/// prefix, or a label.
std::variant<Plan, Unresolved> plan_upgrade(const Graph& graph,
                                            const std::vector<std::string>& current,
                                            std::string_view target);
/// Plans an upgrade to several targets.
std::variant<Plan, Unresolved> plan_upgrade(const Graph& graph,
                                            const std::vector<std::string>& current,
                                            const std::vector<std::string>& targets);
/// Plans a downgrade to `target`, which stays applied. Revisions that depend on one that is undone
/// are undone too, also on other branches. `L@base` and `L@rev` undo revisions of branch L only.
/// With several rows, `-1` starts from the first of them.
std::variant<Plan, Unresolved> plan_downgrade(const Graph& graph,
                                              const std::vector<std::string>& current,
                                              std::string_view target);

/// Plans a stamp: the rows become those of a database to which `targets` were applied. Other
/// branches stay as they are, and no operation runs. (`--purge` empties the table and passes no
/// rows, because the rows of an unknown history cannot be resolved.)
std::variant<Plan, Unresolved> plan_stamp(const Graph& graph,
                                          const std::vector<std::string>& current,
                                          const std::vector<std::string>& targets);

/// The revisions that an identifier names, none for `base` and possibly several for `heads`. An
/// identifier is an id, a prefix of an id, a label, `head`, `heads`, `base` or `current`, possibly
/// on a branch (`L@head`) and with steps (`head-1`). `-1` is one below each head. `current` is used
/// only if the identifier is relative to it.
std::variant<std::vector<Graph::Index>, Unresolved> resolve(
    const Graph& graph, std::string_view identifier, const std::vector<std::string>& current = {});

/// Resolves an identifier of one revision. The result is nullopt for `base`; several are an error.
std::variant<std::optional<Graph::Index>, Unresolved> resolve_one(
    const Graph& graph, std::string_view identifier, const std::vector<std::string>& current = {});

/// Options of `iterate`.
struct IterateOptions {
  bool inclusive = false;      ///< include the lower revisions
  bool implicit_base = false;  ///< include other branches, down to their bases
  bool exact_length =
      true;  ///< `-5` is an error if there are fewer than five; otherwise it stops at the last
  bool downgrade = false;  ///< the revisions that a downgrade from upper to lower would undo
};

/// The revisions above `lower` up to `upper`, newest first. Without identifiers, `lower` is base
/// and `upper` is nothing.
std::variant<std::vector<Graph::Index>, Unresolved> iterate(const Graph& graph,
                                                            const std::vector<std::string>& upper,
                                                            const std::vector<std::string>& lower,
                                                            const IterateOptions& options = {});

/// The revisions of a range of `history -r`, newest first and including both ends: `r1:r2`, `:r2`,
/// `r1:`, `-3:current`. An empty range is the whole history.
std::variant<std::vector<Graph::Index>, Unresolved> history(
    const Graph& graph, std::string_view range, const std::vector<std::string>& current = {});

/// Whether one row may be an ancestor of another one. Such rows are contradictory, so nothing may
/// be planned from them.
enum class Overlap : unsigned char { refuse, allow };

/// All revisions that are applied if the version table has these rows: they and their ancestors.
std::variant<std::vector<Graph::Index>, Unresolved> applied(const Graph& graph,
                                                            const std::vector<std::string>& current,
                                                            Overlap overlap = Overlap::refuse);

/// All revisions, parents and dependencies before children, otherwise in load order.
std::vector<Graph::Index> topological_order(const Graph& graph);

}  // namespace limbeck::history
