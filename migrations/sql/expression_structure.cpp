// Values and operators in turn: the grammar that every database's expressions share.
#include <algorithm>
#include <array>
#include <initializer_list>

#include "migrations/sql/expression_rules.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/text/concat.h"

namespace limbeck::sql {
namespace {

using sql_text::Token;
using Kind = Token::Kind;
using Tokens = std::vector<Token>;

bool is_one_of(const Token& token, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words,
                             [&](std::string_view word) { return sql_text::is_word(token, word); });
}

// Keywords that begin no value and join none, and that every database reserves.
bool is_misplaced(const Token& token) {
  return is_one_of(token,
                   {"asc",   "check",  "constraint", "create", "default", "desc", "else",  "from",
                    "group", "having", "into",       "limit",  "offset",  "on",   "order", "select",
                    "table", "then",   "union",      "using",  "when",    "where"});
}

// Of the words that join values, those that are names as well.
bool can_be_name(const Token& token) {
  return is_one_of(token, {"at", "escape", "glob", "match", "operator", "regexp"});
}

bool is_infix_word(const Token& token) {
  return is_one_of(
      token, {"and", "or", "is", "like", "ilike", "glob", "match", "regexp", "similar", "between",
              "in", "escape", "collate", "at", "operator", "overlaps", "isnull", "notnull"});
}

class Structure {
 public:
  Structure(const Tokens& tokens, bool sqlite) : tokens_(tokens), sqlite_(sqlite) {}

  std::string problem() {
    expression(tokens_.size());
    return std::move(problem_);
  }

 private:
  bool failed() const { return !problem_.empty(); }
  void fail(std::string what) {
    if (problem_.empty()) problem_ = std::move(what);
  }
  const Token& here() const { return tokens_[at_]; }
  bool is_symbol(std::size_t i, std::string_view text) const {
    return i < tokens_.size() && tokens_[i].kind == Kind::symbol && tokens_[i].text == text;
  }
  // The bracket that closes the one at `open`.
  std::size_t closing(std::size_t open) const {
    int depth = 0;
    for (std::size_t i = open; i < tokens_.size(); ++i) {
      if (is_symbol(i, "(") || is_symbol(i, "[")) ++depth;
      if ((is_symbol(i, ")") || is_symbol(i, "]")) && --depth == 0) return i;
    }
    return tokens_.size();
  }

  // Values and operators in turn, up to `end`. Texts between brackets of functions are grammars of
  // their own (EXTRACT, CAST, TRIM) and not looked into.
  void expression(std::size_t end) {
    if (at_ >= end) return fail("it is empty");
    int between = 0;
    for (bool wants_value = true; !failed();) {
      if (at_ >= end) {
        if (wants_value) fail("something is missing at its end");
        if (between > 0) fail("BETWEEN has no AND");
        return;
      }
      if (wants_value) {
        if (prefix()) continue;
        value(end);
        wants_value = false;
        continue;
      }
      if (is_one_of(here(), {"between"})) ++between;
      if (is_one_of(here(), {"and"}) && between > 0) --between;
      wants_value = joins(end);
    }
  }

  bool prefix() {
    const bool is = is_one_of(here(), {"not"}) || is_symbol(at_, "-") || is_symbol(at_, "+") ||
                    is_symbol(at_, "~") || is_symbol(at_, "@") || is_symbol(at_, "|/");
    if (is) ++at_;
    return is;
  }

  void value(std::size_t end) {
    const Token& token = here();
    if (is_symbol(at_, "(")) {
      const std::size_t close = closing(at_);
      ++at_;
      if (at_ >= close) return fail("a pair of brackets is empty");
      // A subquery has a rule of its own.
      if (at_ < close && !is_one_of(here(), {"select", "with", "values"})) list(close);
      at_ = close + 1;
      return;
    }
    if (is_one_of(token, {"case"})) return case_value(end);
    if (is_one_of(token, {"array"}) && is_symbol(at_ + 1, "[")) {
      at_ = closing(at_ + 1) + 1;
      return;
    }
    if (token.kind == Kind::symbol || is_misplaced(token) ||
        (is_infix_word(token) && !can_be_name(token)))
      return fail(concat({"a value is missing before '", token.text, "'"}));
    ++at_;
    if (token.kind == Kind::word || token.kind == Kind::quoted) {
      while (at_ + 1 < end && is_symbol(at_, ".") && !is_symbol(at_ + 1, "*")) at_ += 2;
      if (is_symbol(at_, "(")) {
        at_ = closing(at_) + 1;
        // count(*) FILTER (…), row_number() OVER (…)
        while (at_ < end && is_one_of(here(), {"filter", "over", "within"})) {
          while (at_ < end && !is_symbol(at_, "(")) ++at_;
          at_ = closing(at_) + 1;
        }
        return;
      }
      // DATE '…', INTERVAL '1 day', TIMESTAMP WITH TIME ZONE '…', DOUBLE PRECISION '1'
      std::size_t next = at_;
      while (next < end &&
             is_one_of(tokens_[next], {"with", "without", "time", "zone", "precision", "varying"}))
        ++next;
      if (next < end && tokens_[next].kind == Kind::string) {
        at_ = next + 1;
        while (at_ < end &&
               is_one_of(here(), {"year", "month", "day", "hour", "minute", "second", "to"}))
          ++at_;
      }
    }
  }

  void list(std::size_t end) {
    for (;;) {
      std::size_t comma = at_;
      while (comma < end && !is_symbol(comma, ",")) {
        comma = is_symbol(comma, "(") || is_symbol(comma, "[") ? closing(comma) + 1 : comma + 1;
      }
      expression(std::min(comma, end));
      at_ = comma + 1;
      if (failed() || comma >= end) return;
    }
  }

  void case_value(std::size_t end) {
    int open = 0;
    bool has_when = false;
    for (; at_ < end; ++at_) {
      if (is_one_of(here(), {"case"})) ++open;
      if (is_one_of(here(), {"when"})) has_when = true;
      if (is_one_of(here(), {"end"}) && --open == 0) {
        ++at_;
        if (!has_when) fail("CASE has no WHEN");
        return;
      }
    }
    fail("CASE has no END");
  }

  // What stands after a value; whether another value has to follow.
  bool joins(std::size_t end) {
    const Token& token = here();
    if (is_symbol(at_, "[")) return at_ = closing(at_) + 1, false;
    if (is_symbol(at_, ".")) return at_ += 2, false;
    if (is_symbol(at_, "::")) return type(end), false;
    if (is_symbol(at_, ",")) return fail("a comma stands between two expressions"), false;
    if (is_symbol(at_, "!")) return ++at_, false;
    if (token.kind == Kind::symbol) return ++at_, quantified();
    if (is_one_of(token, {"isnull", "notnull"})) return ++at_, false;
    if (is_one_of(token, {"collate"})) {
      ++at_;
      if (at_ >= end || (here().kind != Kind::word && here().kind != Kind::quoted))
        return fail("COLLATE names no collation"), false;
      ++at_;
      return false;
    }
    if (is_one_of(token, {"is"})) return predicate(end);
    if (is_one_of(token, {"at"})) {
      at_ += at_ + 2 < end && is_one_of(tokens_[at_ + 1], {"time"}) ? 3 : 1;
      return true;
    }
    if (is_one_of(token, {"operator"}) && is_symbol(at_ + 1, "(")) {
      at_ = closing(at_ + 1) + 1;
      return true;
    }
    if (is_one_of(token, {"not"}) && at_ + 1 < end && is_infix_word(tokens_[at_ + 1])) ++at_;
    if (sqlite_ && is_one_of(here(), {"not"}) && at_ + 1 < end &&
        is_one_of(tokens_[at_ + 1], {"null"}))
      return at_ += 2, false;  // SQLite's `a NOT NULL`
    if (!is_infix_word(here())) return fail(concat({"'", here().text, "' is too much"})), false;
    const bool similar = is_one_of(here(), {"similar"});
    const bool between = is_one_of(here(), {"between"});
    ++at_;
    if (similar && at_ < end && is_one_of(here(), {"to"})) ++at_;
    if (between && at_ < end && is_one_of(here(), {"symmetric", "asymmetric"})) ++at_;
    return quantified();
  }

  // `= ANY (…)` looks like a call.
  static bool quantified() { return true; }

  bool predicate(std::size_t end) {
    ++at_;
    if (at_ < end && is_one_of(here(), {"not"})) ++at_;
    if (at_ < end && is_one_of(here(), {"distinct"})) {
      ++at_;
      if (at_ < end && is_one_of(here(), {"from"})) ++at_;
      return true;
    }
    if (at_ < end && is_one_of(here(), {"null", "true", "false", "unknown", "document"}))
      return ++at_, false;
    if (at_ < end &&
        is_one_of(here(), {"json", "nfc", "nfd", "nfkc", "nfkd", "normalized", "of"})) {
      while (at_ < end && here().kind == Kind::word && !is_one_of(here(), {"and", "or"})) ++at_;
      if (is_symbol(at_, "(")) at_ = closing(at_) + 1;
      return false;
    }
    return true;
  }

  void type(std::size_t end) {
    ++at_;
    if (at_ >= end || (here().kind != Kind::word && here().kind != Kind::quoted))
      return fail("'::' names no type");
    ++at_;
    while (at_ < end) {
      if (is_symbol(at_, ".")) {
        at_ += 2;
      } else if (is_symbol(at_, "(") || is_symbol(at_, "[")) {
        at_ = closing(at_) + 1;
      } else if (is_one_of(here(), {"precision", "varying", "with", "without", "time", "zone",
                                    "year", "month", "day", "hour", "minute", "second", "to"})) {
        ++at_;
      } else {
        return;
      }
    }
  }

  const Tokens& tokens_;
  bool sqlite_;
  std::size_t at_ = 0;
  std::string problem_;
};

// Strings, comments and brackets with their ends.
std::string ends_problem(const Tokens& tokens) {
  std::vector<char> open;
  for (const Token& token : tokens) {
    const std::string_view text = token.text;
    if (!token.closed) {
      if (token.kind == Kind::space) return "a comment has no end";
      return token.kind == Kind::string ? "a text has no end" : "a quoted name has no end";
    }
    if (token.kind == Kind::quoted && text == "\"\"") return "a quoted name is empty";
    if (token.kind != Kind::symbol) continue;
    if (text == ";") return "a ';' ends the statement";
    if (text == "(" || text == "[") open.push_back(text[0]);
    if (text != ")" && text != "]") continue;
    if (open.empty() || (open.back() == '(') != (text == ")")) return "a bracket is too much";
    open.pop_back();
  }
  return open.empty() ? "" : "a bracket is not closed";
}

bool is_parameter(const Tokens& tokens, std::size_t i) {
  const std::string_view text = tokens[i].text;
  const bool before_word = i + 1 < tokens.size() && tokens[i + 1].kind == Kind::word;
  const bool after_value = i > 0 && (tokens[i - 1].kind != Kind::symbol ||
                                     tokens[i - 1].text == ")" || tokens[i - 1].text == "]");
  return text == "$" || (text == "?" && !after_value) ||
         (text == ":" && before_word && !after_value);
}

}  // namespace

std::string query_problem(std::string_view sql, const QueryRules& rules) {
  if (sql.find('\0') != std::string_view::npos) return "it holds a NUL byte";
  Tokens tokens =
      sql_text::lex(sql, rules.brackets_are_names ? sql_text::sqlite : sql_text::any_database);
  std::string problem = ends_problem(tokens);
  std::erase_if(tokens, [](const Token& token) { return token.kind == Kind::space; });
  // One at its end is no other statement.
  if (tokens.size() > 1 && tokens.back().text == ";") {
    tokens.pop_back();
    problem = ends_problem(tokens);
  }
  if (!problem.empty()) return problem;
  if (tokens.empty()) return "it is empty";
  std::size_t first = 0;
  while (rules.has_table_query && first + 1 < tokens.size() && tokens[first].text == "(") ++first;
  const bool gives_rows = is_one_of(tokens[first], {"select", "with", "values"}) ||
                          (rules.has_table_query && is_one_of(tokens[first], {"table"}));
  if (!gives_rows) return concat({"a query begins with SELECT, not '", tokens[first].text, "'"});
  if (!rules.selects_nothing && tokens.size() == 1) return "it selects nothing";
  int depth = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].text == "(") ++depth;
    if (tokens[i].text == ")") --depth;
    if (is_parameter(tokens, i)) return "it has a parameter, which has no value";
    if (depth == 0 && is_one_of(tokens[i], {"into"})) return "a view's query selects INTO nothing";
  }
  return {};
}

std::string structure_problem(std::string_view sql, bool brackets_are_names) {
  if (sql.find('\0') != std::string_view::npos) return "it holds a NUL byte";
  Tokens tokens =
      sql_text::lex(sql, brackets_are_names ? sql_text::sqlite : sql_text::any_database);
  if (std::string problem = ends_problem(tokens); !problem.empty()) return problem;
  std::erase_if(tokens, [](const Token& token) { return token.kind == Kind::space; });
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (is_parameter(tokens, i)) return "it has a parameter, which has no value";
  }
  return Structure(tokens, brackets_are_names).problem();
}

}  // namespace limbeck::sql
