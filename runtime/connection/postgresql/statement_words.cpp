#include "runtime/connection/postgresql/statement_words.h"

#include <algorithm>
#include <array>
#include <string>

#include "migrations/sql_text/lexer.h"

namespace limbeck::connection {
namespace {

// Keywords are ASCII, whatever locale the application has set: std::tolower would read a Turkish
// one's `COMMIT` as another word.
char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string word_at(std::string_view sql, std::size_t at) {
  std::string word;
  for (; at < sql.size(); ++at) {
    const char c = to_lower(sql[at]);
    if (c < 'a' || c > 'z') break;
    word += c;
  }
  return word;
}

bool is_among(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::ranges::find(list, word) != list.end();
}

/// Where a word stands in `sql`, in any case; npos where it does not.
std::size_t find_word(std::string_view sql, std::string_view word) {
  const auto found = std::search(sql.begin(), sql.end(), word.begin(), word.end(),
                                 [](char a, char b) { return to_lower(a) == b; });
  return found == sql.end() ? std::string_view::npos
                            : static_cast<std::size_t>(found - sql.begin());
}

/// The first words of the statement at `at`, which goes on to their end.
std::array<std::string, 4> first_words(std::string_view sql, std::size_t& at) {
  std::array<std::string, 4> words;
  for (std::string& word : words) {
    at = sql_text::after_space(sql, at, sql_text::postgresql);
    word = word_at(sql, at);
    at += word.size();
  }
  return words;
}

bool is_concurrent(const std::array<std::string, 4>& words, std::string_view statement) {
  if (words[0] == "alter") {
    return find_word(statement, "detach") != std::string_view::npos &&
           find_word(statement, "concurrently") != std::string_view::npos;
  }
  // REINDEX (…) has its options before it.
  if (words[0] == "reindex") return find_word(statement, "concurrently") != std::string_view::npos;
  return is_among(words[0], {"create", "drop"}) &&
         std::ranges::find(words, "concurrently") != words.end();
}

// What is read again and again are comments with semicolons in them: `;/*;/*;/*`.
constexpr std::size_t most_readings = 8;

/// A text that may hold any statement.
StatementWords anything(StatementWords words) {
  words.controls_transaction = words.may_change_settings = true;
  words.blocks_tables = words.is_concurrent = true;
  return words;
}

}  // namespace

StatementWords words_of(std::string_view sql) {
  StatementWords words;
  words.may_change_settings = find_word(sql, "set_config") != std::string_view::npos;
  const bool discards = find_word(sql, "discard") != std::string_view::npos;
  words.releases_locks = discards || find_word(sql, "advisory_unlock") != std::string_view::npos;
  words.drops_prepared = discards || find_word(sql, "deallocate") != std::string_view::npos;
  words.sets_lock_timeout = find_word(sql, "lock_timeout") != std::string_view::npos;
  std::size_t read = 0;
  for (std::size_t at = 0; at < sql.size();) {
    const std::size_t semicolon = std::min(sql.find(';', at), sql.size());
    std::size_t end = at;
    const auto first = first_words(sql, end);
    read += end - at;
    if (read > most_readings * sql.size()) return anything(words);
    const std::string& word = first[0];
    const bool concurrent = is_concurrent(first, sql.substr(at, semicolon - at));
    words.is_concurrent = words.is_concurrent || concurrent;
    words.controls_transaction =
        words.controls_transaction ||
        is_among(word, {"begin", "start", "commit", "end", "rollback", "abort", "prepare", "call"});
    const bool ddl = is_among(word, {"create", "alter", "drop", "comment", "truncate", "lock",
                                     "reindex", "cluster", "refresh", "vacuum", "grant", "revoke"});
    words.blocks_tables = words.blocks_tables || (ddl && !concurrent);
    words.may_change_settings =
        words.may_change_settings ||
        !(ddl || is_among(word, {"", "insert", "update", "delete", "merge", "analyze"}));
    at = semicolon + 1;
  }
  return words;
}

}  // namespace limbeck::connection
