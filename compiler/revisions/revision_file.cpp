#include "compiler/revisions/revision_file.h"

#include <algorithm>
#include <array>
#include <set>

#include "compiler/revisions/token.h"
#include "limbeck/revision.h"
#include "migrations/findings/rule_id.h"
#include "migrations/schema/schema.h"

namespace limbeck::compiler {
namespace {

constexpr RuleId rule = RuleId::revision_syntax;
constexpr std::string_view macro = "LIMBECK_REVISION";
constexpr std::string_view form =
    "LIMBECK_REVISION(id) = {.revises = {\"…\"}, .message = \"…\", .upgrade = …, .downgrade = …};";
constexpr std::array<std::string_view, 10> members = {
    "revises",     "depends_on", "branch_labels", "message", "created",
    "destructive", "compatible", "incompatible",  "upgrade", "downgrade"};

class Reader {
 public:
  Reader(const std::string& file, std::string_view text, diagnostics::Diagnostics& diagnostics)
      : file_(file), tokens_(lex(text)), diagnostics_(diagnostics) {}

  std::optional<RevisionFile> read() {
    if (!find_revision()) return std::nullopt;
    RevisionFile revision;
    revision.checksum = checksum(tokens_);
    const bool has_id = read_id(revision.node);
    if (has_id) read_members(revision.node);
    refuse_another();
    if (!has_id) return std::nullopt;
    return revision;
  }

 private:
  schema::Location place(const Token& token) const {
    return {file_, token.line, token.column, std::max(token.length, 1)};
  }
  void error(const Token& token, std::string message, std::vector<findings::Note> notes = {}) {
    diagnostics_.error(rule, std::move(message), place(token), std::move(notes));
  }

  bool at_end() const { return at_ >= tokens_.size(); }
  const Token& current() const { return at_end() ? tokens_.back() : tokens_[at_]; }
  bool is(std::string_view punctuation) const {
    return !at_end() && tokens_[at_].kind == Token::Kind::punctuation &&
           tokens_[at_].spelling == punctuation;
  }
  bool take(std::string_view punctuation) {
    if (!is(punctuation)) return false;
    ++at_;
    return true;
  }
  bool is_macro(std::size_t i) const {
    return tokens_[i].kind == Token::Kind::identifier && tokens_[i].spelling == macro &&
           !tokens_[i].in_directive;
  }
  std::string found() const {
    if (at_end()) return "the file ends here";
    std::string spelling = current().spelling.substr(0, 40);
    std::replace_if(
        spelling.begin(), spelling.end(), [](char c) { return static_cast<unsigned char>(c) < 32; },
        ' ');
    return "found '" + spelling + "'";
  }

  bool find_revision() {
    int depth = 0;
    for (at_ = 0; at_ < tokens_.size(); ++at_) {
      if (is_macro(at_)) {
        macro_ = at_++;
        if (depth > 0) {
          error(tokens_[macro_],
                "LIMBECK_REVISION must stand at file scope, outside every namespace and function");
        }
        return true;
      }
      if (tokens_[at_].in_directive) continue;
      if (is("{")) ++depth;
      if (is("}")) --depth;
    }
    diagnostics_.error(rule,
                       "this file holds no revision: every .cpp file of the directory defines one",
                       {file_, 0, 0, 0},
                       {{"a revision is " + std::string(form)},
                        {"move files of another kind to another directory"}});
    return false;
  }

  bool read_id(history::Node& node) {
    if (!take("(")) {
      error(current(),
            "expected '(' and the revision's identifier after LIMBECK_REVISION; " + found());
      return false;
    }
    const std::size_t first = at_;
    std::string id;
    while (!at_end() && !is(")") && !is("{") && !is(";")) id += tokens_[at_++].spelling;
    if (!take(")")) {
      error(current(), "expected ')' after the revision's identifier; " + found());
      return false;
    }
    if (id.empty()) {
      error(tokens_[first],
            "LIMBECK_REVISION needs the revision's identifier: LIMBECK_REVISION(91b0c6e2f7aa)");
      return false;
    }
    const auto fits = [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    if (!std::all_of(id.begin(), id.end(), fits)) {
      error(tokens_[first],
            "revision identifier '" + id + "' may hold letters, digits and underscores only");
      return false;
    }
    node.id = id;
    node.location = place(tokens_[first]);
    return true;
  }

  void read_members(history::Node& node) {
    take("=");
    const Token& brace = current();
    if (!take("{")) {
      error(brace, "expected '= {' after LIMBECK_REVISION(" + node.id + "); " + found(),
            {{"a revision is " + std::string(form)}});
      return;
    }
    std::set<std::string> seen;
    while (!is("}")) {
      if (at_end()) return error(brace, "no '}' closes this revision");
      if (!is(".") || at_ + 1 >= tokens_.size() ||
          tokens_[at_ + 1].kind != Token::Kind::identifier) {
        error(current(), "expected a member such as '.revises' or '.message'; " + found(),
              {{"name the members: " + std::string(form)}});
        return;
      }
      ++at_;
      const Token& name = tokens_[at_++];
      if (!seen.insert(name.spelling).second)
        error(name, "'." + name.spelling + "' is given twice");
      if (!take("=") && !is("{")) {
        return error(current(), "expected '=' after '." + name.spelling + "'; " + found());
      }
      read_member(name, node);
      if (take(",")) continue;
      if (is("}")) break;
      if (at_end()) return error(brace, "no '}' closes this revision");
      error(current(), "expected ',' or '}' after '." + name.spelling + "'; " + found());
      skip_value();
      take(",");
    }
    take("}");
    if (!take(";")) error(current(), "expected ';' after the revision; " + found());
  }

  void read_member(const Token& name, history::Node& node) {
    const std::string& member = name.spelling;
    if (member == "revises") return read_list(name, node.revises, node.revises_at);
    if (member == "depends_on") return read_list(name, node.depends_on, node.depends_on_at);
    if (member == "branch_labels")
      return read_list(name, node.branch_labels, node.branch_labels_at);
    if (member == "message") return read_text(name, node.message);
    if (member == "created") return read_text(name, node.created);
    if (std::find(members.begin(), members.end(), member) == members.end()) {
      const std::string near = schema::nearest(member, {members.begin(), members.end()});
      error(name, "a revision has no member '." + member + "'" +
                      (near.empty() ? "" : "; did you mean '." + near + "'?"));
    }
    skip_value();
  }

  // One or several string literals in a row; nothing, with the error reported, if there is none.
  std::optional<std::string> take_string(const std::string& wanted) {
    if (at_end() || current().kind != Token::Kind::string) {
      error(current(), wanted + "; " + found(),
            {{"the build reads it without compiling the file, so no macro or constant can stand "
              "here"}});
      return std::nullopt;
    }
    std::string text;
    for (; !at_end() && current().kind == Token::Kind::string; ++at_) {
      const auto part = string_literal_text(current().spelling);
      if (!part) {
        error(current(), "this string literal cannot be read here: write a plain one");
        ++at_;
        return std::nullopt;
      }
      text += *part;
    }
    return text;
  }

  void read_text(const Token& name, std::string& text) {
    const bool braced = take("{");
    auto value = take_string("'." + name.spelling + "' must be a string literal");
    if (!value) return skip_value();
    text = std::move(*value);
    if (braced && !take("}")) skip_value();
  }

  void read_list(const Token& name, std::vector<std::string>& ids,
                 std::vector<schema::Location>& places) {
    const Token& brace = current();
    if (!take("{")) {
      error(brace, "'." + name.spelling +
                       "' must be a list of string literals in braces, as in {\"3f9c2a71d04e\"}; " +
                       found());
      return skip_value();
    }
    while (!is("}")) {
      const schema::Location location = place(current());
      auto id = take_string("'." + name.spelling + "' must be a list of string literals");
      if (!id) {
        skip_value();
        break;
      }
      ids.push_back(std::move(*id));
      places.push_back(location);
      if (!take(",") && !is("}")) {
        error(current(), "expected ',' or '}' in '." + name.spelling + "'; " + found());
        skip_value();
        break;
      }
    }
    take("}");
    if (ids.size() > static_cast<std::size_t>(Identifiers::capacity)) {
      error(brace, "'." + name.spelling + "' holds " + std::to_string(ids.size()) +
                       " identifiers; at most " + std::to_string(Identifiers::capacity) +
                       " fit: merge in steps");
    }
  }

  // To the end of an expression: a ',' before the next member, or the '}' that closes the revision.
  // Other commas (of template arguments) and everything in brackets are passed over.
  void skip_value() {
    int depth = 0;
    for (; !at_end(); ++at_) {
      if (tokens_[at_].in_directive) continue;
      if (depth == 0 && is("}")) return;
      if (depth == 0 && is(",") && at_ + 1 < tokens_.size() &&
          (tokens_[at_ + 1].spelling == "." || tokens_[at_ + 1].spelling == "}")) {
        return;
      }
      if (is("{") || is("(") || is("[")) ++depth;
      if (is("}") || is(")") || is("]")) --depth;
    }
  }

  void refuse_another() {
    for (std::size_t i = macro_ + 1; i < tokens_.size(); ++i) {
      if (!is_macro(i)) continue;
      error(tokens_[i], "a file holds one revision; move this one to a file of its own",
            {{"the first one is here", place(tokens_[macro_])}});
    }
  }

  const std::string& file_;
  const std::vector<Token> tokens_;
  diagnostics::Diagnostics& diagnostics_;
  std::size_t at_ = 0;
  std::size_t macro_ = 0;
};

// The line of the first of so many line continuations in a row that Clang's lexer, which calls
// itself for each, would use up the stack; 0 where there are none.
int line_of_many_continuations(std::string_view text) {
  constexpr int most = 1000;
  int line = 1, in_a_row = 0;
  for (std::size_t start = 0; start < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view content = text.substr(start, end - start);
    start = end + 1;
    const std::size_t last = content.find_last_not_of(" \t\r\f\v");
    const bool only_continues =
        last != std::string_view::npos &&
        content.find_first_not_of(" \t\r\f\v\\?/") == std::string_view::npos;
    in_a_row = only_continues ? in_a_row + 1 : 0;
    if (in_a_row > most) return line - most;
  }
  return 0;
}

}  // namespace

std::optional<RevisionFile> read_revision_file(const std::string& file, std::string_view text,
                                               diagnostics::Diagnostics& diagnostics) {
  if (const int line = line_of_many_continuations(text); line != 0) {
    diagnostics.error(rule,
                      "more than a thousand lines in a row hold nothing but a line continuation",
                      {file, line, 1});
    return std::nullopt;
  }
  return Reader(file, text, diagnostics).read();
}

}  // namespace limbeck::compiler
