#include "migrations/schema/mentions.h"

#include <algorithm>
#include <functional>

#include "migrations/schema/kinds.h"
#include "migrations/schema/object_text.h"
#include "migrations/schema/other_objects.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/literal.h"
#include "migrations/sql_text/names.h"

namespace limbeck::schema {
namespace {

void collect(std::string_view sql, std::set<Name>& names, int depth) {
  using Kind = sql_text::Token::Kind;
  std::string before;  // the name before the point
  bool point = false;
  const auto tokens = sql_text::solid_tokens(sql);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const sql_text::Token& token = tokens[i];
    // `LANGUAGE plpgsql` is a clause of nearly every function, and no table `language`.
    const bool is_clause = is_word(token, "language") && !point && i + 1 < tokens.size() &&
                           (tokens[i + 1].kind == Kind::word || tokens[i + 1].kind == Kind::string);
    if (is_clause) {
      ++i;
      continue;
    }
    if (token.kind == Kind::word || token.kind == Kind::quoted) {
      std::string name = folded_name(token);
      names.insert({point ? before : std::string(), name});
      before = std::move(name);
      point = false;
      continue;
    }
    point = token.text == "." && !before.empty();
    if (!point) before.clear();
    // A body may hold literals in turn.
    if (token.kind == Kind::string && depth < 4)
      collect(sql_text::inside(token.text), names, depth + 1);
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
  return std::ranges::any_of(names_, [&](const Name& name) { return name.name == word; });
}

std::set<Name> known_names(const Schema& schema) {
  std::set<Name> known;
  for_each_kind([&](const auto& kind) {
    if constexpr (is_in_schema<ThingOf<decltype(kind)>>) {
      for (const auto& thing : schema.*kind.member) known.insert(thing.name);
    }
  });
  for (const OtherObject& object : schema.objects) {
    if (auto name = named_in_sql(object)) known.insert(*std::move(name));
  }
  return known;
}

Mentioned::Mentioned(const std::vector<Name>& things) : things_(things) {
  for (std::size_t i = 0; i < things.size(); ++i) by_name_[things[i].name].push_back(i);
}

std::vector<std::size_t> Mentioned::in(const Mentions& text, const std::set<Name>& known) const {
  std::vector<std::size_t> found;
  const std::string* last = nullptr;
  for (const Name& word : text.names()) {
    if (last != nullptr && *last == word.name) continue;
    last = &word.name;
    const auto same_name = by_name_.find(word.name);
    if (same_name == by_name_.end()) continue;
    for (const std::size_t thing : same_name->second) {
      if (text.has(things_[thing], known)) found.push_back(thing);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<std::size_t> after_mentioned(const std::vector<Made>& things,
                                         const std::set<Name>& known) {
  std::vector<Name> names;
  for (const Made& thing : things) names.push_back(thing.name);
  const Mentioned mentioned(names);
  std::vector<std::size_t> order;
  std::vector<bool> seen(things.size());
  const std::function<void(std::size_t)> visit = [&](std::size_t at) {
    seen[at] = true;
    for (const std::size_t other : mentioned.in(things[at].mentions, known)) {
      if (!seen[other]) visit(other);
    }
    order.push_back(at);
  };
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (!seen[i]) visit(i);
  }
  return order;
}

}  // namespace limbeck::schema
