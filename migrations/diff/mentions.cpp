#include "migrations/diff/mentions.h"

#include <algorithm>
#include <functional>

#include "migrations/schema/sql_tokens.h"

namespace limbeck::diff {
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

void collect(std::string_view sql, std::set<schema::Name>& names, int depth) {
  using Kind = schema::SqlToken::Kind;
  std::string before;  // the name before the point
  bool point = false;
  for (const schema::SqlToken& token : schema::sql_tokens(sql)) {
    if (token.kind == Kind::space) continue;
    if (token.kind == Kind::word || token.kind == Kind::quoted) {
      std::string name =
          token.kind == Kind::word ? schema::lower_case(token.text) : schema::name_of(token);
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

bool Mentions::has(const schema::Name& thing, const std::set<schema::Name>& known) const {
  if (names_.contains(thing)) return true;
  if (thing.schema.empty()) return names_.contains({"public", thing.name});
  return names_.contains({"", thing.name}) && !known.contains({"", thing.name});
}

bool Mentions::has_word(const std::string& word) const {
  return std::any_of(names_.begin(), names_.end(),
                     [&](const schema::Name& name) { return name.name == word; });
}

std::vector<std::size_t> after_mentioned(const std::vector<Made>& things,
                                         const std::set<schema::Name>& known) {
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

}  // namespace limbeck::diff
