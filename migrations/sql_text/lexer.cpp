#include "migrations/sql_text/lexer.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "migrations/sql_text/names.h"

namespace limbeck::sql_text {
namespace {

using Kind = Token::Kind;

constexpr std::array<std::string_view, 26> operators{
    "->>", "#>>", "!~*", "<->", "->", "#>", "#-", "||", "<<", ">>", "<=", ">=", "<>",
    "!=",  "==",  "::",  "@>",  "<@", "&&", "!~", "~*", "?|", "?&", "@@", "@?", "|/"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool is_word_character(char c) { return is_letter(c) || is_digit(c) || c == '$'; }

using Comments = LexicalRules::Comments;
using Brackets = LexicalRules::Brackets;

constexpr std::size_t none = std::string_view::npos;

// What is known of a text's comments so far.
struct CommentState {
  /// `nest_if_closed` until one is found that is not closed. Searching for the end of each comment
  /// again would take quadratic time for a text such as `/*/*/*…`.
  Comments comments;
  bool in_executable = false;  ///< behind a `/*!` whose `*/` is to come
};

// The end of the comment `/*` at `at`; npos where it has none.
std::size_t comment_end(std::string_view sql, std::size_t at, bool nest) {
  std::size_t depth = 1;
  for (at += 2; at + 1 < sql.size(); ++at) {
    const std::string_view two = sql.substr(at, 2);
    if (two == "*/") {
      ++at;
      if (--depth == 0) return at + 1;
    } else if (nest && two == "/*") {
      ++at;
      ++depth;
    }
  }
  return none;
}

// The end of the comment at `at`; npos where it is not closed, and `at` where none begins there.
std::size_t past_comment(std::string_view sql, std::size_t at, const LexicalRules& rules,
                         CommentState& state) {
  const std::string_view two = sql.substr(at, 2);
  const bool dashes =
      two == "--" && (!rules.dashes_need_space || at + 2 == sql.size() || is_space(sql[at + 2]));
  if (dashes || (rules.hash_comments && two.starts_with('#')))
    return std::min(sql.find_first_of(rules.line_ends, at), sql.size());
  if (state.in_executable && two == "*/") {
    state.in_executable = false;
    return at + 2;
  }
  if (two != "/*") return at;
  if (rules.executable_comments && sql.substr(at + 2).starts_with('!')) {
    // The digits are the least version that reads what follows.
    state.in_executable = true;
    return std::min(sql.find_first_not_of("0123456789", at + 3), sql.size());
  }
  std::size_t end = comment_end(sql, at, state.comments != Comments::end_at_first);
  if (end == none && state.comments == Comments::nest_if_closed) {
    state.comments = Comments::end_at_first;
    end = comment_end(sql, at, false);
  }
  return end;
}

// The end of the white space and comments that begin at `at`, or where one begins that is not
// closed.
std::size_t past_space(std::string_view sql, std::size_t at, const LexicalRules& rules,
                       CommentState& state) {
  while (at < sql.size()) {
    const std::size_t end = is_space(sql[at]) ? at + 1 : past_comment(sql, at, rules, state);
    if (end == at || end == none) break;
    at = end;
  }
  return at;
}

class Reader {
 public:
  Reader(std::string_view sql, const LexicalRules& rules)
      : sql_(sql), rules_(rules), comments_{rules.comments} {}

  std::vector<Token> read() {
    while (at_ < sql_.size()) {
      const std::size_t start = at_;
      closed_ = true;
      const Kind kind = next();
      tokens_.push_back({kind, sql_.substr(start, at_ - start), closed_});
      if (kind != Kind::space) last_ = tokens_.back();
    }
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0';
  }

  Kind next() {
    if (skip_space()) return Kind::space;
    const char c = peek();
    if (c == '\'' || (c == '"' && rules_.double_quoted_texts)) {
      skip_quoted(c, rules_.backslashes);
      return Kind::string;
    }
    if (c == '"' || (c == '`' && rules_.backtick_names)) return skip_quoted(c, false), Kind::quoted;
    if (c == '[' && rules_.brackets != Brackets::subscripts && bracket_is_name()) {
      at_ = closing_ + 1;
      return Kind::quoted;
    }
    if (c == '$' && rules_.dollar_quotes && skip_dollar_quoted()) return Kind::string;
    if (is_letter(c)) return word_or_string();
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return skip_number(), Kind::number;
    if (c == '[') ++subscripts_;
    if (c == ']' && subscripts_ > 0) --subscripts_;
    skip_symbol();
    return Kind::symbol;
  }

  bool skip_space() {
    const std::size_t start = at_;
    at_ = past_space(sql_, at_, rules_, comments_);
    if (at_ > start) return true;
    // A comment that is not closed.
    if (past_comment(sql_, at_, rules_, comments_) != none) return false;
    at_ = sql_.size();
    closed_ = false;
    return true;
  }

  // From the opening quote past the closing one; a doubled quote stands for itself.
  void skip_quoted(char quote, bool backslashes) {
    for (++at_; at_ < sql_.size(); ++at_) {
      if (backslashes && peek() == '\\') {
        ++at_;
      } else if (peek() == quote) {
        if (peek(1) != quote) {
          ++at_;
          return;
        }
        ++at_;
      }
    }
    at_ = sql_.size();
    closed_ = false;
  }

  // PostgreSQL's $$…$$ and $tag$…$tag$.
  bool skip_dollar_quoted() {
    std::size_t end = at_ + 1;
    while (end < sql_.size() && sql_[end] != '$' && is_word_character(sql_[end])) ++end;
    if (end >= sql_.size() || sql_[end] != '$' || is_digit(peek(1))) return false;
    const std::string_view tag = sql_.substr(at_, end + 1 - at_);
    if (last_of(tag) <= end) return false;
    at_ = sql_.find(tag, end + 1) + tag.size();
    return true;
  }

  // Where a tag, `$…$`, stands for the last time: searching for the end of each text would take
  // quadratic time where many have none.
  std::size_t last_of(std::string_view tag) {
    if (!last_tags_) {
      last_tags_.emplace();
      std::size_t start = none;
      for (std::size_t i = at_; i < sql_.size(); ++i) {
        if (sql_[i] == '$' && start != none)
          (*last_tags_)[sql_.substr(start, i + 1 - start)] = start;
        if (sql_[i] == '$') start = i;
        if (!is_word_character(sql_[i])) start = none;
      }
    }
    return last_tags_->at(tag);
  }

  Kind word_or_string() {
    const std::size_t start = at_;
    while (at_ < sql_.size() && is_word_character(peek())) ++at_;
    // A prefix is one letter.
    const char prefix = at_ - start == 1 ? static_cast<char>(sql_[start] | 0x20) : '\0';
    if (prefix == 'u' && rules_.unicode_escapes && peek() == '&' &&
        (peek(1) == '\'' || peek(1) == '"')) {
      ++at_;
      const bool string = peek() == '\'';
      skip_quoted(peek(), false);
      return string ? Kind::string : Kind::quoted;
    }
    if (peek() == '\'' && prefix != '\0' && rules_.text_prefixes.find(prefix) != none) {
      skip_quoted('\'', rules_.backslashes || prefix == 'e');
      return Kind::string;
    }
    return Kind::word;
  }

  void skip_number() {
    while (is_digit(peek()) || is_letter(peek()) ||
           (peek() == '.' && peek(1) != '.') ||  // `1..2` is a range of PL/pgSQL
           ((peek() == '+' || peek() == '-') && is_exponent())) {
      ++at_;
    }
  }

  // Whether the sign here belongs to the number: 1e-5, but not 0xe-5.
  bool is_exponent() const {
    std::size_t start = at_;
    while (start > 0 &&
           (is_digit(sql_[start - 1]) || is_letter(sql_[start - 1]) || sql_[start - 1] == '.')) {
      --start;
    }
    const std::string_view number = sql_.substr(start, at_ - start);
    const bool hexadecimal = number.size() > 1 && (number[1] == 'x' || number[1] == 'X');
    return !hexadecimal && (number.ends_with('e') || number.ends_with('E')) && is_digit(peek(1));
  }

  // No operator goes on into a comment: `a |/* … */ b`.
  void skip_symbol() {
    for (const std::string_view symbol : operators) {
      if (!sql_.substr(at_).starts_with(symbol)) continue;
      const char next = at_ + symbol.size() < sql_.size() ? sql_[at_ + symbol.size()] : '\0';
      const bool comment =
          (symbol.back() == '-' && next == '-') || (symbol.back() == '/' && next == '*');
      if (comment) continue;
      at_ += symbol.size();
      return;
    }
    ++at_;
  }

  bool bracket_is_name() {
    // Looking again at each bracket would take quadratic time.
    if (closing_ <= at_) closing_ = sql_.find(']', at_);
    if (closing_ == none) return false;
    if (rules_.brackets == Brackets::names) return true;
    // ARRAY[[1, 2], [3, 4]]
    if (subscripts_ > 0 && (last_.text == "[" || last_.text == ",")) return false;
    switch (last_.kind) {
      case Kind::word:
        return is_operator_word(last_);
      case Kind::symbol:
        return !last_.text.empty() && last_.text != ")" && last_.text != "]";
      case Kind::space:
        return true;
      default:
        return false;
    }
  }

  static bool is_operator_word(const Token& token) {
    constexpr std::array<std::string_view, 13> words{"and",  "or",   "not",  "in",      "is",
                                                     "like", "glob", "when", "between", "then",
                                                     "else", "case", "match"};
    return std::ranges::any_of(words, [&](std::string_view word) { return is_word(token, word); });
  }

  std::string_view sql_;
  const LexicalRules& rules_;
  CommentState comments_;
  std::size_t at_ = 0;
  bool closed_ = true;       ///< whether the token being read is
  std::size_t closing_ = 0;  ///< the next closing bracket
  int subscripts_ = 0;       ///< how many brackets are open that are no names
  std::optional<std::map<std::string_view, std::size_t>> last_tags_;  ///< where each stands last
  Token last_{Kind::space, {}};
  std::vector<Token> tokens_;
};

}  // namespace

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

std::size_t after_space(std::string_view sql, std::size_t at, const LexicalRules& rules) {
  CommentState state{rules.comments};
  at = past_space(sql, at, rules, state);
  return at < sql.size() && past_comment(sql, at, rules, state) == none ? sql.size() : at;
}

std::vector<Token> lex(std::string_view sql, const LexicalRules& rules) {
  return Reader(sql, rules).read();
}

std::vector<Token> solid_tokens(std::string_view sql, const LexicalRules& rules) {
  std::vector<Token> tokens = lex(sql, rules);
  std::erase_if(tokens, [](const Token& token) { return token.kind == Kind::space; });
  return tokens;
}

bool is_word(const Token& token, std::string_view word) {
  return token.kind == Kind::word && equal_ignoring_case(token.text, word);
}

bool is_symbol(const Token& token, std::string_view symbol) {
  return token.kind == Kind::symbol && token.text == symbol;
}

bool is_name(const Token& token) { return token.kind == Kind::word || token.kind == Kind::quoted; }

}  // namespace limbeck::sql_text
