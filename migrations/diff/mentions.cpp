#include "migrations/diff/mentions.h"

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

void collect(std::string_view sql, std::set<std::string>& names, int depth) {
  using Kind = schema::SqlToken::Kind;
  for (const schema::SqlToken& token : schema::sql_tokens(sql)) {
    if (token.kind == Kind::word) names.insert(schema::lower_case(token.text));
    if (token.kind == Kind::quoted) names.insert(schema::name_of(token));
    // A body may hold literals in turn.
    if (token.kind == Kind::string && depth < 4) collect(inside(token.text), names, depth + 1);
  }
}

}  // namespace

std::set<std::string> names_in(std::string_view sql) {
  std::set<std::string> names;
  collect(sql, names, 0);
  return names;
}

std::vector<std::size_t> after_mentioned(const std::vector<Made>& things) {
  std::vector<std::size_t> order;
  std::vector<bool> seen(things.size());
  const std::function<void(std::size_t)> visit = [&](std::size_t at) {
    seen[at] = true;
    for (std::size_t other = 0; other < things.size(); ++other) {
      if (!seen[other] && things[at].mentions.contains(things[other].name)) visit(other);
    }
    order.push_back(at);
  };
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (!seen[i]) visit(i);
  }
  return order;
}

}  // namespace limbeck::diff
