#include "migrations/sql/sqlite/refuse.h"

#include <algorithm>
#include <array>

#include "migrations/schema/system_columns.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::sqlite {

const ExpressionRules& expression_rules() {
  using Place = ExpressionPlace;
  // https://www.sqlite.org/lang_aggfunc.html, lang_corefunc.html, deterministic.html
  static const ExpressionRules all{
      .database = "SQLite",
      .brackets_are_names = true,
      .aggregates = {"array_agg",
                     "avg",
                     "bool_and",
                     "bool_or",
                     "count",
                     "cume_dist",
                     "dense_rank",
                     "first_value",
                     "group_concat",
                     "grouping",
                     "json_group_array",
                     "json_group_object",
                     "lag",
                     "last_value",
                     "lead",
                     "max",
                     "min",
                     "nth_value",
                     "ntile",
                     "percent_rank",
                     "rank",
                     "row_number",
                     "string_agg",
                     "sum",
                     "total"},
      .changing = {"changes", "current_date", "current_time", "current_timestamp",
                   "last_insert_rowid", "now", "random", "randomblob", "total_changes"},
      .sets = {"generate_series", "json_each", "json_tree", "unnest"},
      .system_columns = {schema::sqlite_system_columns.begin(),
                         schema::sqlite_system_columns.end()},
      .unchanging = {Place::generated, Place::index, Place::predicate}};
  return all;
}

namespace {

using sql_text::Token;
using Kind = Token::Kind;

// PostgreSQL's words and functions: what a model for both databases is likely to say.
constexpr std::array<std::string_view, 24> foreign_words{"any",
                                                         "array",
                                                         "clock_timestamp",
                                                         "current_catalog",
                                                         "current_role",
                                                         "current_user",
                                                         "gen_random_uuid",
                                                         "ilike",
                                                         "localtime",
                                                         "localtimestamp",
                                                         "nextval",
                                                         "operator",
                                                         "position",
                                                         "regexp_replace",
                                                         "row",
                                                         "session_user",
                                                         "similar",
                                                         "split_part",
                                                         "statement_timestamp",
                                                         "to_char",
                                                         "to_tsvector",
                                                         "transaction_timestamp",
                                                         "trim_array",
                                                         "user"};
constexpr std::array<std::string_view, 12> foreign_symbols{"@>", "<@", "#>", "#>>", "?|",  "?&",
                                                           "@@", "@?", "!~", "~*",  "!~*", "&&"};

// `(a, b)`, brackets round the whole.
bool is_row(const std::vector<Token>& tokens) {
  if (tokens.size() < 3 || tokens.front().text != "(" || tokens.back().text != ")") return false;
  int depth = 0;
  bool comma = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].text == "(") ++depth;
    if (tokens[i].text == ")" && --depth == 0 && i + 1 < tokens.size()) return false;
    comma = comma || (depth == 1 && tokens[i].text == ",");
  }
  return comma;
}

std::string foreign_problem(const std::string& sql, const schema::Table* table) {
  std::vector<Token> tokens = sql_text::solid_tokens(sql, sql_text::sqlite);
  if (is_row(tokens)) return concat({"'", sql, "' is a row of several values, which is no value"});
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.text == "::")
      return "SQLite has no '::' to convert a value; write CAST(… AS …): " + sql;
    const bool call = i + 1 < tokens.size() && tokens[i + 1].text == "(";
    // Most of these words are names of columns as well.
    constexpr std::array<std::string_view, 8> operators{
        "current_catalog", "current_role",   "current_user", "ilike",
        "localtime",       "localtimestamp", "session_user", "similar"};
    const auto is = [&](const auto& words) {
      return std::ranges::any_of(
          words, [&](std::string_view word) { return sql_text::is_word(token, word); });
    };
    const bool is_column =
        table != nullptr && std::ranges::any_of(table->columns, [&](const schema::Column& column) {
          return sql_text::equal_ignoring_case(column.name, token.text);
        });
    const bool word = is(foreign_words) && (call || (is(operators) && !is_column));
    const bool match = token.text == "~" && i > 0 &&
                       (tokens[i - 1].kind != Kind::symbol || tokens[i - 1].text == ")");
    if (word || match || std::ranges::find(foreign_symbols, token.text) != foreign_symbols.end())
      return concat({"'", sql, "': SQLite has no '", token.text, "'"});
    if (token.text == ":" || token.text == "@" || token.text == "$")
      return concat({"'", sql, "': '", token.text,
                     "' stands for a parameter, whose value nobody "
                     "gives"});
    if (token.kind == Kind::string && token.text.starts_with('$'))
      return concat({"'", sql, "': SQLite has no texts in $$; write it in single quotes"});
  }
  return {};
}

}  // namespace

std::string expression_problem(const std::string& sql, ExpressionPlace place,
                               const schema::Table* table, const schema::Schema& schema) {
  if (std::string problem = foreign_problem(sql, table); !problem.empty()) return problem;
  return sql::expression_problem(sql, place, table, schema, expression_rules());
}

}  // namespace limbeck::sql::sqlite
