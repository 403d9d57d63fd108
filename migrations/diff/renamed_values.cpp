#include "migrations/diff/renamed_values.h"

#include <unordered_set>

#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/literal.h"
#include "migrations/sql_text/names.h"

namespace limbeck::diff {

std::vector<std::pair<std::string, std::string>> likely_renamed(const Values& from,
                                                                const Values& to) {
  std::vector<std::pair<std::string, std::string>> renamed;
  if (from.size() != to.size()) return renamed;
  const std::unordered_set<std::string> before(from.begin(), from.end());
  const std::unordered_set<std::string> after(to.begin(), to.end());
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (from[i] == to[i]) continue;
    if (after.contains(from[i]) || before.contains(to[i])) return {};
    renamed.emplace_back(from[i], to[i]);
  }
  return renamed;
}

ListedValues listed_values(const std::string& expression) {
  auto tokens = sql_text::solid_tokens(expression);
  const bool listed = tokens.size() >= 5 && tokens.size() % 2 == 1 &&
                      sql_text::is_name(tokens[0]) && sql_text::is_word(tokens[1], "in") &&
                      tokens[2].text == "(" && tokens.back().text == ")";
  if (!listed) return {};
  ListedValues found{sql_text::name_of(tokens[0]), {}};
  for (std::size_t i = 3; i + 1 < tokens.size(); ++i) {
    const bool separator = i % 2 == 0;
    const auto value = separator ? std::nullopt : sql_text::text_of(tokens[i]);
    if (separator ? tokens[i].text != "," : !value) return {};
    if (value) found.values.push_back(*value);
  }
  return found;
}

}  // namespace limbeck::diff
