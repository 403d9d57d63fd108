#include "migrations/operations/renaming.h"

#include <set>

#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/literal.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {
namespace {

// Parses the expressions that `renaming` makes, and no others.
class Reader {
 public:
  explicit Reader(std::string_view text) : tokens_(sql_text::solid_tokens(text)) {}

  bool word(std::string_view wanted) {
    if (at_ >= tokens_.size() || !sql_text::is_word(tokens_[at_], wanted)) return false;
    ++at_;
    return true;
  }
  std::string name() {
    if (at_ >= tokens_.size()) return {};
    const sql_text::Token& token = tokens_[at_++];
    return sql_text::is_name(token) ? sql_text::name_of(token) : std::string();
  }
  std::optional<std::string> text() {
    return at_ < tokens_.size() ? sql_text::text_of(tokens_[at_++]) : std::nullopt;
  }
  bool at_end() const { return at_ == tokens_.size(); }

 private:
  std::vector<sql_text::Token> tokens_;
  std::size_t at_ = 0;
};

}  // namespace

std::string renaming(std::string_view column, const Renamed& values) {
  const std::string name = sql_text::spelled(column);
  std::string expression = "CASE " + name;
  for (const auto& [old_value, new_value] : values)
    expression += concat({" WHEN ", sql_text::in_quotes(old_value, '\''), " THEN ",
                          sql_text::in_quotes(new_value, '\'')});
  return concat({expression, " ELSE ", name, " END"});
}

namespace {

// Parses the column as well; empty for any other expression.
std::pair<std::string, Renamed> read(std::string_view expression) {
  Reader reader(expression);
  if (!reader.word("case")) return {};
  const std::string column = reader.name();
  Renamed values;
  std::set<std::string> before, after;
  while (reader.word("when")) {
    const auto old_value = reader.text();
    if (!old_value || !reader.word("then")) return {};
    const auto new_value = reader.text();
    if (!new_value || !before.insert(*old_value).second || !after.insert(*new_value).second)
      return {};
    values.emplace_back(*old_value, *new_value);
  }
  if (column.empty() || values.empty() || !reader.word("else") || reader.name() != column ||
      !reader.word("end") || !reader.at_end()) {
    return {};
  }
  return {column, values};
}

}  // namespace

Renamed renamed_in(std::string_view expression) { return read(expression).second; }

std::string renamed_back(std::string_view expression) {
  auto [column, values] = read(expression);
  if (values.empty()) return {};
  for (auto& [old_value, new_value] : values) std::swap(old_value, new_value);
  return renaming(column, values);
}

}  // namespace limbeck::operations
