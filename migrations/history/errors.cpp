#include "migrations/history/errors.h"

#include <algorithm>

#include "migrations/history/checks.h"
#include "migrations/schema/schema.h"
#include "migrations/text/concat.h"

namespace limbeck::history {
namespace {

using Reason = Unresolved::Reason;

std::string quoted(std::string_view text) { return concat({"'", text, "'"}); }

std::string suggestion(const Graph& graph, std::string_view wrong) {
  const std::string right = schema::nearest(wrong, graph.names());
  return right.empty() ? "" : concat({"; did you mean ", quoted(right), "?"});
}

std::string heads_of(const Graph& graph) {
  if (graph.size() == 0) return "; the history has no revisions yet";
  const Indices& heads = graph.heads();
  return heads.size() == 1 ? "; the head is " + quoted(graph.node(heads.front()))
                           : "; the heads are " + list_of(graph, heads);
}

std::string count(long number, std::string_view noun) {
  return concat({std::to_string(number), " ", noun, number == 1 ? "" : "s"});
}

}  // namespace

std::string list_of(const Graph& graph, const Indices& revisions) {
  constexpr std::size_t shown = 10;
  std::string list;
  for (std::size_t i = 0; i < std::min(revisions.size(), shown); ++i) {
    list += (i == 0 ? "" : ", ") + graph.node(revisions[i]).id;
  }
  if (revisions.size() > shown)
    list += concat({" and ", std::to_string(revisions.size() - shown), " more"});
  return list;
}

Unresolved unknown_revision(const Graph& graph, std::string_view name) {
  std::string message = "no such revision or branch " + quoted(name);
  std::string more = suggestion(graph, name);
  if (more.empty() && name.size() < 4) {
    more = "; please give at least four characters of a revision's identifier";
  }
  if (more.empty()) more = heads_of(graph);
  return {std::move(message) + more, Reason::unknown};
}

Unresolved unknown_branch(const Graph& graph, std::string_view branch) {
  return {concat({"no such branch: ", quoted(branch), suggestion(graph, branch)}), Reason::unknown};
}

Unresolved unknown_current(const Graph& graph, std::string_view row) {
  return {
      concat({"can't locate revision identified by ", quoted(row),
              ": the database's version table names it, and this history has no such revision",
              heads_of(graph),
              ". Likely causes: this program is older than the database, which a newer one "
              "upgraded; the "
              "database was upgraded from another branch; or the revision's file is missing or was "
              "renamed. "
              "Run a build that has it, restore the file, or, if the schema is known to be that of "
              "another revision, stamp that one with --purge"}),
      Reason::unknown_current};
}

Unresolved ambiguous_prefix(std::string_view prefix, const std::vector<std::string>& matches) {
  constexpr std::size_t shown = 5;
  std::string list;
  for (std::size_t i = 0; i < std::min(matches.size(), shown); ++i) {
    list += (i == 0 ? "" : ", ") + quoted(matches[i]);
  }
  if (matches.size() > shown)
    list += concat({" and ", std::to_string(matches.size() - shown), " more"});
  return {concat({"multiple revisions start with ", quoted(prefix), ": ", list,
                  "; give more characters"}),
          Reason::ambiguous};
}

Unresolved several_heads(const Graph& graph, std::string_view argument, const Indices& heads) {
  const std::string example = graph.labels(heads.front()).empty()
                                  ? graph.node(heads.front()).id
                                  : graph.labels(heads.front()).front();
  return {concat({"multiple heads are present for given argument ", quoted(argument), ": ",
                  list_of(graph, heads), "; name one of them, narrow it to a branch (",
                  quoted(example + "@head"), "), ask for all with 'heads', or merge them"}),
          Reason::several_heads};
}

Unresolved one_only(const Graph& graph, std::string_view argument, const Indices& revisions) {
  return {concat({quoted(argument), " stands for several revisions here: ",
                  list_of(graph, revisions), "; name one of them"}),
          Reason::several_heads};
}

Unresolved not_a_member(const Graph& graph, Graph::Index revision, std::string_view branch) {
  const std::vector<std::string>& labels = graph.labels(revision);
  return {
      concat({"revision ", graph.node(revision).id, " is not a member of branch ", quoted(branch),
              labels.empty() ? "" : "; it is on branch " + quoted(labels.front())}),
      Reason::not_related};
}

Unresolved not_an_ancestor(std::string_view lower, std::string_view upper) {
  const auto name = [](std::string_view text) { return std::string(text.empty() ? "base" : text); };
  return {concat({"revision ", name(lower), " is not an ancestor of revision ", name(upper),
                  "; a range goes from the older to the newer revision of one branch"}),
          Reason::not_related};
}

Unresolved not_a_downgrade_target(const Graph& graph, std::string_view target,
                                  const Indices& rows) {
  return {concat({"destination ", target, " is not a valid downgrade target from current head(s) ",
                  rows.empty() ? "(none: nothing is applied)" : list_of(graph, rows),
                  "; a downgrade goes to a revision that is applied, or to base"}),
          Reason::not_related};
}

Unresolved overlapping(const Graph& graph, Graph::Index revision, const Indices& others,
                       bool is_current) {
  const std::string id = graph.node(revision).id;
  if (!is_current) {
    return {concat({"requested revision ", id, " overlaps with other requested revisions ",
                    list_of(graph, others), "; ask for the newest of them only"}),
            Reason::overlapping};
  }
  return {concat({"requested revision ", id, " overlaps with other requested revisions ",
                  list_of(graph, others), ": the version table holds both, though ", id,
                  " stands on the other; stamp ", id, " to leave one row"}),
          Reason::overlapping};
}

Unresolved too_far(std::string_view identifier, long steps, long possible) {
  const long wanted = steps < 0 ? -steps : steps;
  return {concat({"relative revision ", identifier, " didn't produce ", count(wanted, "migration"),
                  ": walked too far; there ", possible == 1 ? "is" : "are", " only ",
                  std::to_string(possible), steps < 0 ? " below" : " above"}),
          Reason::out_of_range};
}

Unresolved wrong_direction(std::string_view identifier, long steps, bool upgrade) {
  const long wanted = steps < 0 ? -steps : steps;
  return {concat({"relative revision ", identifier, " didn't produce ", count(wanted, "migration"),
                  ": ",
                  upgrade ? "an upgrade goes up; use +N, or downgrade"
                          : "a downgrade goes down; use -N, or upgrade"}),
          Reason::out_of_range};
}

Unresolved ambiguous_walk(const Graph& graph, std::string_view identifier, const std::string& from,
                          const Indices& ways) {
  return {concat({"ambiguous walk: ", quoted(identifier), " can go several ways from ", from, ": ",
                  list_of(graph, ways), "; name the revision, or a branch as in 'LABEL@",
                  identifier.substr(identifier.find('@') + 1), "'"}),
          Reason::ambiguous};
}

Unresolved several_current(const Graph& graph, std::string_view identifier, const Indices& rows) {
  return {concat({"ambiguous upgrade from multiple current revisions: ", quoted(identifier),
                  " could start from ", list_of(graph, rows),
                  "; name the revision, or a branch as in 'LABEL@",
                  identifier.substr(identifier.find('@') + 1), "'"}),
          Reason::ambiguous};
}

}  // namespace limbeck::history
