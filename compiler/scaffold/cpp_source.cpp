#include "compiler/scaffold/cpp_source.h"

#include <algorithm>

namespace limbeck::compiler {
namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// The end of the string that begins at `at`, whose prefix ends there.
std::size_t end_of_string(std::string_view text, std::size_t at, bool raw) {
  const char quote = text[at];
  if (raw) {
    const std::size_t open = std::min(text.find('(', at), text.size());
    const std::string close = ")" + std::string(text.substr(at + 1, open - at - 1)) + "\"";
    const std::size_t end = text.find(close, open);
    return end == std::string_view::npos ? text.size() : end + close.size();
  }
  for (++at; at < text.size() && text[at] != quote; ++at) {
    if (text[at] == '\\') ++at;
  }
  return std::min(at + 1, text.size());
}

}  // namespace

CppSource::CppSource(std::string text) : text_(std::move(text)) {
  lines_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') lines_.push_back(i + 1);
  }
  read_tokens();
}

void CppSource::read_tokens() {
  bool line_begins = true;
  for (std::size_t at = 0; at < text_.size();) {
    const char c = text_[at];
    if (c == '\n') line_begins = true;
    if (is_space(c)) {
      ++at;
      continue;
    }
    if (text_.compare(at, 2, "//") == 0 || (c == '#' && line_begins)) {
      // A backslash at its end continues a line.
      do {
        at = std::min(text_.find('\n', at + 1), text_.size());
      } while (at < text_.size() && text_[at - 1] == '\\');
      continue;
    }
    line_begins = false;
    if (text_.compare(at, 2, "/*") == 0) {
      const std::size_t end = text_.find("*/", at + 2);
      at = end == std::string::npos ? text_.size() : end + 2;
      continue;
    }
    std::size_t end = at;
    while (end < text_.size() && is_word_character(text_[end])) ++end;
    const bool is_quote = end < text_.size() && (text_[end] == '"' || text_[end] == '\'');
    const std::string_view prefix = std::string_view(text_).substr(at, end - at);
    const bool is_prefix = prefix.size() <= 3 && (prefix.ends_with('R') || prefix == "u8" ||
                                                  prefix == "u" || prefix == "U" || prefix == "L");
    if (is_quote && (end == at || is_prefix)) {
      end = end_of_string(text_, end, prefix.ends_with('R'));
      tokens_.push_back({{at, end}, false});
    } else if (end > at) {
      tokens_.push_back({{at, end}, true});
    } else {
      end = at + 1;
      tokens_.push_back({{at, end}, false});
    }
    at = end;
  }
}

std::size_t CppSource::offset(int line, int column) const {
  const auto index = static_cast<std::size_t>(std::max(line, 1) - 1);
  return index < lines_.size() ? lines_[index] + static_cast<std::size_t>(std::max(column, 1) - 1)
                               : text_.size();
}

std::size_t CppSource::token_at(std::size_t offset) const {
  const auto found = std::ranges::lower_bound(tokens_, offset, {},
                                              [](const Token& token) { return token.where.begin; });
  if (found == tokens_.end() || found->where.begin != offset) return none;
  return static_cast<std::size_t>(found - tokens_.begin());
}

std::string CppSource::name_at(std::size_t offset) const {
  const std::size_t at = token_at(offset);
  return at == none || !tokens_[at].is_word ? std::string() : std::string(text_of(tokens_[at]));
}

std::size_t CppSource::closing(std::size_t open) const {
  std::size_t depth = 0;
  for (std::size_t i = open; i < tokens_.size(); ++i) {
    const std::string_view text = text_of(tokens_[i]);
    if (text == "(" || text == "[" || text == "{") ++depth;
    if ((text == ")" || text == "]" || text == "}") && --depth == 0) return i;
  }
  return none;
}

std::string CppSource::joined(std::size_t first, std::size_t last) const {
  std::string text;
  for (std::size_t i = first; i < last; ++i) {
    text += text_of(tokens_[i]);
    text += ' ';
  }
  return text;
}

// The first list of attributes among these tokens.
void CppSource::read_attributes(std::size_t first, std::size_t last,
                                WrittenDeclaration& into) const {
  for (std::size_t i = first; i + 1 < last; ++i) {
    if (text_of(tokens_[i]) != "[" || text_of(tokens_[i + 1]) != "[") continue;
    const std::size_t close = closing(i);
    if (close == none || close >= last) return;
    into.attributes = Piece{tokens_[i].where.begin, tokens_[close].where.end};
    std::size_t begin = i + 2, depth = 0;
    for (std::size_t at = begin; at + 1 <= close; ++at) {
      const std::string_view text = text_of(tokens_[at]);
      if (text == "(" || text == "[" || text == "{") ++depth;
      const bool ends = depth == 0 && (text == "," || at + 1 == close);
      if (depth > 0 && (text == ")" || text == "]" || text == "}")) --depth;
      if (!ends) continue;
      if (at > begin) {
        into.attribute_list.push_back(
            {{tokens_[begin].where.begin, tokens_[at - 1].where.end}, joined(begin, at)});
      }
      begin = at + 1;
    }
    return;
  }
}

// The lines of `///` directly in front of a declaration, and the space at its beginning.
void CppSource::add_comments(WrittenDeclaration& into) const {
  std::size_t line = into.whole.begin;
  while (line > 0 && (text_[line - 1] == ' ' || text_[line - 1] == '\t')) --line;
  into.with_comments = into.whole;
  if (line > 0 && text_[line - 1] != '\n') return;
  into.with_comments.begin = line;
  into.with_comments.end = end_of_line(into.whole.end);
  for (std::size_t at = line; at > 0;) {
    const std::size_t before = text_.rfind('\n', at - 2) + 1;
    const std::size_t first = text_.find_first_not_of(" \t", at == 1 ? 0 : before);
    if (text_.compare(first, 3, "///") != 0) break;
    at = at == 1 ? 0 : before;
    into.doc_comment = Piece{at, line};
    into.with_comments.begin = at;
  }
}

std::optional<WrittenDeclaration> CppSource::type_at(std::size_t name) const {
  const std::size_t at = token_at(name);
  if (at == none) return std::nullopt;
  // Back to the keyword, over the attributes.
  std::size_t first = at;
  for (std::size_t depth = 0;;) {
    if (first == 0) return std::nullopt;
    const std::string_view text = text_of(tokens_[--first]);
    if (text == "]" || text == ")" || text == "}") ++depth;
    if (depth > 0 && (text == "[" || text == "(" || text == "{")) {
      --depth;
    } else if (depth == 0 && (text == "struct" || text == "class" || text == "enum")) {
      break;
    } else if (depth == 0 && (text == ";" || text == "{" || text == "}")) {
      return std::nullopt;
    }
  }
  if (first > 0 && text_of(tokens_[first - 1]) == "enum") --first;
  std::size_t open = at;
  while (open < tokens_.size() && text_of(tokens_[open]) != "{") {
    if (text_of(tokens_[open]) == ";") return std::nullopt;
    ++open;
  }
  const std::size_t close = open < tokens_.size() ? closing(open) : none;
  if (close == none || close + 1 >= tokens_.size() || text_of(tokens_[close + 1]) != ";")
    return std::nullopt;
  WrittenDeclaration result;
  result.whole = {tokens_[first].where.begin, tokens_[close + 1].where.end};
  result.body = Piece{tokens_[open].where.end, tokens_[close].where.begin};
  read_attributes(first, at, result);
  add_comments(result);
  return result;
}

std::optional<WrittenDeclaration> CppSource::member_at(const WrittenDeclaration& type,
                                                       std::size_t name) const {
  const std::size_t at = token_at(name);
  if (at == none || !type.body || name < type.body->begin || name >= type.body->end)
    return std::nullopt;
  std::size_t first = at;
  for (std::size_t depth = 0; first > 0; --first) {
    const std::string_view text = text_of(tokens_[first - 1]);
    if (tokens_[first - 1].where.begin < type.body->begin) break;
    if (text == "]" || text == ")" || text == "}") ++depth;
    if (depth > 0 && (text == "[" || text == "(" || text == "{")) {
      --depth;
    } else if (depth == 0 && (text == ";" || text == ":")) {
      const bool is_access = text == ":" && first > 1 && tokens_[first - 2].is_word &&
                             text_of(tokens_[first - 2]).starts_with("p");
      if (text == ";" || is_access) break;
    }
  }
  std::size_t last = at;
  while (last < tokens_.size() && text_of(tokens_[last]) != ";") {
    const std::string_view text = text_of(tokens_[last]);
    last = text == "{" || text == "(" || text == "[" ? closing(last) : last;
    if (last == none) return std::nullopt;
    ++last;
  }
  if (last == tokens_.size()) return std::nullopt;
  WrittenDeclaration result;
  result.whole = {tokens_[first].where.begin, tokens_[last].where.end};
  read_attributes(first, at, result);
  std::size_t begin = first;
  while (begin < at && result.attributes && tokens_[begin].where.begin < result.attributes->end)
    ++begin;
  if (begin == at) return std::nullopt;
  result.type = {tokens_[begin].where.begin, tokens_[at - 1].where.end};
  result.type_tokens = joined(begin, at);
  add_comments(result);
  return result;
}

std::size_t CppSource::end_of_line(std::size_t at) const {
  const std::size_t next = text_.find_first_not_of(" \t\r", at);
  if (next == std::string::npos) return at;
  const bool is_comment = text_.compare(next, 2, "//") == 0;
  if (text_[next] != '\n' && !is_comment) return at;
  const std::size_t end = text_.find('\n', next);
  return end == std::string::npos ? text_.size() : end + 1;
}

std::size_t CppSource::end_of_enumerator(const WrittenDeclaration& type, std::size_t name) const {
  std::size_t at = token_at(name);
  std::size_t end = name;
  while (at < tokens_.size() && tokens_[at].where.begin < type.body->end) {
    const std::string_view text = text_of(tokens_[at]);
    if (text == "(" || text == "[" || text == "{") at = closing(at);
    if (at == none) break;
    end = tokens_[at].where.end;
    if (text == ",") break;
    ++at;
  }
  return end;
}

std::string tokens_of(std::string_view text) { return CppSource(std::string(text)).all_tokens(); }

}  // namespace limbeck::compiler
