#include "migrations/sql_text/secrets.h"

#include "migrations/sql_text/names.h"

namespace limbeck::sql_text {
namespace {

using Kind = Token::Kind;

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// `key` alone is a key of a table as well; no text follows it there.
bool names_secret(const Token& token) {
  if (!is_name(token)) return false;
  const std::string word = lower_case(name_of(token));
  for (const char* name : {"key", "rekey", "hexkey", "identified"})
    if (word == name) return true;
  for (const char* part : {"password", "passwd", "passphrase", "pwd", "secret", "token",
                           "credential", "apikey", "api_key", "access_key", "private_key"})
    if (contains(word, part)) return true;
  return false;
}

// What may stand between the name and the text.
bool leads_to_value(const Token& token) {
  if (token.kind == Kind::space) return true;
  if (token.kind == Kind::symbol)
    return contains("=>:", token.text) || token.text == ":=" || token.text == "=>";
  return is_word(token, "by") || is_word(token, "as") || is_word(token, "to") ||
         is_word(token, "with") || is_word(token, "encrypted");
}

bool holds_password(std::string_view text) {
  const std::string low = lower_case(text);
  for (const char* name : {"password", "passwd", "pwd"}) {
    const std::size_t at = low.find(name);
    if (at == std::string::npos) continue;
    const std::size_t after =
        low.find_first_not_of(" \t\r\n", low.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", at));
    if (after != std::string::npos && (low[after] == '=' || low[after] == ':')) return true;
  }
  const std::size_t authority = low.find("://");
  if (authority == std::string::npos) return false;
  const std::size_t colon = low.find(':', authority + 3);
  return colon != std::string::npos && low.find('@', colon) != std::string::npos;
}

}  // namespace

std::string hide_secrets(std::string_view sql) {
  std::string out;
  bool expected = false;
  for (const Token& token : lex(sql)) {
    const bool hidden = token.kind == Kind::string && (expected || holds_password(token.text));
    out += hidden ? std::string_view("'***'") : token.text;
    expected = names_secret(token) || (expected && leads_to_value(token));
  }
  return out;
}

}  // namespace limbeck::sql_text
