#include "compiler/scan/naming_convention.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <functional>
#include <utility>

#include "migrations/schema/schema.h"

namespace limbeck::compiler {
namespace {

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

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

// `column_0_name`, `column_0N_label`, `column_0_N_key`: which columns, and how they are written.
struct ColumnToken {
  std::size_t which = 0;
  bool all = false;
  bool with_table = false;
  std::string_view between;
};

std::optional<ColumnToken> read_column_token(std::string_view text) {
  ColumnToken token;
  if (!take(text, "column_")) return std::nullopt;
  if (take(text, "0_N_")) {
    token.all = true;
    token.between = "_";
  } else if (take(text, "0N_")) {
    token.all = true;
  } else {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), token.which);
    if (error != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (!take(text, "_")) return std::nullopt;
  }
  token.with_table = text == "label";
  if (text != "name" && text != "key" && text != "label") return std::nullopt;
  return token;
}

std::string columns_text(const ColumnToken& token, std::string_view table,
                         const std::vector<std::string>& columns) {
  std::string text;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!token.all && i != token.which) continue;
    if (!text.empty()) text += token.between;
    if (token.with_table) text += std::string(table) + "_";
    text += columns[i];
  }
  return text;
}

// What the token stands for; nothing where there is no such token.
std::optional<std::string> expand(std::string_view token, const NameParts& parts) {
  if (token == "table_name") return std::string(parts.table);
  if (token == "referred_table_name") return std::string(parts.referred_table);
  if (token == "constraint_name") token = "column_0_N_name";
  const bool referred = take(token, "referred_");
  const auto columns = read_column_token(token);
  if (!columns) return std::nullopt;
  return referred ? columns_text(*columns, parts.referred_table, parts.referred_columns)
                  : columns_text(*columns, parts.table, parts.columns);
}

// Calls `text` with what stands as it is, and `token` with the name inside %(…)s; gives back what
// is neither.
std::optional<std::string> parse(std::string_view pattern,
                                 const std::function<void(std::string_view)>& text,
                                 const std::function<void(std::string_view)>& token) {
  while (!pattern.empty()) {
    const auto percent = pattern.find('%');
    text(pattern.substr(0, percent));
    if (percent == std::string_view::npos) break;
    pattern.remove_prefix(percent);
    if (take(pattern, "%%")) {
      text("%");
      continue;
    }
    const auto end = pattern.find(")s");
    if (!pattern.starts_with("%(") || end == std::string_view::npos) {
      return "'" + std::string(pattern) + "' starts with a % that is neither %(…)s nor %%";
    }
    token(pattern.substr(2, end - 2));
    pattern.remove_prefix(end + 2);
  }
  return std::nullopt;
}

const std::vector<std::string>& common_tokens() {
  static const std::vector<std::string> tokens{
      "table_name",      "referred_table_name",    "constraint_name",         "column_0_name",
      "column_0_N_name", "referred_column_0_name", "referred_column_0_N_name"};
  return tokens;
}

}  // namespace

NamingConvention::NamingConvention()
    : patterns_{{"ck", "ck_%(table_name)s_%(constraint_name)s"},
                {"ex", "ex_%(table_name)s"},
                {"fk", "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s"},
                {"ix", "ix_%(table_name)s_%(column_0_N_name)s"},
                {"pk", "pk_%(table_name)s"},
                {"uq", "uq_%(table_name)s_%(column_0_N_name)s"}} {}

std::optional<std::string> NamingConvention::set(std::string_view entry) {
  const auto equals = entry.find('=');
  const auto known = patterns_.find(entry.substr(0, equals));
  if (equals == std::string_view::npos || known == patterns_.end()) {
    return "'" + std::string(entry) +
           "' is not of the form 'ix=pattern', for one of ix, uq, ck, fk, pk and ex";
  }
  const std::string_view pattern = entry.substr(equals + 1);
  std::optional<std::string> unknown;
  bool varies = false;
  auto problem = parse(
      pattern, [](std::string_view) {},
      [&](std::string_view token) {
        varies = true;
        if (unknown || expand(token, {})) return;
        const std::string near = schema::nearest(token, common_tokens());
        unknown = "there is no token %(" + std::string(token) + ")s" +
                  (near.empty() ? "" : "; did you mean %(" + near + ")s?");
      });
  if (problem || unknown) {
    return "the pattern of '" + known->first + "': " + (problem ? *problem : *unknown);
  }
  if (!varies) return "the pattern of '" + known->first + "' gives everything the same name";
  known->second = pattern;
  return std::nullopt;
}

std::string NamingConvention::name(std::string_view kind, const NameParts& parts) const {
  std::string name;
  parse(
      patterns_.find(kind)->second, [&](std::string_view text) { name += text; },
      [&](std::string_view token) {
        const std::string text = expand(token, parts).value_or("");
        if (text.empty() && name.ends_with('_')) name.pop_back();
        name += text;
      });
  return shortened(std::move(name));
}

}  // namespace limbeck::compiler
