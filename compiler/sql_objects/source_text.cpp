#include "compiler/sql_objects/source_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace limbeck::compiler {
namespace {

using schema::is_word;
using schema::SqlToken;
using Kind = SqlToken::Kind;

// A checkout's line ends, and the mark that some editors put first, are no part of a text.
std::string plain(std::string_view text) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (text.starts_with(mark)) text.remove_prefix(mark.size());
  std::string lines;
  lines.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') lines += text[i];
  }
  return lines;
}

// The start of a comment that is not closed; the end where there is none.
std::size_t open_comment(std::string_view space) {
  for (std::size_t at = 0; at < space.size();) {
    if (space.substr(at).starts_with("--")) {
      at = std::min(space.find('\n', at), space.size());
    } else if (space.substr(at).starts_with("/*")) {
      const std::size_t end = space.find("*/", at + 2);
      if (end == std::string_view::npos) return at;
      at = end + 2;
    } else {
      ++at;
    }
  }
  return space.size();
}

// Of a literal or quoted name: whether its quote is closed.
bool is_closed(const SqlToken& token) {
  const std::size_t open = token.text.find_first_of("'\"`[$");
  if (open == std::string_view::npos) return true;
  const char quote = token.text[open] == '[' ? ']' : token.text[open];
  if (quote == '$') return true;  // else it would be no string
  const bool escapes = quote == '\'' && (token.text[0] == 'e' || token.text[0] == 'E');
  bool closed = false;
  for (std::size_t i = open + 1; i < token.text.size(); ++i) {
    if (escapes && token.text[i] == '\\') {
      ++i;
    } else if (token.text[i] == quote) {
      closed = !closed;
    }
  }
  return closed;
}

class Splitter {
 public:
  Splitter(const SourceText& source, diagnostics::Diagnostics& diagnostics)
      : source_(source), diagnostics_(diagnostics) {}

  std::vector<StatementTokens> split() {
    const auto tokens = schema::sql_tokens(source_.text());
    for (const SqlToken& token : tokens) {
      if (token.kind == Kind::space) {
        const std::size_t open = open_comment(token.text);
        if (open < token.text.size())
          report(token.text.substr(open, 2), "this comment is never closed");
        continue;
      }
      take(token);
    }
    if (block_) report(block_->text, "this body has no END");
    if (!block_ && !open_.empty()) report(open_.front().text, "this parenthesis is never closed");
    if (!statement_.empty() && !block_ && open_.empty()) finish();
    return std::move(statements_);
  }

 private:
  void report(std::string_view at, std::string message) {
    diagnostics_.error("limbeck-sql-object", std::move(message), source_.locate(at));
    failed_ = true;
  }

  void take(const SqlToken& token) {
    const bool literal = token.kind == Kind::string || token.kind == Kind::quoted;
    if (literal && !is_closed(token)) {
      report(token.text.substr(0, 1), token.kind == Kind::string ? "this string is never closed"
                                                                 : "this name is never closed");
    }
    if (token.text == "$" && !failed_) report(token.text, "this dollar quote is never closed");
    if (token.text == ";" && depth_ == 0) {
      if (!open_.empty()) {
        report(open_.front().text, "this parenthesis is not closed in its statement");
      }
      return finish();
    }
    if (token.text == "(") open_.push_back(token);
    if (token.text == ")") {
      if (open_.empty()) report(token.text, "this parenthesis closes none");
      if (!open_.empty()) open_.pop_back();
    }
    statement_.push_back(token);
    follow_body();
  }

  // Words that open and close: only where the statement can have a body.
  void follow_body() {
    const SqlToken& token = statement_.back();
    if (token.kind != Kind::word || !may_have_body()) return;
    const std::size_t last = statement_.size() - 1;
    if (depth_ == 0) {
      if (last > 0 && open_.empty() && is_word(statement_[last - 1], "begin") &&
          opens_body(token)) {
        block_ = statement_[last - 1];
        depth_ = 1;
      }
      return;
    }
    if (is_word(token, "case") || is_word(token, "begin")) ++depth_;
    if (is_word(token, "end")) --depth_;
    if (depth_ == 0) block_.reset();
  }

  bool is_kind(std::string_view word) const {
    const std::size_t words = std::min<std::size_t>(statement_.size(), 5);
    for (std::size_t i = 1; i < words; ++i) {
      if (is_word(statement_[i], word)) return true;
    }
    return false;
  }
  bool may_have_body() const {
    return is_word(statement_.front(), "create") &&
           (is_kind("trigger") || is_kind("function") || is_kind("procedure"));
  }
  bool opens_body(const SqlToken& after_begin) const {
    if (!is_kind("trigger")) return is_word(after_begin, "atomic");
    constexpr std::array<std::string_view, 7> words{"select",  "insert", "update", "delete",
                                                    "replace", "with",   "values"};
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return is_word(after_begin, word); });
  }

  void finish() {
    if (!statement_.empty() && !failed_) statements_.push_back(statement_);
    statement_.clear();
    open_.clear();
    failed_ = false;
  }

  const SourceText& source_;
  diagnostics::Diagnostics& diagnostics_;
  std::vector<StatementTokens> statements_;
  StatementTokens statement_;
  std::vector<SqlToken> open_;     ///< parentheses
  std::optional<SqlToken> block_;  ///< its BEGIN
  int depth_ = 0;                  ///< of BEGIN … END and CASE … END
  bool failed_ = false;
};

}  // namespace

SourceText::SourceText(std::string file, std::string text)
    : file_(std::move(file)), text_(plain(text)), lines_{0} {
  for (std::size_t at = 0; (at = text_.find('\n', at)) != std::string::npos;) {
    lines_.push_back(++at);
  }
}

schema::Location SourceText::locate(std::string_view part) const {
  const auto offset = static_cast<std::size_t>(part.data() - text_.data());
  const auto next = std::upper_bound(lines_.begin(), lines_.end(), offset);
  const std::size_t end_of_line = std::min(part.find('\n'), part.size());
  return {file_, static_cast<int>(next - lines_.begin()),
          static_cast<int>(offset - *std::prev(next)) + 1, static_cast<int>(end_of_line)};
}

std::vector<StatementTokens> statements_of(const SourceText& source,
                                           diagnostics::Diagnostics& diagnostics) {
  return Splitter(source, diagnostics).split();
}

}  // namespace limbeck::compiler
