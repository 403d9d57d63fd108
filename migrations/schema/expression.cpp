#include "migrations/schema/expression.h"

#include <algorithm>
#include <array>
#include <optional>

namespace limbeck::schema {

using Kind = SqlToken::Kind;

std::string spelled_like(const SqlToken& like, std::string_view name) {
  char open = '"';
  if (like.kind == Kind::word) {
    if (is_plain_name(name)) return std::string(name);
  } else {
    const std::size_t quote = like.text.find_first_of("\"`[");
    if (quote != std::string_view::npos) open = like.text[quote];
    if (open == '[' && name.find(']') != std::string_view::npos) open = '"';
  }
  const char close = open == '[' ? ']' : open;
  std::string result(1, open);
  for (char c : name) {
    if (c == close) result += c;
    result += c;
  }
  return result + close;
}

namespace {

// Words that stand for themselves in an expression and so name no column unless quoted. Sorted.
// `end` is missing: SQLite allows it as a name where no CASE is open.
constexpr std::array<std::string_view, 47> expression_words{"all",
                                                            "and",
                                                            "any",
                                                            "array",
                                                            "as",
                                                            "between",
                                                            "case",
                                                            "cast",
                                                            "collate",
                                                            "current_date",
                                                            "current_time",
                                                            "current_timestamp",
                                                            "current_user",
                                                            "distinct",
                                                            "else",
                                                            "escape",
                                                            "except",
                                                            "exists",
                                                            "false",
                                                            "from",
                                                            "glob",
                                                            "group",
                                                            "ilike",
                                                            "in",
                                                            "intersect",
                                                            "is",
                                                            "isnull",
                                                            "like",
                                                            "limit",
                                                            "localtime",
                                                            "localtimestamp",
                                                            "match",
                                                            "not",
                                                            "notnull",
                                                            "null",
                                                            "or",
                                                            "order",
                                                            "regexp",
                                                            "select",
                                                            "session_user",
                                                            "similar",
                                                            "some",
                                                            "then",
                                                            "true",
                                                            "union",
                                                            "when",
                                                            "where"};

// Keywords that some database takes for no bare name anywhere, beyond those above. Sorted.
constexpr std::array<std::string_view, 70> reserved_words{"add",
                                                          "alter",
                                                          "analyse",
                                                          "analyze",
                                                          "asc",
                                                          "asymmetric",
                                                          "authorization",
                                                          "autoincrement",
                                                          "both",
                                                          "check",
                                                          "column",
                                                          "commit",
                                                          "concurrently",
                                                          "constraint",
                                                          "create",
                                                          "cross",
                                                          "current_catalog",
                                                          "current_role",
                                                          "current_schema",
                                                          "default",
                                                          "deferrable",
                                                          "delete",
                                                          "desc",
                                                          "do",
                                                          "drop",
                                                          "end",
                                                          "fetch",
                                                          "for",
                                                          "foreign",
                                                          "freeze",
                                                          "full",
                                                          "grant",
                                                          "having",
                                                          "index",
                                                          "initially",
                                                          "inner",
                                                          "insert",
                                                          "into",
                                                          "join",
                                                          "lateral",
                                                          "leading",
                                                          "left",
                                                          "natural",
                                                          "nothing",
                                                          "offset",
                                                          "on",
                                                          "only",
                                                          "outer",
                                                          "overlaps",
                                                          "placing",
                                                          "primary",
                                                          "references",
                                                          "returning",
                                                          "right",
                                                          "set",
                                                          "symmetric",
                                                          "table",
                                                          "tablesample",
                                                          "to",
                                                          "trailing",
                                                          "transaction",
                                                          "unique",
                                                          "update",
                                                          "user",
                                                          "using",
                                                          "values",
                                                          "variadic",
                                                          "verbose",
                                                          "window",
                                                          "with"};
static_assert(std::is_sorted(expression_words.begin(), expression_words.end()));
static_assert(std::is_sorted(reserved_words.begin(), reserved_words.end()));

bool is_expression_word(const SqlToken& token) {
  return token.kind == Kind::word &&
         std::binary_search(expression_words.begin(), expression_words.end(),
                            lower_case(token.text));
}

// Walks the tokens with what decides whether a name is a column's: its neighbours, open CASEs, and
// types.
class Walk {
 public:
  explicit Walk(const std::vector<SqlToken>& tokens) : tokens_(tokens) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (tokens[i].kind != Kind::space) solid_.push_back(i);
    }
  }

  std::vector<std::size_t> columns() {
    std::vector<std::size_t> result;
    for (at_ = 0; at_ < solid_.size(); ++at_) {
      follow_depth();
      if (is_column()) result.push_back(solid_[at_]);
    }
    return result;
  }

 private:
  const SqlToken& token(std::ptrdiff_t offset = 0) const {
    static const SqlToken none{Kind::space, {}};
    const auto index = static_cast<std::ptrdiff_t>(at_) + offset;
    return index < 0 || index >= static_cast<std::ptrdiff_t>(solid_.size())
               ? none
               : tokens_[solid_[static_cast<std::size_t>(index)]];
  }
  bool is_symbol(std::ptrdiff_t offset, std::string_view text) const {
    return token(offset).kind == Kind::symbol && token(offset).text == text;
  }

  void follow_depth() {
    if (is_symbol(0, "(")) ++depth_;
    if (is_symbol(0, ")")) {
      --depth_;
      // `CAST(a AS numeric(10, 2))`: the type ends with the parenthesis around it.
      if (type_depth_ && depth_ < *type_depth_) type_depth_.reset();
    }
    if (is_word(token(), "as")) type_depth_ = depth_;
  }

  bool is_column() {
    const SqlToken& here = token();
    if (here.kind != Kind::word && here.kind != Kind::quoted) return false;
    if (is_symbol(1, ".")) return false;
    const bool qualified = is_symbol(-1, ".");
    if (type_depth_ || is_word(token(-1), "collate") || is_symbol(-1, "::")) return false;
    if (is_symbol(1, "(")) return false;
    if (here.kind == Kind::quoted || qualified) return true;
    if (is_word(here, "case")) ++cases_;
    if (is_word(here, "end")) {
      if (cases_ == 0 || !is_value_before()) return true;
      --cases_;
      return false;
    }
    return !is_expression_word(here) && !is_part_of_phrase();
  }

  // END closes a CASE only after a value: SQLite reads `WHEN end > 0` as a name.
  bool is_value_before() const {
    const SqlToken& before = token(-1);
    if (before.kind == Kind::symbol) return before.text == ")" || before.text == "]";
    constexpr std::array<std::string_view, 8> operators{"when", "then", "else", "and",
                                                        "or",   "not",  "is",   "like"};
    return std::ranges::none_of(operators,
                                [&](std::string_view word) { return is_word(before, word); });
  }

  // Names that PostgreSQL's phrases are made of: DATE '…', AT TIME ZONE, EXTRACT(year FROM a),
  // x::double precision.
  bool is_part_of_phrase() const {
    if (token(1).kind == Kind::string) return true;
    if (is_word(token(1), "from") && is_symbol(-1, "(") && is_word(token(-2), "extract"))
      return true;
    if (is_word(token(), "at") && is_word(token(1), "time")) return true;
    const SqlToken& before = token(-1);
    return before.kind == Kind::word && !is_expression_word(before) && !is_word(before, "end");
  }

  const std::vector<SqlToken>& tokens_;
  std::vector<std::size_t> solid_;
  std::size_t at_ = 0;
  int depth_ = 0;
  int cases_ = 0;
  std::optional<int> type_depth_;  ///< inside the type of a CAST at this depth
};

bool names(const SqlToken& token, std::string_view column,
           const std::vector<std::string>& columns) {
  const std::string name = name_of(token);
  if (!equal_ignoring_case(name, column)) return false;
  // A bare name is first what PostgreSQL folds it to.
  const std::string exact = token.kind == Kind::word ? lower_case(name) : name;
  return exact == column || std::ranges::find(columns, exact) == columns.end();
}

// Whether two tokens without space between them could become one: `a"b"` and `u&"b"`, where a is renamed to "c" or u.
bool runs_together(std::string_view name, const SqlToken& next) {
  return (next.kind != Kind::space && next.kind != Kind::symbol) || (next.text == "&" && name == "u");
}

std::string rename(const std::vector<SqlToken>& tokens, const std::vector<std::size_t>& which,
                   std::string_view new_name) {
  std::string result;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!std::ranges::binary_search(which, i)) {
      result += tokens[i].text;
      continue;
    }
    const std::string name = spelled_like(tokens[i], new_name);
    if (i > 0 && runs_together({}, tokens[i - 1])) result += ' ';
    result += name;
    if (i + 1 < tokens.size() && runs_together(name, tokens[i + 1])) result += ' ';
  }
  return result;
}

}  // namespace

std::vector<std::size_t> column_references(const std::vector<SqlToken>& tokens) {
  return Walk(tokens).columns();
}

bool mentions_column(std::string_view expression, std::string_view column,
                     const std::vector<std::string>& columns) {
  const std::vector<SqlToken> tokens = sql_tokens(expression);
  const std::vector<std::size_t> references = column_references(tokens);
  return std::ranges::any_of(references,
                             [&](std::size_t i) { return names(tokens[i], column, columns); });
}

std::string rename_column_in(std::string_view expression, std::string_view old_name,
                             std::string_view new_name, const std::vector<std::string>& columns) {
  const std::vector<SqlToken> tokens = sql_tokens(expression);
  std::vector<std::size_t> references = column_references(tokens);
  std::erase_if(references, [&](std::size_t i) { return !names(tokens[i], old_name, columns); });
  return rename(tokens, references, new_name);
}

std::string rename_table_in(std::string_view expression, std::string_view old_name,
                            std::string_view new_name) {
  const std::vector<SqlToken> tokens = sql_tokens(expression);
  std::vector<std::size_t> references;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind != Kind::word && tokens[i].kind != Kind::quoted) continue;
    std::size_t next = i + 1;
    while (next < tokens.size() && tokens[next].kind == Kind::space) ++next;
    if (next < tokens.size() && tokens[next].text == "." && names(tokens[i], old_name, {})) {
      references.push_back(i);
    }
  }
  return rename(tokens, references, new_name);
}

std::string without_needless_quotes(std::string_view expression) {
  const std::vector<SqlToken> tokens = sql_tokens(expression);
  const std::vector<std::size_t> references = column_references(tokens);
  std::string result;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool reference = std::ranges::binary_search(references, i);
    const std::string name = reference ? name_of(tokens[i]) : std::string();
    result += reference && is_plain_name(name) ? name : std::string(tokens[i].text);
  }
  return result;
}

bool is_plain_name(std::string_view name) {
  if (name.empty() || (name[0] >= '0' && name[0] <= '9')) return false;
  const bool plain = std::ranges::all_of(
      name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
  return plain && !std::binary_search(expression_words.begin(), expression_words.end(), name) &&
         !std::binary_search(reserved_words.begin(), reserved_words.end(), name);
}

}  // namespace limbeck::schema
