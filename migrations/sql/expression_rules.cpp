#include "migrations/sql/expression_rules.h"

#include <algorithm>

#include "migrations/sql_text/expression.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::sql {
namespace {

using sql_text::Token;
using Kind = Token::Kind;
using Place = ExpressionPlace;

std::string_view words_for(Place place) {
  switch (place) {
    case Place::check:
    case Place::domain_check:
      return "a check";
    case Place::default_value:
      return "a default";
    case Place::generated:
      return "a generated column";
    case Place::index:
      return "an index";
    case Place::predicate:
      return "the where of an index";
    case Place::partition_key:
      return "a partition key";
    case Place::fill:
      return "the value of existing rows";
  }
  return {};
}

bool contains(const std::vector<std::string_view>& words, const Token& token) {
  return std::ranges::any_of(words,
                             [&](std::string_view word) { return sql_text::is_word(token, word); });
}

// Functions whose arguments are a grammar of their own, with words that look like names.
bool has_own_grammar(const std::vector<Token>& tokens) {
  return std::ranges::any_of(tokens, [](const Token& token) {
    const std::string word = token.kind == Kind::word ? sql_text::lower_case(token.text) : "";
    return word.starts_with("xml") || word.starts_with("json_") || word == "normalize";
  });
}

class Judge {
 public:
  Judge(std::string_view sql, Place place, const schema::Table* table, const schema::Schema& schema,
        const ExpressionRules& rules)
      : sql_(sql), place_(place), table_(table), schema_(schema), rules_(rules) {
    for (const Token& token :
         sql_text::lex(sql, rules.brackets_are_names ? sql_text::sqlite : sql_text::any_database)) {
      if (token.kind != Kind::space) tokens_.push_back(token);
    }
  }

  std::string problem() const {
    if (std::string problem = structure_problem(sql_, rules_.brackets_are_names); !problem.empty())
      return concat({"'", sql_, "' is not one whole SQL expression: ", problem});
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (std::string problem = of_token(i); !problem.empty()) return problem;
    }
    return of_columns();
  }

 private:
  bool is_call(std::size_t i) const { return i + 1 < tokens_.size() && tokens_[i + 1].text == "("; }
  bool is_qualified(std::size_t i) const { return i > 0 && tokens_[i - 1].text == "."; }
  // A function of the history's own may have any name.
  bool is_declared(const Token& token) const {
    return std::ranges::any_of(schema_.functions, [&](const schema::Function& function) {
      return sql_text::equal_ignoring_case(function.name.name, token.text);
    });
  }
  std::string none_in(std::string_view what) const {
    return concat(
        {"'", sql_, "': ", rules_.database, " takes no ", what, " in ", words_for(place_)});
  }

  std::string of_token(std::size_t i) const {
    const Token& token = tokens_[i];
    if (token.kind != Kind::word) return {};
    if (sql_text::is_word(token, "select")) return none_in("subquery");
    if (sql_text::is_word(token, "over") && is_call(i) && i > 0 && tokens_[i - 1].text == ")")
      return none_in("window function");
    const bool call = is_call(i) && !is_qualified(i) && !is_declared(token);
    if (call && contains(rules_.aggregates, token) && !has_two_arguments(i))
      return none_in(concat({"aggregate such as ", token.text}));
    if (call && contains(rules_.sets, token))
      return none_in(concat({"function that gives rows, such as ", token.text}));
    const bool changing = std::ranges::find(rules_.unchanging, place_) != rules_.unchanging.end() &&
                          contains(rules_.changing, token) && (call || is_keyword(token));
    if (changing) {
      return concat({"'", sql_, "': ", token.text, " gives another value each time, and ",
                     rules_.database, " takes only functions that are immutable in ",
                     words_for(place_)});
    }
    return {};
  }

  // SQLite's min(a, b) and max(a, b) are no aggregates.
  bool has_two_arguments(std::size_t i) const {
    if (!rules_.brackets_are_names ||
        !(sql_text::is_word(tokens_[i], "min") || sql_text::is_word(tokens_[i], "max")))
      return false;
    int depth = 0;
    for (std::size_t j = i + 1; j < tokens_.size(); ++j) {
      if (tokens_[j].text == "(") ++depth;
      if (tokens_[j].text == ")" && --depth == 0) return false;
      if (tokens_[j].text == "," && depth == 1) return true;
    }
    return false;
  }

  static bool is_keyword(const Token& token) {
    return !sql_text::is_plain_name(sql_text::lower_case(token.text));
  }

  std::string of_columns() const {
    if (has_own_grammar(tokens_)) return {};
    for (const std::size_t i : sql_text::column_references(tokens_)) {
      if (std::string problem = of_column(i); !problem.empty()) return problem;
    }
    return {};
  }

  // The type of `x::app.kind`, and the field of `(x).part`.
  bool is_part_of_value(std::size_t i) const {
    while (i > 1 && tokens_[i - 1].text == ".") {
      if (tokens_[i - 2].text == ")" || tokens_[i - 2].text == "]") return true;
      i -= 2;
    }
    return i > 0 && tokens_[i - 1].text == "::";
  }

  std::string of_column(std::size_t i) const {
    const Token& token = tokens_[i];
    const std::string name = sql_text::name_of(token);
    if (token.kind == Kind::word && is_keyword(token)) return {};
    if (is_part_of_value(i)) return {};
    if (place_ == Place::domain_check)
      return sql_text::equal_ignoring_case(name, "value") ? "" : no_column(name, {"VALUE"});
    if (place_ == Place::default_value)
      return rules_.brackets_are_names ? std::string()
                                       : concat({"'", sql_, "' names '", name,
                                                 "': a default can use no column; put quotes round "
                                                 "a text: '",
                                                 name, "'"});
    if (table_ == nullptr) return {};
    std::string_view of = {};
    if (is_qualified(i) && i > 1) of = tokens_[i - 2].text;
    if (i > 3 && is_qualified(i) && tokens_[i - 3].text == ".") return {};
    // `(a).b` and `a.b` of a composite type; a table that is another.
    if (!of.empty()) {
      if (tokens_[i - 2].kind == Kind::symbol) return {};
      const std::string table = sql_text::name_of(tokens_[i - 2]);
      if (!sql_text::equal_ignoring_case(table, table_->name.name))
        return find(table) != nullptr
                   ? std::string()
                   : concat({"'", sql_, "' names the table '", table, "', and ", words_for(place_),
                             " of '", table_->name.name, "' knows that alone"});
    }
    const schema::Column* column = find(name);
    const bool system = contains(rules_.system_columns, token);
    if (column == nullptr && system) return of_system_column(name);
    if (column == nullptr) {
      // A quoted name that is none is a text to SQLite, and a row's own table is a value.
      if (rules_.brackets_are_names && token.kind == Kind::quoted) return {};
      if (sql_text::equal_ignoring_case(name, table_->name.name)) return {};
      std::vector<std::string> known;
      for (const schema::Column& one : table_->columns) known.push_back(one.name);
      return no_column(name, known);
    }
    if (place_ == Place::generated && column->generated && !rules_.brackets_are_names) {
      return concat({"'", sql_, "' uses '", name, "', which is generated itself: ", rules_.database,
                     " computes no generated column from another; repeat its expression"});
    }
    return {};
  }

  const schema::Column* find(const std::string& name) const {
    const auto found = std::ranges::find_if(table_->columns, [&](const schema::Column& column) {
      return sql_text::equal_ignoring_case(column.name, name);
    });
    return found == table_->columns.end() ? nullptr : &*found;
  }

  std::string of_system_column(const std::string& name) const {
    if (rules_.brackets_are_names && (place_ == Place::check)) return {};
    const bool allowed = sql_text::equal_ignoring_case(name, "tableoid") &&
                         (place_ == Place::check || place_ == Place::generated);
    if (allowed) return {};
    return concat({"'", sql_, "': '", name, "' is a column of ", rules_.database,
                   "'s own, which cannot stand in ", words_for(place_)});
  }

  std::string no_column(const std::string& name, const std::vector<std::string>& known) const {
    const std::string near = schema::nearest(name, known);
    return concat({"'", sql_, "' names '", name, "', which is no column here",
                   near.empty() ? "" : concat({"; did you mean '", near, "'?"})});
  }

  std::string_view sql_;
  Place place_;
  const schema::Table* table_;
  const schema::Schema& schema_;
  const ExpressionRules& rules_;
  std::vector<Token> tokens_;
};

}  // namespace

std::string expression_problem(std::string_view sql, ExpressionPlace place,
                               const schema::Table* table, const schema::Schema& schema,
                               const ExpressionRules& rules) {
  return Judge(sql, place, table, schema, rules).problem();
}

}  // namespace limbeck::sql
