// The lexer of SQL, and what reads expressions and statements by it.
#include <algorithm>

#include "migrations/schema/array_literal.h"
#include "migrations/schema/expression.h"
#include "migrations/schema/mentions.h"
#include "migrations/schema/secrets.h"
#include "migrations/schema/sql_tokens.h"
#include "runtime/connection/postgresql/statement_words.h"
#include "tests/fuzz/fuzz.h"

using namespace limbeck;
using schema::SqlToken;

namespace {

std::vector<SqlToken> lossless_tokens(std::string_view sql, schema::Brackets brackets) {
  std::vector<SqlToken> tokens = schema::sql_tokens(sql, brackets);
  const char* at = sql.data();
  for (const SqlToken& token : tokens) {
    fuzz::require(token.text.data() == at && !token.text.empty(), "each byte is in one token", sql);
    at += token.text.size();
    (void)schema::name_of(token);
  }
  fuzz::require(at == sql.data() + sql.size(), "no byte is lost", sql);
  return tokens;
}

/// PostgreSQL's statements that begin or end a transaction, as its lexer finds them.
bool controls_transaction(const std::vector<SqlToken>& tokens) {
  bool first = true;
  for (const SqlToken& token : tokens) {
    if (token.kind == SqlToken::Kind::space) continue;
    for (const char* word : {"begin", "start", "commit", "end", "rollback", "abort"}) {
      if (first && schema::is_word(token, word)) return true;
    }
    first = token.kind == SqlToken::Kind::symbol && token.text == ";";
  }
  return false;
}

std::size_t solid(const std::vector<SqlToken>& tokens) {
  return static_cast<std::size_t>(std::count_if(tokens.begin(), tokens.end(), [](const SqlToken& token) {
    return token.kind != SqlToken::Kind::space;
  }));
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view sql = fuzz::text_of(data, size);
  const auto tokens = lossless_tokens(sql, schema::Brackets::subscripts_after_values);
  lossless_tokens(sql, schema::Brackets::always_names);

  if (controls_transaction(tokens)) {
    fuzz::require(connection::words_of(sql).controls_transaction,
                  "a statement that ends the transaction is seen, wherever it stands", sql);
  }

  const std::string hidden = schema::hide_secrets(sql);
  fuzz::require(schema::hide_secrets(hidden) == hidden, "hiding secrets twice hides them as once does", hidden);

  const std::string canonical = schema::canonical_sql(sql);
  fuzz::require(schema::canonical_sql(canonical) == canonical, "a canonical expression is canonical", canonical);
  const std::string bare = schema::without_needless_quotes(sql);
  fuzz::require(schema::without_needless_quotes(bare) == bare, "what has no needless quotes has none", bare);

  (void)schema::mentions_column(sql, "a");
  const std::string renamed = schema::rename_column_in(sql, "a", "b c");
  fuzz::require(solid(schema::sql_tokens(renamed)) == solid(tokens), "a renamed column is one token as before",
                std::string(sql) + "\n" + renamed);
  (void)schema::rename_table_in(sql, "t", "select");
  return 0;
}
