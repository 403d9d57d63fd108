#include "runtime/offline/text.h"

#include "migrations/schema/sql_tokens.h"
#include "migrations/text/shown.h"

namespace limbeck::offline {

std::string comment(std::string_view text) { return "-- " + one_line(text) + "\n"; }

std::string terminated(std::string_view sql) {
  std::string out(sql);
  bool ended = true;  // also where there is nothing but comments
  std::string_view space;
  for (const schema::SqlToken& token : schema::sql_tokens(sql)) {
    const bool is_space = token.kind == schema::SqlToken::Kind::space;
    space = is_space ? token.text : std::string_view();
    if (!is_space) ended = token.text == ";";
  }
  if (!space.ends_with('\n') && space.find("--") != std::string_view::npos) out += "\n";
  if (!ended) out += ";";
  if (!out.ends_with('\n')) out += "\n";
  return out;
}

}  // namespace limbeck::offline
