#include "migrations/schema/naming_convention.h"

#include <charconv>
#include <cstdint>

#include "migrations/text/concat.h"
#include "migrations/text/shown.h"

namespace limbeck::schema {
namespace {

constexpr std::array<std::string_view, 6> kinds{"ix", "uq", "ck", "fk", "pk", "ex"};

std::size_t index_of(std::string_view kind) {
  std::size_t at = 0;
  while (at < kinds.size() && kinds[at] != kind) ++at;
  return at;
}

// PostgreSQL cuts names after 63 bytes, which could make two names equal. A name that is too long
// is cut and ends with a hash of the whole name (FNV-1a, which is the same everywhere).
std::string shortened(std::string name) {
  constexpr std::size_t longest = 63;
  if (name.size() <= longest) return name;
  std::uint32_t hash = 2166136261U;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  name.resize(beginning(name, longest - 9).size());
  name += '_';
  for (int shift = 28; shift >= 0; shift -= 4) name += "0123456789abcdef"[(hash >> shift) & 15U];
  return name;
}

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

// Parses `column_0_name`, `column_0N_label`, `column_0_N_key`: which columns, and in which form.
struct ColumnToken {
  std::size_t which = 0;
  bool all = false;
  bool with_table = false;
  std::string_view between = {};
};

std::optional<ColumnToken> read_column_token(std::string_view text) {
  ColumnToken token;
  if (!take_prefix(text, "column_")) return std::nullopt;
  if (take_prefix(text, "0_N_")) {
    token.all = true;
    token.between = "_";
  } else if (take_prefix(text, "0N_")) {
    token.all = true;
  } else {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), token.which);
    if (error != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (!take_prefix(text, "_")) return std::nullopt;
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
    if (token.with_table) text += concat({table, "_"});
    text += columns[i];
  }
  return text;
}

// ASCII only: a name's other letters stay as they are, whatever the locale.
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_name_byte(char c) {
  return is_upper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

}  // namespace

std::optional<std::string> expand(std::string_view token, const NameParts& parts) {
  if (token == "table_name") return std::string(parts.table);
  if (token == "referred_table_name") return std::string(parts.referred_table);
  if (token == "constraint_name") token = "column_0_N_name";
  const bool referred = take_prefix(token, "referred_");
  const auto columns = read_column_token(token);
  if (!columns) return std::nullopt;
  return referred ? columns_text(*columns, parts.referred_table, parts.referred_columns)
                  : columns_text(*columns, parts.table, parts.columns);
}

PatternPiece take_piece(std::string_view& pattern) {
  using Kind = PatternPiece::Kind;
  if (pattern.front() != '%') {
    const std::string_view text = pattern.substr(0, pattern.find('%'));
    pattern.remove_prefix(text.size());
    return {Kind::text, text};
  }
  if (take_prefix(pattern, "%%")) return {Kind::text, "%"};
  const std::size_t end = pattern.find(")s");
  if (!pattern.starts_with("%(") || end == std::string_view::npos) {
    const std::string_view rest = pattern;
    pattern = {};
    return {Kind::wrong, rest};
  }
  const std::string_view token = pattern.substr(2, end - 2);
  pattern.remove_prefix(end + 2);
  return {Kind::token, token};
}

NamingConvention::NamingConvention()
    : patterns_{"ix_%(table_name)s_%(column_0_N_name)s",
                "uq_%(table_name)s_%(column_0_N_name)s",
                "ck_%(table_name)s_%(constraint_name)s",
                "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
                "pk_%(table_name)s",
                "ex_%(table_name)s"} {}

void NamingConvention::take(std::string_view entry) {
  const std::size_t equals = entry.find('=');
  const std::size_t kind = index_of(entry.substr(0, equals));
  if (equals != std::string_view::npos && kind < kinds.size())
    patterns_[kind] = entry.substr(equals + 1);
}

const std::string* NamingConvention::pattern(std::string_view kind) const {
  const std::size_t at = index_of(kind);
  return at < kinds.size() ? &patterns_[at] : nullptr;
}

std::string NamingConvention::name(std::string_view kind, const NameParts& parts) const {
  std::string name;
  std::string_view left = patterns_[index_of(kind)];
  while (!left.empty()) {
    const PatternPiece piece = take_piece(left);
    if (piece.kind == PatternPiece::Kind::text) {
      name += piece.text;
      continue;
    }
    const std::string text = expand(piece.text, parts).value_or("");
    if (text.empty() && name.ends_with('_')) name.pop_back();
    name += text;
  }
  return shortened(std::move(name));
}

std::string words_of(std::string_view expression) {
  std::string result;
  for (const char c : expression) {
    if (is_name_byte(c)) {
      result += is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!result.empty() && result.back() != '_') {
      result += '_';
    }
  }
  while (result.ends_with('_')) result.pop_back();
  return result;
}

}  // namespace limbeck::schema
