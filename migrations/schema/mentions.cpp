#include "migrations/schema/mentions.h"

#include <algorithm>
#include <functional>

#include "migrations/schema/sql_tokens.h"

namespace limbeck::schema {
namespace {

// The text of a string literal, without what stands round it.
std::string_view inside(std::string_view literal) {
  if (literal.starts_with('$')) {
    const std::size_t tag = literal.find('$', 1);
    if (tag == std::string_view::npos || literal.size() < 2 * (tag + 1)) return {};
    return literal.substr(tag + 1, literal.size() - 2 * (tag + 1));
  }
  const std::size_t first = literal.find('\'');
  const std::size_t last = literal.rfind('\'');
  return first == last ? std::string_view() : literal.substr(first + 1, last - first - 1);
}

void collect(std::string_view sql, std::set<Name>& names, int depth) {
  using Kind = SqlToken::Kind;
  std::string before;  // the name before the point
  bool point = false;
  for (const SqlToken& token : sql_tokens(sql)) {
    if (token.kind == Kind::space) continue;
    if (token.kind == Kind::word || token.kind == Kind::quoted) {
      std::string name = token.kind == Kind::word ? lower_case(token.text) : name_of(token);
      names.insert({point ? before : std::string(), name});
      before = std::move(name);
      point = false;
      continue;
    }
    point = token.text == "." && !before.empty();
    if (!point) before.clear();
    // A body may hold literals in turn.
    if (token.kind == Kind::string && depth < 4) collect(inside(token.text), names, depth + 1);
  }
}

}  // namespace

Mentions::Mentions(std::string_view sql) { collect(sql, names_, 0); }

bool Mentions::has(const Name& thing, const std::set<Name>& known) const {
  if (names_.contains(thing)) return true;
  if (thing.schema.empty()) return names_.contains({"public", thing.name});
  return names_.contains({"", thing.name}) && !known.contains({"", thing.name});
}

bool Mentions::has_word(const std::string& word) const {
  return std::any_of(names_.begin(), names_.end(),
                     [&](const Name& name) { return name.name == word; });
}

std::set<Name> known_names(const Schema& schema) {
  std::set<Name> known;
  const auto know = [&](const auto& things) {
    for (const auto& thing : things) known.insert(thing.name);
  };
  know(schema.tables);
  know(schema.views);
  know(schema.functions);
  know(schema.domains);
  know(schema.enums);
  return known;
}

std::vector<std::size_t> after_mentioned(const std::vector<Made>& things,
                                         const std::set<Name>& known) {
  std::vector<std::size_t> order;
  std::vector<bool> seen(things.size());
  const std::function<void(std::size_t)> visit = [&](std::size_t at) {
    seen[at] = true;
    for (std::size_t other = 0; other < things.size(); ++other) {
      if (!seen[other] && things[at].mentions.has(things[other].name, known)) visit(other);
    }
    order.push_back(at);
  };
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (!seen[i]) visit(i);
  }
  return order;
}

}  // namespace limbeck::schema
