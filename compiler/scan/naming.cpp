#include "compiler/scan/naming.h"

#include <cstdint>
#include <utility>

namespace limbeck::compiler {
namespace {

// ASCII only: a name's other letters stay as they are, whatever the locale.
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_name_byte(char c) {
  return is_upper(c) || is_lower(c) || is_digit(c) || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

// PostgreSQL cuts names after 63 bytes, and two that are cut alike clash: a name too long ends in a
// hash of the whole (FNV-1a, which is the same everywhere).
std::string shortened(std::string name) {
  constexpr std::size_t longest = 63;
  if (name.size() <= longest) return name;
  std::uint32_t hash = 2166136261U;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  std::size_t keep = longest - 9;
  while ((static_cast<unsigned char>(name[keep]) & 0xC0U) == 0x80U) --keep;
  name.resize(keep);
  name += '_';
  for (int shift = 28; shift >= 0; shift -= 4) name += "0123456789abcdef"[(hash >> shift) & 15U];
  return name;
}

std::string joined(std::string_view kind, std::string_view table,
                   const std::vector<std::string>& parts) {
  std::string name{kind};
  name += table;
  for (const std::string& part : parts) name += "_" + part;
  return shortened(std::move(name));
}

}  // namespace

std::string snake_case(std::string_view name) {
  std::string result;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool after_word = i > 0 && (is_lower(name[i - 1]) || is_digit(name[i - 1]));
    // The last capital of a run begins the next word: HTTPRequest.
    const bool ends_run =
        i > 0 && is_upper(name[i - 1]) && i + 1 < name.size() && is_lower(name[i + 1]);
    if (is_upper(name[i]) && (after_word || ends_run)) result += '_';
    result += lower(name[i]);
  }
  return result;
}

std::string primary_key_name(std::string_view table) { return joined("pk_", table, {}); }

std::string unique_name(std::string_view table, const std::vector<std::string>& columns) {
  return joined("uq_", table, columns);
}

std::string foreign_key_name(std::string_view table, const std::vector<std::string>& columns,
                             std::string_view ref_table) {
  std::vector<std::string> parts = columns;
  parts.emplace_back(ref_table);
  return joined("fk_", table, parts);
}

std::string check_name(std::string_view table, const std::vector<std::string>& about) {
  return joined("ck_", table, about);
}

std::string exclude_name(std::string_view table) { return joined("ex_", table, {}); }

std::string index_name(std::string_view table, const std::vector<std::string>& elements) {
  return joined("ix_", table, elements);
}

std::string embedded_name(std::string_view prefix, std::string_view column) {
  if (prefix.empty()) return std::string(column);
  if (column.empty()) return std::string(prefix);
  return std::string(prefix) + "_" + std::string(column);
}

std::string words_of(std::string_view expression) {
  std::string result;
  for (const char c : expression) {
    if (is_name_byte(c)) {
      result += lower(c);
    } else if (!result.empty() && result.back() != '_') {
      result += '_';
    }
  }
  while (result.ends_with('_')) result.pop_back();
  return result;
}

}  // namespace limbeck::compiler
