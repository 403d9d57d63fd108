#include "tests/property/postgresql_dump.h"

#include <algorithm>
#include <sstream>
#include <string_view>
#include <vector>

namespace limbeck::test {
namespace {

/// Whether a text or a name begins in `sql` that does not end there.
bool ends_in_quotes(std::string_view sql) {
  char open = 0;
  for (const char c : sql) {
    if (open == 0 && (c == '\'' || c == '"')) {
      open = c;
    } else if (c == open) {
      open = 0;
    }
  }
  return open != 0;
}

}  // namespace

std::string comparable_dump(const tests::PostgresqlServer& server, const std::string& database) {
  std::istringstream text(server.run("pg_dump", "-s", database));
  std::string result;
  // Columns of a table, and the comments on them, stand in the order of the columns.
  std::vector<std::string> columns, comments;
  const auto flush = [&](std::vector<std::string>& lines) {
    std::sort(lines.begin(), lines.end());
    for (const std::string& line : lines) result += line + "\n";
    lines.clear();
  };
  bool in_table = false;
  for (std::string line; std::getline(text, line);) {
    if (line.empty() || line.starts_with("--") || line.starts_with("\\restrict") ||
        line.starts_with("\\unrestrict")) {
      continue;
    }
    if (line.starts_with("    SEQUENCE NAME ")) line = "    SEQUENCE NAME …";
    if (line.starts_with("COMMENT ON COLUMN ")) {
      for (std::string more; !line.ends_with(";") && std::getline(text, more);) line += "\n" + more;
      comments.push_back(line);
      continue;
    }
    flush(comments);
    in_table = in_table || line.starts_with("CREATE TABLE ");
    if (in_table && line.starts_with("    ")) {
      // A default may hold an end of line.
      for (std::string more; ends_in_quotes(line) && std::getline(text, more);) line += "\n" + more;
      if (line.ends_with(",")) line.pop_back();
      columns.push_back(line);
      continue;
    }
    in_table = line.starts_with("CREATE TABLE ");
    flush(columns);
    result += line + "\n";
  }
  flush(comments);
  return result;
}

}  // namespace limbeck::test
