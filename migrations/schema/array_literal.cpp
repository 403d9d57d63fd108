#include "migrations/schema/array_literal.h"

#include <algorithm>

#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"

namespace limbeck::schema {
namespace {

using sql_text::is_space;

class LiteralReader {
 public:
  explicit LiteralReader(std::string_view text) : text_(text) {}

  std::optional<std::vector<ArrayElement>> read() {
    skip_bounds();
    if (!read_list(0)) return std::nullopt;
    skip_space();
    if (at_ != text_.size()) return std::nullopt;
    return std::move(elements_);
  }

 private:
  bool is(char c) const { return at_ < text_.size() && text_[at_] == c; }

  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }

  // `[1:2][0:1]=` before the braces.
  void skip_bounds() {
    skip_space();
    if (!is('[')) return;
    const std::size_t equals = text_.find('=', at_);
    if (equals != std::string_view::npos) at_ = equals + 1;
  }

  bool read_list(int depth) {
    constexpr int deepest = 6;  // MAXDIM
    skip_space();
    if (!is('{') || depth == deepest) return false;
    ++at_;
    skip_space();
    if (is('}')) {
      ++at_;
      return true;
    }
    while (true) {
      skip_space();
      if (is('{') ? !read_list(depth + 1) : !read_element()) return false;
      skip_space();
      if (is('}')) break;
      if (!is(',')) return false;
      ++at_;
    }
    ++at_;
    return true;
  }

  bool read_element() {
    ArrayElement element{.begin = at_};
    const bool quoted = is('"');
    if (!(quoted ? read_quoted(element.value) : read_bare(element.value))) return false;
    element.end = at_;
    if (!quoted) {
      while (element.end > element.begin && is_space(text_[element.end - 1])) --element.end;
      element.null = sql_text::equal_ignoring_case(
          text_.substr(element.begin, element.end - element.begin), "null");
    }
    elements_.push_back(std::move(element));
    return true;
  }

  bool read_quoted(std::string& value) {
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\') ++at_;
      if (at_ == text_.size()) return false;
      value += text_[at_];
    }
    if (at_ == text_.size()) return false;
    ++at_;
    return true;
  }

  // Space at its end is ignored, unless it follows a backslash.
  bool read_bare(std::string& value) {
    std::size_t kept = 0;
    for (; at_ < text_.size() && text_[at_] != ',' && text_[at_] != '}'; ++at_) {
      if (text_[at_] == '{' || text_[at_] == '"') return false;
      const bool escaped = text_[at_] == '\\';
      if (escaped && ++at_ == text_.size()) return false;
      value += text_[at_];
      if (escaped || !is_space(text_[at_])) kept = value.size();
    }
    value.resize(kept);
    return !value.empty();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<ArrayElement> elements_;
};

}  // namespace

std::optional<std::vector<ArrayElement>> array_elements(std::string_view text) {
  return LiteralReader(text).read();
}

std::string array_element(std::string_view value) {
  const bool bare =
      !value.empty() && !sql_text::equal_ignoring_case(value, "null") &&
      std::ranges::none_of(value, [](char c) {
        return is_space(c) || std::string_view("{},\"\\").find(c) != std::string_view::npos;
      });
  if (bare) return std::string(value);
  std::string quoted = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace limbeck::schema
