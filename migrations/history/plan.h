// Which revisions run, in which order, and what each does to the version table. Pure: no database.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "migrations/history/graph.h"

namespace limbeck::history {

enum class Direction : unsigned char { upgrade, downgrade };

/// A step and its effect on the version table (Alembic's rules, ../shared/alembic.md 4.1): the rows
/// it takes away and the rows it adds. A stamp's step runs no operations.
struct Step {
  Graph::Index revision;
  Direction direction = Direction::upgrade;
  std::vector<std::string> removes = {};
  std::vector<std::string> adds = {};
};

using Plan = std::vector<Step>;

/// The version table's rows, in order, when `step` has changed `rows`.
std::vector<std::string> rows_after(std::vector<std::string> rows, const Step& step);

/// A target or identifier that cannot be resolved; the text says what is wrong and what to do next.
struct Unresolved {
  enum class Reason : unsigned char {
    unknown,          ///< no such revision, label or branch
    unknown_current,  ///< the version table names a revision that the history does not have
    ambiguous,        ///< a prefix of several, a walk that forks, several revisions to start from
    several_heads,    ///< `head` where there are several
    not_related,      ///< not a member of the branch, or not above or below what is current
    out_of_range,     ///< more steps than there are revisions, or in the wrong direction
    overlapping,      ///< one of the revisions asked for stands on another
    malformed,        ///< no identifier or range at all
  };
  std::string message;
  Reason reason = Reason::unknown;
};

/// Plans are linear in the size of the history, and the order is Alembic's: one branch as far as it
/// goes before the next, ties by load order. `current` are the rows of the version table. `target`
/// is any identifier Alembic takes: `head heads base +2 -1 abc@head a1b2+1`, an unambiguous prefix,
/// a label.
std::variant<Plan, Unresolved> plan_upgrade(const Graph& graph,
                                            const std::vector<std::string>& current,
                                            std::string_view target);
/// To several targets at once.
std::variant<Plan, Unresolved> plan_upgrade(const Graph& graph,
                                            const std::vector<std::string>& current,
                                            const std::vector<std::string>& targets);
/// Down to `target`, which stays. What depends on a revision that goes, goes with it, on other
/// branches too. `L@base` and `L@rev` take away only branch L. `-1` with several rows goes down
/// from the first of them.
std::variant<Plan, Unresolved> plan_downgrade(const Graph& graph,
                                              const std::vector<std::string>& current,
                                              std::string_view target);

/// Sets the rows to what they are when `targets` are applied and leaves other branches alone;
/// nothing runs.
/// (`--purge`: empty the table and pass no rows, since the rows of an unknown history cannot be
/// resolved.)
std::variant<Plan, Unresolved> plan_stamp(const Graph& graph,
                                          const std::vector<std::string>& current,
                                          const std::vector<std::string>& targets);

/// The revisions an identifier names (none for `base`, several for `heads`): an id or a prefix of
/// one, a label, `head`, `heads`, `base`, `current`, any of them of a branch (`L@head`) or some
/// steps off (`head-1`). `-1` is one below each head. `current` is only looked at where the
/// identifier needs it.
std::variant<std::vector<Graph::Index>, Unresolved> resolve(
    const Graph& graph, std::string_view identifier, const std::vector<std::string>& current = {});

/// As `resolve`, where only one will do: none for `base`, and several are an error.
std::variant<std::optional<Graph::Index>, Unresolved> resolve_one(
    const Graph& graph, std::string_view identifier, const std::vector<std::string>& current = {});

/// How far `iterate` goes.
struct IterateOptions {
  bool inclusive = false;      ///< with the lower revisions themselves
  bool implicit_base = false;  ///< with what is below neither: other branches, down to their bases
  bool exact_length =
      true;  ///< `-5` with fewer than five below is an error; else it stops at the end
  bool downgrade = false;  ///< what a downgrade from upper to lower would take away
};

/// The revisions above `lower` up to `upper`, newest first. No identifiers are base, below;
/// nothing, above.
std::variant<std::vector<Graph::Index>, Unresolved> iterate(const Graph& graph,
                                                            const std::vector<std::string>& upper,
                                                            const std::vector<std::string>& lower,
                                                            const IterateOptions& options = {});

/// What `history -r` lists, newest first, both ends with it: `r1:r2`, `:r2`, `r1:`, `-3:current`,
/// or empty for everything.
std::variant<std::vector<Graph::Index>, Unresolved> history(
    const Graph& graph, std::string_view range, const std::vector<std::string>& current = {});

/// Whether rows of which one stands on another are taken as they are. Nothing may be planned from
/// such rows: nobody knows which of them is meant.
enum class Overlap : unsigned char { refuse, allow };

/// Everything that is applied when the version table has these rows: they and all they stand on.
std::variant<std::vector<Graph::Index>, Unresolved> applied(const Graph& graph,
                                                            const std::vector<std::string>& current,
                                                            Overlap overlap = Overlap::refuse);

/// Every revision, parents and dependencies before children, ties by load order.
std::vector<Graph::Index> topological_order(const Graph& graph);

}  // namespace limbeck::history
