#include "migrations/sql/postgresql/type_names.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return std::string(text);
}

// Lower case, with one space between words.
std::string words_of(std::string_view text) {
  std::string words;
  for (const char c : trimmed(text)) {
    if (!is_space(c)) {
      words += c;
    } else if (words.back() != ' ') {
      words += ' ';
    }
  }
  return sql_text::lower_case(words);
}

// `float(24)`: how exact a float has to be says which of the two types it is.
std::string float_name(std::string_view arguments) {
  int bits = 53;
  const auto read = std::from_chars(arguments.data(), arguments.data() + arguments.size(), bits);
  if (read.ptr != arguments.data() + arguments.size() || bits < 1 || bits > 53) {
    return concat({"float(", arguments, ")"});
  }
  return bits < 25 ? "real" : "double precision";
}

}  // namespace

ArrayName without_brackets(std::string_view sql) {
  ArrayName result{trimmed(sql)};
  std::string& name = result.element;
  while (name.ends_with(']')) {
    const std::size_t open = name.rfind('[');
    if (open == std::string::npos) break;
    const bool bound = std::all_of(name.begin() + static_cast<std::ptrdiff_t>(open) + 1,
                                   name.end() - 1, [](char c) { return c >= '0' && c <= '9'; });
    if (!bound) break;
    name = trimmed(std::string_view(name).substr(0, open));
    ++result.dimensions;
  }
  constexpr std::string_view array = " array";
  if (sql_text::lower_case(name).ends_with(array)) {
    name = trimmed(std::string_view(name).substr(0, name.size() - array.size()));
    result.dimensions = std::max(result.dimensions, 1);
  }
  return result;
}

std::string kept_name(std::string_view sql) {
  if (sql.find('"') != std::string_view::npos) return std::string(sql);
  const std::size_t open = std::min(sql.find('('), sql.size());
  const std::size_t close = std::min(sql.find(')', open), sql.size());
  std::string name = words_of(sql.substr(0, open));
  std::string arguments;
  if (close < sql.size()) {
    for (const char c : sql.substr(open + 1, close - open - 1)) {
      if (!is_space(c)) arguments += c;
    }
    const std::string after = words_of(sql.substr(close + 1));
    // No type of PostgreSQL's has two pairs of parentheses.
    if (after.find_first_of("()") != std::string::npos) return std::string(sql);
    if (!after.empty()) name += (name.empty() ? "" : " ") + after;
  } else if (open < sql.size()) {
    return std::string(sql);
  }
  constexpr std::string_view catalog = "pg_catalog.";
  while (name.starts_with(catalog)) name.erase(0, catalog.size());
  if (name == "float") return float_name(arguments.empty() ? "53" : arguments);
  struct Synonym {
    std::string_view name, kept;
  };
  constexpr std::array<Synonym, 7> synonyms{{{"varbit", "bit varying"},
                                             {"nchar", "character"},
                                             {"national char", "character"},
                                             {"national character", "character"},
                                             {"national char varying", "character varying"},
                                             {"national character varying", "character varying"},
                                             {"timetz", "time with time zone"}}};
  const auto synonym = std::ranges::find(synonyms, name, &Synonym::name);
  if (synonym != synonyms.end()) name = synonym->kept;
  if (name == "bit" && arguments.empty()) arguments = "1";
  const bool of_time = name.starts_with("time");
  // No precision is all there is.
  if ((of_time || name == "interval") && arguments == "6") arguments.clear();
  if (arguments.empty()) return name;
  const std::size_t first = of_time ? std::min(name.find(' '), name.size()) : name.size();
  return concat({name.substr(0, first), "(", arguments, ")", name.substr(first)});
}

}  // namespace limbeck::sql::postgresql
