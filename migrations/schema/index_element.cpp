#include "migrations/schema/index_element.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::schema {
namespace {

using Kind = sql_text::Token::Kind;

// Words that continue an expression. Only these, and those of expression.h, can be between two
// values.
constexpr std::array<std::string_view, 12> joining_words{
    "at",        "document", "end", "normalized", "operator", "overlaps",
    "symmetric", "time",     "to",  "unknown",    "using",    "zone"};
// The words of types that have several: `double precision`, `timestamp with time zone`.
constexpr std::array<std::string_view, 13> type_words{
    "day", "hour",    "minute", "month",   "precision", "second", "time",
    "to",  "varying", "with",   "without", "year",      "zone"};
// Words of CREATE INDEX that cannot be in an element.
constexpr std::array<std::string_view, 4> clauses{"include", "tablespace", "where", "with"};

template <std::size_t count>
bool is_one_of(const sql_text::Token& token, const std::array<std::string_view, count>& words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return is_word(token, word); });
}

class ElementReader {
 public:
  ElementReader(std::string_view sql, const std::vector<std::string>& columns)
      : columns_(columns), tokens_(sql_text::lex(sql)) {
    has_open_comment_ =
        !tokens_.empty() && tokens_.back().kind == Kind::space && !tokens_.back().closed;
    std::erase_if(tokens_, [](const sql_text::Token& token) { return token.kind == Kind::space; });
    end_ = tokens_.size();
  }

  ReadElement read() {
    ReadElement result;
    result.problem = structure_problem();
    if (!result.problem.empty()) return result;
    mark_types();
    IndexElement& element = result.element;
    take_order(element);
    take_opclass(element);
    result.problem = take_collation(element);
    if (!result.problem.empty()) return result;
    if (begin_ == end_) {
      result.problem =
          "it orders nothing: an index's element begins with a column or an expression";
      return result;
    }
    take_value(element);
    result.problem = rest_problem();
    return result;
  }

 private:
  const sql_text::Token& at(std::size_t i) const { return tokens_[i]; }

  std::string text(std::size_t first, std::size_t last) const {
    if (first >= last) return {};
    const char* begin = tokens_[first].text.data();
    const char* end = tokens_[last - 1].text.data() + tokens_[last - 1].text.size();
    return std::string(begin, end);
  }

  // Brackets in pairs, strings with their ends, nothing that ends the statement; and how deep each
  // token stands.
  std::string structure_problem() {
    if (tokens_.empty()) return "it is empty";
    int depth = 0;
    for (const sql_text::Token& token : tokens_) {
      if (is_symbol(token, ")") || is_symbol(token, "]")) --depth;
      depths_.push_back(depth);
      if (is_symbol(token, "(") || is_symbol(token, "[")) ++depth;
      if (depth < 0 || is_symbol(token, ";") || !token.closed)
        return "it is not one whole SQL expression";
      if (depth == 0 && is_symbol(token, ",")) {
        return "a comma ends an element: give the index each of them in quotes of its own";
      }
    }
    return depth == 0 && !has_open_comment_ ? "" : "it is not one whole SQL expression";
  }

  // The words of a type after `::` are no names of anything else.
  void mark_types() {
    in_type_.assign(tokens_.size(), false);
    for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
      if (!is_symbol(at(i), "::")) continue;
      const int depth = depths_[i];
      std::size_t j = i + 1;
      in_type_[j++] = true;
      for (; j < tokens_.size(); ++j) {
        const bool part = depths_[j] > depth || is_symbol(at(j), ".") || is_symbol(at(j), "(") ||
                          is_symbol(at(j), ")") || is_symbol(at(j), "[") || is_symbol(at(j), "]") ||
                          is_symbol(at(j - 1), ".") || is_one_of(at(j), type_words);
        if (!part) break;
        in_type_[j] = true;
      }
    }
  }

  static bool is_reserved(const sql_text::Token& token) {
    if (token.kind != Kind::word) return false;
    const std::string word = sql_text::lower_case(token.text);
    const bool letters = std::ranges::all_of(
        word, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
    return letters && !sql_text::is_plain_name(word);
  }
  // `at`, `time` and their like join values, and are names where a value begins.
  bool begins_value(std::size_t i) const {
    if (i == begin_) return true;
    const sql_text::Token& before = at(i - 1);
    return before.kind == Kind::symbol && before.text != ")" && before.text != "]";
  }
  bool is_name(std::size_t i) const {
    if (in_type_[i]) return false;
    if (at(i).kind == Kind::quoted) return true;
    return at(i).kind == Kind::word && !is_reserved(at(i)) &&
           (begins_value(i) || !is_one_of(at(i), joining_words));
  }
  // Whether a value ends with the token, so that another cannot begin after it.
  bool ends_value(std::size_t i) const {
    const sql_text::Token& token = at(i);
    if (is_symbol(token, "]")) return true;
    if (is_symbol(token, ")")) {
      const std::size_t open = opening(i);
      return open == begin_ || !is_word(at(open - 1), "operator");
    }
    if (token.kind == Kind::string || token.kind == Kind::number || in_type_[i]) return true;
    if (is_name(i)) return true;
    constexpr std::array<std::string_view, 9> values{
        "current_date", "current_time", "current_timestamp", "end", "false", "isnull", "notnull",
        "null",         "true"};
    return is_one_of(token, values);
  }
  std::size_t opening(std::size_t close) const {
    std::size_t i = close;
    while (i > 0 && depths_[i - 1] > depths_[close]) --i;
    return i == 0 ? 0 : i - 1;
  }

  void take_order(IndexElement& element) {
    if (end_ >= 3 && is_word(at(end_ - 2), "nulls") &&
        (is_word(at(end_ - 1), "first") || is_word(at(end_ - 1), "last"))) {
      element.nulls = is_word(at(end_ - 1), "first") ? Nulls::first : Nulls::last;
      end_ -= 2;
    }
    if (end_ == 0) return;
    if (is_word(at(end_ - 1), "desc")) element.order = Order::descending;
    if (is_word(at(end_ - 1), "desc") || is_word(at(end_ - 1), "asc")) --end_;
  }

  // `name` or `schema.name` that ends before `end`: where it begins.
  std::optional<std::size_t> name_before(std::size_t end) const {
    if (end == 0 || !is_name(end - 1)) return std::nullopt;
    const bool qualified = end >= 3 && is_symbol(at(end - 2), ".") && is_name(end - 3);
    return qualified ? end - 3 : end - 1;
  }
  static std::string folded(const sql_text::Token& token) { return folded_name(token); }
  std::string folded(std::size_t first, std::size_t last) const {
    std::string name = folded(at(first));
    if (last - first == 3) name = concat({name, ".", folded(at(first + 2))});
    return name;
  }

  void take_opclass(IndexElement& element) {
    std::size_t name_end = end_;
    if (end_ > 0 && is_symbol(at(end_ - 1), ")")) name_end = opening(end_ - 1);
    const auto name = name_before(name_end);
    if (!name || *name == 0 || !ends_value(*name - 1) || is_one_of(at(*name), clauses)) return;
    element.opclass = folded(*name, name_end);
    if (name_end < end_) element.opclass += text(name_end, end_);
    end_ = *name;
  }

  // Only of a column, a call or what stands in brackets: `a || b COLLATE "C"` is about b.
  std::string take_collation(IndexElement& element) {
    const auto name = name_before(end_);
    if (!name || *name < 2 || !is_word(at(*name - 1), "collate") || !is_unit(*name - 1)) return {};
    if (end_ - *name == 3 && folded(at(*name)) != "pg_catalog") {
      return concat({"the collation ", text(*name, end_),
                     " is in a schema of its own, which an index cannot name here; put that schema "
                     "in the search_path and leave it out"});
    }
    element.collation = name_of(at(end_ - 1));
    end_ = *name - 1;
    return {};
  }

  // Whether the tokens up to `end` are one column, call or pair of brackets.
  bool is_unit(std::size_t end) const {
    if (end - begin_ == 1) return true;
    if (!is_symbol(at(end - 1), ")")) return false;
    const std::size_t open = opening(end - 1);
    if (open == begin_) return true;
    const auto name = name_before(open);
    return name && *name == begin_;
  }

  void take_value(IndexElement& element) {
    while (end_ - begin_ > 2 && is_symbol(at(end_ - 1), ")") && opening(end_ - 1) == begin_) {
      ++begin_;
      --end_;
    }
    if (end_ - begin_ == 1 && is_name(begin_)) {
      element.column = column(at(begin_));
    } else {
      element.expression = text(begin_, end_);
    }
  }

  std::string column(const sql_text::Token& token) const {
    std::string name = name_of(token);
    if (token.kind == Kind::quoted || columns_.empty()) return folded(token);
    if (std::ranges::find(columns_, name) != columns_.end()) return name;
    const auto same = std::ranges::find_if(
        columns_, [&](const std::string& one) { return sql_text::equal_ignoring_case(one, name); });
    return same == columns_.end() ? sql_text::lower_case(name) : *same;
  }

  // Two values side by side, or words that belong to the index.
  std::string rest_problem() const {
    for (std::size_t i = begin_; i < end_; ++i) {
      if (depths_[i] != depths_[begin_] || in_type_[i]) continue;
      const bool after_value = i > begin_ && ends_value(i - 1);
      if (after_value && is_one_of(at(i), clauses)) {
        return concat({"'", at(i).text,
                       "' is said of the whole index: write where = \"…\", include(…), with(…) or "
                       "tablespace = \"…\" beside the elements"});
      }
      const bool value = is_name(i) || at(i).kind == Kind::number;
      const bool misplaced = is_word(at(i), "asc") || is_word(at(i), "desc");
      if (misplaced || (after_value && value)) {
        return concat({"this is not one SQL expression: '", at(i).text, "' is too much"});
      }
    }
    return {};
  }

  const std::vector<std::string>& columns_;
  std::vector<sql_text::Token> tokens_;
  bool has_open_comment_ = false;
  std::vector<int> depths_;
  std::vector<bool> in_type_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace

ReadElement read_index_element(std::string_view sql, const std::vector<std::string>& columns) {
  return ElementReader(sql, columns).read();
}

std::string beyond_expression(std::string_view sql) {
  const ReadElement read = read_index_element(sql);
  if (!read.problem.empty()) return concat({"'", sql, "' is no index element: ", read.problem});
  const IndexElement& element = read.element;
  std::string how;
  const auto add = [&](std::string_view what) {
    how += (how.empty() ? "" : ", ") + std::string(what);
  };
  if (element.order == Order::descending) add("limbeck::desc(…)");
  if (element.nulls == Nulls::first) add(".nulls_first()");
  if (element.nulls == Nulls::last) add(".nulls_last()");
  if (!element.opclass.empty()) add(concat({".with_opclass(\"", element.opclass, "\")"}));
  if (how.empty()) return {};
  return concat({"'", sql, "' says more than an expression; of limbeck::expression(\"",
                 element.expression.empty() ? element.column : element.expression, "\") say ",
                 how});
}

}  // namespace limbeck::schema
