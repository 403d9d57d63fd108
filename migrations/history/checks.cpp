#include "migrations/history/checks.h"

#include <algorithm>
#include <array>
#include <utility>

#include "migrations/findings/rule_id.h"
#include "migrations/schema/schema.h"
#include "migrations/text/concat.h"

namespace limbeck::history {
namespace {

constexpr std::array<std::string_view, 4> reserved = {"base", "current", "head", "heads"};

bool is_reserved(std::string_view name) {
  return std::ranges::find(reserved, name) != reserved.end();
}

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::string quote(std::string_view text) { return concat({"'", text, "'"}); }

std::string did_you_mean(std::string_view wrong, const std::vector<std::string>& candidates,
                         std::string_view otherwise) {
  const std::string right = schema::nearest(wrong, candidates);
  return right.empty() ? std::string(otherwise) : concat({"; did you mean ", quote(right), "?"});
}

// `Character(s) '+, @' not allowed`, each once and sorted.
std::string characters(std::string_view text, bool (*allowed)(char)) {
  std::string wrong;
  for (const char c : text) {
    if (!allowed(c) && wrong.find(c) == std::string::npos) wrong += c;
  }
  std::sort(wrong.begin(), wrong.end());
  std::string list;
  bool others = false;
  for (const char c : wrong) {
    if (c > ' ' && c <= '~') {
      list += (list.empty() ? "" : ", ") + std::string(1, c);
    } else if (!std::exchange(others, true)) {
      // Spaces, control characters and single bytes of UTF-8 are not shown as they are.
      list += (list.empty() ? "" : ", ") + std::string("blanks or characters that are not ASCII");
    }
  }
  return list;
}

// Labels are written on command lines and completed by shells, so their characters have no meaning
// in a shell.
bool is_label_character(char c) { return is_word(c) || c == '.' || c == '-' || c == '/'; }

}  // namespace

std::optional<std::string> refuse_id(std::string_view id) {
  if (id.empty()) return "a revision needs an identifier: LIMBECK_REVISION(91b0c6e2f7aa)";
  if (is_reserved(id)) {
    return concat({"a revision cannot be called ", quote(id),
                   ": that names other revisions on the command line"});
  }
  if (const std::string wrong = characters(id, is_word); !wrong.empty()) {
    return concat({"character(s) ", quote(wrong), " not allowed in revision identifier ", quote(id),
                   "; use letters, digits and underscores"});
  }
  if (id.size() > longest_id) {
    return concat({"revision identifier ", quote(id), " has ", std::to_string(id.size()),
                   " characters; the version table holds ", std::to_string(longest_id)});
  }
  return std::nullopt;
}

std::optional<std::string> refuse_label(std::string_view label) {
  if (label.empty()) return "a branch label cannot be empty";
  if (is_reserved(label)) {
    return concat(
        {"a branch cannot be called ", quote(label), ": that names revisions on the command line"});
  }
  if (label.front() == '-') {
    return concat({"branch label ", quote(label), " starts with '-', as options do"});
  }
  if (const std::string wrong = characters(label, is_label_character); !wrong.empty()) {
    return concat({"character(s) ", quote(wrong), " not allowed in branch label ", quote(label),
                   "; use letters, digits and . _ - /"});
  }
  return std::nullopt;
}

schema::Location place_of(const Node& node, const std::vector<schema::Location>& places,
                          std::size_t i) {
  return i < places.size() && places[i].line > 0 ? places[i] : node.location;
}

std::string quoted(const Node& node) {
  return quote(node.id) + (node.message.empty() ? "" : concat({" \"", node.message, "\""}));
}

Finding bad_id(const Node& node, std::string why) {
  return {RuleId::bad_id, std::move(why), node.location, {}};
}

Finding bad_label(const Node& node, std::size_t label, std::string why) {
  return {RuleId::bad_id, std::move(why), place_of(node, node.branch_labels_at, label), {}};
}

Finding duplicate_id(const Node& first, const Node& second) {
  return {
      RuleId::duplicate_id,
      concat(
          {"revision ", quote(second.id),
           " is present more than once; give one of them another identifier, or remove the copy"}),
      second.location,
      {{"the first is here", first.location}}};
}

Finding duplicate_label(const Node& first, const Node& second, std::size_t label, bool is_id) {
  const std::string& name = second.branch_labels[label];
  const bool same = &first == &second;
  std::string message = concat({"branch label ", quote(name), " in revision ", quote(second.id)});
  if (is_id) {
    message +=
        same ? " is the revision's own identifier" : " is already the identifier of a revision";
  } else {
    message += same ? " is given twice" : " is already used by revision " + quoted(first);
  }
  std::vector<findings::Note> notes;
  if (!same) notes.push_back({concat({"revision ", quoted(first), " is here"}), first.location});
  return {RuleId::duplicate_label, std::move(message),
          place_of(second, second.branch_labels_at, label), std::move(notes)};
}

Finding unknown_parent(const Node& node, std::size_t parent, const std::vector<std::string>& ids) {
  const std::string& wrong = node.revises[parent];
  return {
      RuleId::unknown_parent,
      concat({"revision ", quote(node.id), " revises ", quote(wrong),
              ", which no revision is called",
              did_you_mean(wrong, ids, "; is its file missing from the directory of revisions?")}),
      place_of(node, node.revises_at, parent),
      {}};
}

Finding unknown_dependency(const Node& node, std::size_t dependency,
                           const std::vector<std::string>& names) {
  const std::string& wrong = node.depends_on[dependency];
  return {RuleId::unknown_dependency,
          concat({"revision ", quote(node.id), " depends on ", quote(wrong),
                  ", which is no revision and no branch label",
                  did_you_mean(wrong, names,
                               "; is its file missing from the directory of revisions?")}),
          place_of(node, node.depends_on_at, dependency),
          {}};
}

Finding cycle_problem(const std::vector<Node>& nodes, const std::vector<std::size_t>& cycle,
                      const std::vector<std::vector<std::size_t>>& revises) {
  const auto parent_of = [&](std::size_t from, std::size_t to) {
    return std::find(revises[from].begin(), revises[from].end(), to) != revises[from].end();
  };
  const auto place = [&](std::size_t from, std::size_t to) {
    const Node& node = nodes[from];
    for (std::size_t i = 0; i < node.revises.size(); ++i) {
      if (node.revises[i] == nodes[to].id) return place_of(node, node.revises_at, i);
    }
    for (std::size_t i = 0; i < node.depends_on.size(); ++i) {
      if (node.depends_on[i] == nodes[to].id) return place_of(node, node.depends_on_at, i);
    }
    return node.location;
  };
  const Node& first = nodes[cycle.front()];
  if (cycle.size() == 1) {
    const bool parent = parent_of(cycle[0], cycle[0]);
    return {RuleId::cycle,
            concat({"self-loop: revision ", quote(first.id),
                    parent ? " revises itself" : " depends on itself"}),
            place(cycle[0], cycle[0]),
            {}};
  }
  bool dependency = false;
  std::string way = quote(first.id);
  std::vector<findings::Note> notes;
  for (std::size_t i = 0; i < cycle.size(); ++i) {
    const std::size_t from = cycle[i];
    const std::size_t to = cycle[(i + 1) % cycle.size()];
    const bool parent = parent_of(from, to);
    dependency = dependency || !parent;
    const std::string step = (parent ? " revises " : " depends on ") + quote(nodes[to].id);
    way += (i == 0 ? "" : ", which") + step;
    if (i > 0) notes.push_back({concat({quote(nodes[from].id), step, " here"}), place(from, to)});
  }
  return {RuleId::cycle,
          concat({dependency ? "dependency cycle" : "cycle", " of ", std::to_string(cycle.size()),
                  " revisions: ", way, "; one of them must stand on another revision, or on none"}),
          place(cycle[0], cycle[1]), std::move(notes)};
}

}  // namespace limbeck::history
