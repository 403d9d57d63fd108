#include "migrations/history/identifier.h"

#include <algorithm>
#include <charconv>

#include "migrations/history/errors.h"
#include "migrations/text/concat.h"

namespace limbeck::history {
namespace {

using Index = Graph::Index;

// The position of the sign in `+2` or `-1` at the end, or npos.
std::size_t steps_at(std::string_view text) {
  const std::size_t sign = text.find_last_not_of("0123456789");
  const bool digits = sign != std::string_view::npos && sign + 1 < text.size();
  return digits && (text[sign] == '+' || text[sign] == '-') ? sign : std::string_view::npos;
}

long steps_of(std::string_view text) {
  constexpr long most = 1'000'000'000;
  long steps = 0;
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), steps);
  if (error != std::errc() || steps > most) steps = most;
  return text.front() == '-' ? -steps : steps;
}

bool is_known(const Graph& graph, std::string_view name) {
  return graph.find(name) || graph.find_label(name);
}

std::string where(const Graph& graph, Place place) {
  return place ? concat({"'", graph.node(*place).id, "'"}) : "base";
}

}  // namespace

Identifier parse_identifier(const Graph& graph, std::string_view text) {
  Identifier identifier;
  identifier.text = text;
  const std::size_t at = text.find('@');
  if (at != std::string_view::npos && at > 0) {
    identifier.branch = std::string(text.substr(0, at));
    text.remove_prefix(at + 1);
  }
  const std::size_t sign = steps_at(text);
  if (sign != std::string_view::npos && !is_known(graph, text)) {
    identifier.steps = steps_of(text.substr(sign));
    text = text.substr(0, sign);
  }
  identifier.symbol = text;
  return identifier;
}

std::variant<Index, Unresolved> look_up_branch(const Graph& graph, std::string_view branch) {
  if (const auto label = graph.find_label(branch)) return *label;
  auto revision = look_up(graph, branch);
  if (auto* failed = std::get_if<Unresolved>(&revision)) {
    if (failed->reason != Unresolved::Reason::unknown) return *failed;
    return unknown_branch(graph, branch);
  }
  return revision;
}

std::variant<Index, Unresolved> look_up(const Graph& graph, std::string_view name,
                                        const std::optional<std::string>& branch) {
  Set members(branch ? 0 : graph.size(), 1);
  if (branch) {
    auto origin = look_up_branch(graph, *branch);
    if (auto* failed = std::get_if<Unresolved>(&origin)) return *failed;
    members = lineage(graph, std::get<Index>(origin));
  }
  auto found = graph.find(name);
  if (!found) found = graph.find_label(name);
  if (found) {
    if (members[*found] == 0) return not_a_member(graph, *found, *branch);
    return *found;
  }
  // Alembic's rule: short names are never prefixes.
  constexpr std::size_t shortest = 4;
  std::vector<std::string> matches;
  Indices revisions;
  const auto match = [&](const std::string& candidate, Index index) {
    if (candidate.size() < shortest || !candidate.starts_with(name) || members[index] == 0) return;
    matches.push_back(candidate);
    revisions.push_back(index);
  };
  if (!name.empty()) {
    for (Index i = 0; i < graph.size(); ++i) {
      match(graph.node(i).id, i);
      for (const std::string& label : graph.node(i).branch_labels) match(label, i);
    }
  }
  if (matches.empty()) return unknown_revision(graph, name);
  if (matches.size() > 1) return ambiguous_prefix(name, matches);
  return revisions.front();
}

std::variant<Indices, Unresolved> resolve_symbol(const Graph& graph, const Identifier& identifier,
                                                 const Indices& current) {
  std::optional<Set> members;
  if (identifier.branch) {
    auto origin = look_up_branch(graph, *identifier.branch);
    if (auto* failed = std::get_if<Unresolved>(&origin)) return *failed;
    members = lineage(graph, std::get<Index>(origin));
  }
  const auto here = [&](const Indices& all) { return members ? only(all, *members) : all; };
  if (identifier.symbol == "base") return Indices{};
  if (identifier.symbol == "current") return here(current);
  if (identifier.symbol == "heads") return members ? here(graph.heads()) : graph.real_heads();
  if (identifier.symbol == "head") {
    Indices heads = here(graph.heads());
    if (heads.size() > 1) return several_heads(graph, identifier.text, heads);
    return heads;
  }
  auto revision = look_up(graph, identifier.symbol, identifier.branch);
  if (auto* failed = std::get_if<Unresolved>(&revision)) return *failed;
  return Indices{std::get<Index>(revision)};
}

std::variant<Place, Unresolved> resolve_place(const Graph& graph, const Identifier& identifier,
                                              const Indices& current) {
  auto named = resolve_symbol(graph, identifier, current);
  if (auto* failed = std::get_if<Unresolved>(&named)) return *failed;
  const Indices& revisions = std::get<Indices>(named);
  if (revisions.size() > 1) {
    return identifier.symbol == "heads" ? several_heads(graph, identifier.text, revisions)
                                        : one_only(graph, identifier.text, revisions);
  }
  return revisions.empty() ? Place() : Place(revisions.front());
}

std::variant<Place, Unresolved> walk(const Graph& graph, const Identifier& identifier, Place from,
                                     bool exact) {
  const long steps = *identifier.steps;
  const long wanted = steps < 0 ? -steps : steps;
  std::optional<Set> members;
  if (identifier.branch && steps > 0) {
    auto origin = look_up_branch(graph, *identifier.branch);
    if (auto* failed = std::get_if<Unresolved>(&origin)) return *failed;
    members = lineage(graph, std::get<Index>(origin));
  }
  Place at = from;
  for (long step = 0; step < wanted; ++step) {
    Indices ways;
    if (steps > 0) {
      const auto children = at ? graph.children(*at) : std::span<const Index>(graph.bases());
      ways.assign(children.begin(), children.end());
      if (members) ways = only(ways, *members);
    } else if (at) {
      const auto parents = graph.revises(*at);
      if (parents.empty()) {
        at = std::nullopt;
        continue;
      }
      ways.assign(parents.begin(), parents.end());
    }
    if (ways.empty()) {
      if (!exact) return at;
      return too_far(identifier.text, steps, step);
    }
    if (ways.size() > 1) return ambiguous_walk(graph, identifier.text, where(graph, at), ways);
    at = ways.front();
  }
  return at;
}

std::variant<Indices, Unresolved> rows_of(const Graph& graph,
                                          const std::vector<std::string>& current) {
  Indices rows;
  for (const std::string& row : current) {
    const auto found = graph.find(row);
    if (!found) return unknown_current(graph, row);
    rows.push_back(*found);
  }
  return unique(graph, rows);
}

}  // namespace limbeck::history
