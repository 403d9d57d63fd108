#include "migrations/schema/sql_tokens.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

namespace limbeck::schema {
namespace {

using Kind = SqlToken::Kind;

constexpr std::array<std::string_view, 26> operators{
    "->>", "#>>", "!~*", "<->", "->", "#>", "#-", "||", "<<", ">>", "<=", ">=", "<>",
    "!=",  "==",  "::",  "@>",  "<@", "&&", "!~", "~*", "?|", "?&", "@@", "@?", "|/"};

// `/* /* */ */` is one comment in standard SQL and in PostgreSQL, whose `--` also ends at a carriage
// return; in SQLite the first `*/` ends a comment.
enum class Comments : unsigned char { nest, end_at_first };

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool is_word_character(char c) { return is_letter(c) || is_digit(c) || c == '$'; }

// The end of the comment `/*` at `at`; npos where it has none.
std::size_t comment_end(std::string_view sql, std::size_t at, Comments comments) {
  std::size_t depth = 1;
  for (at += 2; at + 1 < sql.size(); ++at) {
    if (sql.substr(at, 2) == "*/") {
      ++at;
      if (--depth == 0) return at + 1;
    } else if (comments == Comments::nest && sql.substr(at, 2) == "/*") {
      ++at;
      ++depth;
    }
  }
  // PostgreSQL takes no such text, so it is for a database where comments do not nest.
  return comments == Comments::nest && depth > 1 ? std::string_view::npos : sql.size();
}

// The end of the white space and comments that begin at `at`. `comments` remembers whether a nested comment is closed: searching for the
// end of each comment again would take quadratic time for a text such as `/*/*/*…`.
std::size_t past_space(std::string_view sql, std::size_t at, Comments& comments) {
  while (at < sql.size()) {
    const std::string_view two = sql.substr(at, 2);
    if (is_space(sql[at])) {
      ++at;
    } else if (two == "--") {
      at = std::min(sql.find_first_of(comments == Comments::nest ? "\r\n" : "\n", at), sql.size());
    } else if (two == "/*") {
      std::size_t end = comment_end(sql, at, comments);
      if (end == std::string_view::npos) {
        comments = Comments::end_at_first;
        end = comment_end(sql, at, comments);
      }
      at = end;
    } else {
      break;
    }
  }
  return at;
}

class Reader {
 public:
  Reader(std::string_view sql, Brackets brackets)
      : sql_(sql),
        brackets_(brackets),
        comments_(brackets == Brackets::always_names ? Comments::end_at_first : Comments::nest) {}

  std::vector<SqlToken> read() {
    while (at_ < sql_.size()) {
      const std::size_t start = at_;
      const Kind kind = next();
      tokens_.push_back({kind, sql_.substr(start, at_ - start)});
      if (kind != Kind::space) last_ = tokens_.back();
    }
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0';
  }

  Kind next() {
    const char c = peek();
    if (is_space(c) || (c == '-' && peek(1) == '-') || (c == '/' && peek(1) == '*')) {
      skip_space();
      return Kind::space;
    }
    if (c == '\'') return skip_quoted('\'', false), Kind::string;
    if (c == '"' || c == '`') return skip_quoted(c, false), Kind::quoted;
    if (c == '[' && bracket_is_name()) {
      at_ = closing_ + 1;
      return Kind::quoted;
    }
    if (c == '$' && skip_dollar_quoted()) return Kind::string;
    if (is_letter(c)) return word_or_string();
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return skip_number(), Kind::number;
    if (c == '[') ++subscripts_;
    if (c == ']' && subscripts_ > 0) --subscripts_;
    skip_symbol();
    return Kind::symbol;
  }

  void skip_space() { at_ = past_space(sql_, at_, comments_); }

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
      std::size_t start = std::string_view::npos;
      for (std::size_t i = at_; i < sql_.size(); ++i) {
        if (sql_[i] == '$' && start != std::string_view::npos)
          (*last_tags_)[sql_.substr(start, i + 1 - start)] = start;
        if (sql_[i] == '$') start = i;
        if (!is_word_character(sql_[i])) start = std::string_view::npos;
      }
    }
    return last_tags_->at(tag);
  }

  Kind word_or_string() {
    const std::size_t start = at_;
    while (at_ < sql_.size() && is_word_character(peek())) ++at_;
    const std::string word = lower_case(sql_.substr(start, at_ - start));
    if (word == "u" && peek() == '&' && (peek(1) == '\'' || peek(1) == '"')) {
      ++at_;
      const bool string = peek() == '\'';
      skip_quoted(peek(), false);
      return string ? Kind::string : Kind::quoted;
    }
    if (peek() == '\'' && (word == "e" || word == "x" || word == "b" || word == "n")) {
      skip_quoted('\'', word == "e");
      return Kind::string;
    }
    return Kind::word;
  }

  void skip_number() {
    while (is_digit(peek()) || is_letter(peek()) || peek() == '.' ||
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

  void skip_symbol() {
    for (std::string_view symbol : operators) {
      if (sql_.substr(at_).starts_with(symbol)) {
        at_ += symbol.size();
        return;
      }
    }
    ++at_;
  }

  bool bracket_is_name() {
    // Looking again at each bracket would take quadratic time.
    if (closing_ <= at_) closing_ = sql_.find(']', at_);
    if (closing_ == std::string_view::npos) return false;
    if (brackets_ == Brackets::always_names) return true;
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

  static bool is_operator_word(const SqlToken& token) {
    constexpr std::array<std::string_view, 13> words{"and",  "or",   "not",  "in",      "is",
                                                     "like", "glob", "when", "between", "then",
                                                     "else", "case", "match"};
    return std::ranges::any_of(words, [&](std::string_view word) { return is_word(token, word); });
  }

  std::string_view sql_;
  Brackets brackets_;
  Comments comments_;
  std::size_t at_ = 0;
  std::size_t closing_ = 0;  ///< the next closing bracket
  int subscripts_ = 0;       ///< how many brackets are open that are no names
  std::optional<std::map<std::string_view, std::size_t>> last_tags_;  ///< where each stands last
  SqlToken last_{Kind::space, {}};
  std::vector<SqlToken> tokens_;
};

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::size_t after_space(std::string_view sql, std::size_t at) {
  Comments comments = Comments::nest;
  at = past_space(sql, at, comments);
  return comments == Comments::nest ? at : sql.size();
}

std::vector<SqlToken> sql_tokens(std::string_view sql, Brackets brackets) {
  return Reader(sql, brackets).read();
}

std::string name_of(const SqlToken& token) {
  if (token.kind != Kind::quoted) return std::string(token.text);
  std::string_view text = token.text;
  const std::size_t open = text.find_first_of("\"`[");
  if (open == std::string_view::npos) return std::string(text);
  const char quote = text[open] == '[' ? ']' : text[open];
  text.remove_prefix(open + 1);
  if (text.ends_with(quote)) text.remove_suffix(1);
  std::string name;
  for (std::size_t i = 0; i < text.size(); ++i) {
    name += text[i];
    if (quote != ']' && text[i] == quote && i + 1 < text.size() && text[i + 1] == quote) ++i;
  }
  return name;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return to_lower(x) == to_lower(y); });
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), to_lower);
  return result;
}

bool is_word(const SqlToken& token, std::string_view word) {
  return token.kind == Kind::word && equal_ignoring_case(token.text, word);
}

}  // namespace limbeck::schema
