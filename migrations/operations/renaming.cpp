#include "migrations/operations/renaming.h"

#include <set>

#include "migrations/operations/apply/texts.h"
#include "migrations/schema/expression.h"
#include "migrations/schema/sql_tokens.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {
namespace {

std::string doubling(std::string_view text, char quote) {
  std::string quoted(1, quote);
  for (const char c : text) {
    if (c == quote) quoted += quote;
    quoted += c;
  }
  return quoted + quote;
}

// Parses the expressions that `renaming` makes, and no others.
class Reader {
 public:
  explicit Reader(std::string_view text) : tokens_(schema::sql_tokens(text)) {
    std::erase_if(tokens_, [](const schema::SqlToken& token) {
      return token.kind == schema::SqlToken::Kind::space;
    });
  }

  bool word(std::string_view wanted) {
    if (at_ >= tokens_.size() || !schema::is_word(tokens_[at_], wanted)) return false;
    ++at_;
    return true;
  }
  std::string name() {
    using Kind = schema::SqlToken::Kind;
    if (at_ >= tokens_.size()) return {};
    const schema::SqlToken& token = tokens_[at_++];
    return token.kind == Kind::word || token.kind == Kind::quoted ? schema::name_of(token)
                                                                  : std::string();
  }
  std::optional<std::string> text() {
    if (at_ >= tokens_.size() || tokens_[at_].kind != schema::SqlToken::Kind::string)
      return std::nullopt;
    return literal_of(tokens_[at_++].text);
  }
  bool at_end() const { return at_ == tokens_.size(); }

 private:
  std::vector<schema::SqlToken> tokens_;
  std::size_t at_ = 0;
};

}  // namespace

std::string renaming(std::string_view column, const Renamed& values) {
  const std::string name =
      schema::is_plain_name(column) ? std::string(column) : doubling(column, '"');
  std::string expression = "CASE " + name;
  for (const auto& [old_value, new_value] : values)
    expression +=
        concat({" WHEN ", doubling(old_value, '\''), " THEN ", doubling(new_value, '\'')});
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
