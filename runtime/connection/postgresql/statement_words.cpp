#include "runtime/connection/postgresql/statement_words.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace limbeck::connection {
namespace {

/// Past white space and comments.
std::size_t skip(std::string_view sql, std::size_t at) {
  while (at < sql.size()) {
    if (std::isspace(static_cast<unsigned char>(sql[at])) != 0) {
      ++at;
    } else if (sql.substr(at, 2) == "--") {
      at = std::min(sql.find('\n', at), sql.size());
    } else if (sql.substr(at, 2) == "/*") {
      at = std::min(sql.find("*/", at), sql.size() - 2) + 2;
    } else {
      break;
    }
  }
  return at;
}

std::string word_at(std::string_view sql, std::size_t at) {
  std::string word;
  while (at < sql.size() && std::isalpha(static_cast<unsigned char>(sql[at])) != 0) {
    word += static_cast<char>(std::tolower(static_cast<unsigned char>(sql[at++])));
  }
  return word;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

StatementWords words_of(std::string_view sql) {
  StatementWords words;
  words.changes_settings = sql.find("set_config") != std::string_view::npos;
  for (std::size_t at = 0; at < sql.size();) {
    const std::string word = word_at(sql, skip(sql, at));
    words.controls_transaction =
        words.controls_transaction || is_one_of(word, {"begin", "start", "commit", "end",
                                                       "rollback", "abort", "prepare", "call"});
    words.changes_settings = words.changes_settings || is_one_of(word, {"set", "reset", "discard"});
    const std::size_t semicolon = sql.find(';', at);
    if (semicolon == std::string_view::npos) break;
    at = semicolon + 1;
  }
  return words;
}

}  // namespace limbeck::connection
