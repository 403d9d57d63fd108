// The functions of plan.h that resolve identifiers and list ranges.
#include <algorithm>

#include "migrations/history/errors.h"
#include "migrations/history/identifier.h"
#include "migrations/history/selection.h"

namespace limbeck::history {
namespace {

using Index = Graph::Index;
using Strings = std::vector<std::string>;

// Goes down from each of `starts`, for the lower end of a range: `-3`, `label@-3`.
std::variant<Indices, Unresolved> below_each(const Graph& graph, const Identifier& identifier,
                                             const Indices& starts, bool exact) {
  Indices from = starts;
  if (identifier.branch) {
    auto origin = look_up_branch(graph, *identifier.branch);
    if (auto* failed = std::get_if<Unresolved>(&origin)) return *failed;
    from = only(starts, lineage(graph, std::get<Index>(origin)));
  }
  Indices places;
  for (const Index start : from) {
    auto place = walk(graph, identifier, start, exact);
    if (auto* failed = std::get_if<Unresolved>(&place)) return *failed;
    if (const Place there = std::get<Place>(place)) places.push_back(*there);
  }
  return unique(graph, places);
}

std::variant<Indices, Unresolved> resolve_in(const Graph& graph, std::string_view text,
                                             const Indices& current, bool exact) {
  const Identifier identifier = parse_identifier(graph, text.empty() ? "base" : text);
  if (!identifier.steps) return resolve_symbol(graph, identifier, current);
  if (identifier.symbol.empty() && *identifier.steps < 0) {
    return below_each(graph, identifier, graph.real_heads(), exact);
  }
  return upgrade_targets(graph, text, current, exact);
}

std::variant<Indices, Unresolved> resolve_all(const Graph& graph, const Strings& identifiers,
                                              const Indices& current, bool exact) {
  Indices all;
  for (const std::string& identifier : identifiers) {
    auto some = resolve_in(graph, identifier, current, exact);
    if (auto* failed = std::get_if<Unresolved>(&some)) return *failed;
    const Indices& named = std::get<Indices>(some);
    all.insert(all.end(), named.begin(), named.end());
  }
  return unique(graph, all);
}

bool is_relative(const Identifier& identifier) {
  return identifier.steps && identifier.symbol.empty();
}

// A lower end on a branch (`label@base:heads`) restricts the range to that branch.
std::variant<Indices, Unresolved> on_branch(const Graph& graph, const Identifier& lower,
                                            const Indices& targets) {
  auto origin = look_up_branch(graph, *lower.branch);
  if (auto* failed = std::get_if<Unresolved>(&origin)) return *failed;
  const Index index = std::get<Index>(origin);
  const std::vector<std::string>& labels = graph.labels(index);
  const bool by_label = graph.find_label(*lower.branch).has_value();
  if (!by_label && labels.size() != 1) return only(targets, lineage(graph, index));
  const std::string& label = by_label ? *lower.branch : labels.front();
  Indices kept;
  for (const Index target : targets) {
    const std::vector<std::string>& own = graph.labels(target);
    if (std::ranges::find(own, label) != own.end()) kept.push_back(target);
  }
  return kept;
}

std::variant<Indices, Unresolved> iterate_up(const Graph& graph, const Strings& upper,
                                             const Strings& lower, const Indices& current,
                                             const IterateOptions& options) {
  const Identifier low = parse_identifier(graph, lower.size() == 1 ? lower.front() : "");
  const bool from_upper = is_relative(low) && *low.steps < 0;
  Indices start;
  if (!from_upper) {
    auto resolved = resolve_all(graph, lower, current, options.exact_length);
    if (auto* failed = std::get_if<Unresolved>(&resolved)) return *failed;
    start = std::get<Indices>(std::move(resolved));
  }
  const Identifier high = parse_identifier(graph, upper.size() == 1 ? upper.front() : "");
  auto targets = is_relative(high) && *high.steps > 0
                     ? upgrade_targets(graph, high.text, start, options.exact_length)
                     : resolve_all(graph, upper, current, options.exact_length);
  if (auto* failed = std::get_if<Unresolved>(&targets)) return *failed;
  if (low.branch) {
    targets = on_branch(graph, low, std::get<Indices>(targets));
    if (auto* failed = std::get_if<Unresolved>(&targets)) return *failed;
  }
  if (from_upper) {
    auto resolved = below_each(graph, low, std::get<Indices>(targets), options.exact_length);
    if (auto* failed = std::get_if<Unresolved>(&resolved)) return *failed;
    start = std::get<Indices>(std::move(resolved));
  }
  auto selected = select_upgrade(graph, std::get<Indices>(targets), start, options, false);
  if (auto* failed = std::get_if<Unresolved>(&selected)) return *failed;
  auto& selection = std::get<Selection>(selected);
  return newest_first(graph, std::move(selection.revisions), selection.heads);
}

std::variant<Indices, Unresolved> iterate_down(const Graph& graph, const Strings& upper,
                                               const Strings& lower, const Indices& current,
                                               const IterateOptions& options) {
  auto rows = resolve_all(graph, upper, current, options.exact_length);
  if (auto* failed = std::get_if<Unresolved>(&rows)) return *failed;
  const Indices& from = std::get<Indices>(rows);
  const std::string_view target = lower.empty() ? std::string_view("base") : lower.front();
  auto to = downgrade_target(graph, target, from, options.exact_length);
  if (auto* failed = std::get_if<Unresolved>(&to)) return *failed;
  auto selected = select_downgrade(graph, from, std::get<DowngradeTarget>(to), target, options);
  if (auto* failed = std::get_if<Unresolved>(&selected)) return *failed;
  auto& selection = std::get<Selection>(selected);
  return newest_first(graph, std::move(selection.revisions), selection.heads);
}

// The rows of the version table, which are resolved only if an identifier needs them.
std::variant<Indices, Unresolved> rows_for(const Graph& graph, const Strings& current,
                                           std::initializer_list<std::string_view> texts) {
  const bool asked = std::ranges::any_of(texts, [&](std::string_view text) {
    const Identifier identifier = parse_identifier(graph, text);
    return identifier.symbol == "current" || is_relative(identifier);
  });
  if (!asked) return Indices{};
  return rows_of(graph, current);
}

}  // namespace

std::variant<Indices, Unresolved> resolve(const Graph& graph, std::string_view identifier,
                                          const Strings& current) {
  auto rows = rows_for(graph, current, {identifier});
  if (auto* failed = std::get_if<Unresolved>(&rows)) return *failed;
  return resolve_in(graph, identifier, std::get<Indices>(rows), true);
}

std::variant<std::optional<Index>, Unresolved> resolve_one(const Graph& graph,
                                                           std::string_view identifier,
                                                           const Strings& current) {
  auto named = resolve(graph, identifier, current);
  if (auto* failed = std::get_if<Unresolved>(&named)) return *failed;
  const Indices& revisions = std::get<Indices>(named);
  if (revisions.empty()) return std::optional<Index>();
  if (revisions.size() == 1) return std::optional<Index>(revisions.front());
  if (parse_identifier(graph, identifier).symbol == "heads") {
    return several_heads(graph, identifier, revisions);
  }
  return one_only(graph, identifier, revisions);
}

std::variant<Indices, Unresolved> iterate(const Graph& graph, const Strings& upper,
                                          const Strings& lower, const IterateOptions& options) {
  return options.downgrade ? iterate_down(graph, upper, lower, {}, options)
                           : iterate_up(graph, upper, lower, {}, options);
}

std::variant<Indices, Unresolved> history(const Graph& graph, std::string_view range,
                                          const Strings& current) {
  std::string_view lower, upper;
  if (!range.empty()) {
    const std::size_t colon = range.find(':');
    if (colon == std::string_view::npos || range.find(':', colon + 1) != std::string_view::npos) {
      return Unresolved{"history range requires [start]:[end], [start]:, or :[end]; got '" +
                            std::string(range) + "'",
                        Unresolved::Reason::malformed};
    }
    lower = range.substr(0, colon);
    upper = range.substr(colon + 1);
  }
  if (lower.empty()) lower = "base";
  if (upper.empty()) upper = "heads";
  auto rows = rows_for(graph, current, {lower, upper});
  if (auto* failed = std::get_if<Unresolved>(&rows)) return *failed;
  return iterate_up(graph, {std::string(upper)}, {std::string(lower)}, std::get<Indices>(rows),
                    {.inclusive = true, .exact_length = false});
}

}  // namespace limbeck::history
