#include "runtime/offline/text.h"

#include "migrations/sql_text/lexer.h"
#include "migrations/text/shown.h"

namespace limbeck::offline {

std::string comment(std::string_view text) { return "-- " + one_line(text) + "\n"; }

std::string terminated(std::string_view sql) {
  std::string out(sql);
  bool ended = true;  // also where there is nothing but comments
  std::string_view space;
  for (const sql_text::Token& token : sql_text::lex(sql)) {
    const bool is_space = token.kind == sql_text::Token::Kind::space;
    space = is_space ? token.text : std::string_view();
    if (!is_space) ended = token.text == ";";
  }
  if (!space.ends_with('\n') && space.find("--") != std::string_view::npos) out += "\n";
  if (!ended) out += ";";
  if (!out.ends_with('\n')) out += "\n";
  return out;
}

}  // namespace limbeck::offline
