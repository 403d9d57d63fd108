// `--sql`: a script does to a database what the program does, whatever texts and names are in a
// revision. The input is texts: a value, a column's name, a comment of the revision, a default.
//
// SQLite's script is run as sqlite3 reads it (shell.c.in: lines, of which it keeps no CR before LF;
// a line that starts with a dot is a command between statements) and compared with the program's
// own work. PostgreSQL's is taken apart by the rules of psql's lexer: it has the same statements as
// with harmless texts, and the texts stand in it.
#include <sqlite3.h>

#include <algorithm>

#include "limbeck/error.h"
#include "limbeck/revision.h"
#include "migrations/sql/dialect.h"
#include "runtime/migrator/abilities.h"
#include "runtime/offline/script.h"
#include "tests/fuzz/fuzz.h"

namespace {

// What the revision is made of: a step has no arguments.
struct RevisionTexts {
  std::string value, column, message, fallback;
};
RevisionTexts texts;

}  // namespace

namespace limbeck {

LIMBECK_REVISION(a1) = {
    .message = "first",
    .upgrade =
        [](Operations& op) {
          op.create_table("things",
                          {.columns = {{.name = "id", .type = integer},
                                       {.name = texts.column, .type = text, .nullable = true}}});
          op.bulk_insert("things", {"id", texts.column}, {{1, std::string_view(texts.value)}});
          op.add_column("things", {.name = "other", .type = text, .nullable = true});
        },
};

}  // namespace limbeck

using namespace limbeck;

namespace {

struct Script {
  std::string text;
  std::string refusal;
};

Script script_for(const char* dialect) {
  static const Revision& revision = limbeck_revision_a1;
  const ManifestEntry entries[] = {{"a1", &revision, texts.message, 1, "c1"}};
  const std::string_view heads[] = {"a1"};
  const Manifest manifest = {.name = texts.message,
                             .entries = entries,
                             .size = 1,
                             .heads = heads,
                             .head_count = 1,
                             .dialects = {},
                             .dialect_count = 0,
                             .version = "0"};
  try {
    return {offline::upgrade(manifest, migrator::graph_of(manifest), *sql::find_dialect(dialect),
                             "", {}),
            {}};
  } catch (const Error& error) {
    return {{}, error.what()};
  } catch (const std::invalid_argument& error) {
    return {{}, error.what()};  // a NUL byte
  }
}

bool is_blank(const std::string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return c == ' ' || (c >= '\t' && c <= '\r'); });
}

/// As sqlite3 with `.bail on`: nothing where all went well.
std::string run_as_shell(sqlite3* database, const std::string& script) {
  std::string statement;
  for (std::size_t start = 0; start < script.size();) {
    const std::size_t end = std::min(script.find('\n', start), script.size());
    std::string line = script.substr(start, end - start);
    start = end + 1;
    if (line.ends_with('\r')) line.pop_back();
    line.resize(std::min(line.find('\0'), line.size()));
    if (statement.empty()) {
      if (is_blank(line) || line.starts_with("--")) continue;
      if (line.front() == '.' || line.front() == '#') {
        const bool known = line == ".bail on" || line == ".mode list" || line == ".headers off";
        fuzz::require(known, "no text of a revision becomes a command of the shell", line);
        continue;
      }
    }
    const std::size_t word = line.find_first_not_of(" \t\r\f\v");
    std::string rest = word == std::string::npos ? std::string() : line.substr(word);
    rest.resize(rest.find_last_not_of(" \t\r\f\v") + 1);
    std::transform(rest.begin(), rest.end(), rest.begin(),
                   [](unsigned char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
    if ((rest == "/" || rest == "go") && sqlite3_complete((statement + ";").c_str()) != 0)
      line = ";";
    statement += line + "\n";
    if (sqlite3_complete(statement.c_str()) == 0) continue;
    char* message = nullptr;
    if (sqlite3_exec(database, statement.c_str(), nullptr, nullptr, &message) != SQLITE_OK) {
      const std::string why = message == nullptr ? "?" : message;
      sqlite3_free(message);
      return why + " in " + statement;
    }
    statement.clear();
  }
  return is_blank(statement) ? std::string() : "the script ends inside of " + statement;
}

void try_sqlite() {
  const Script script = script_for("sqlite");
  if (!script.refusal.empty()) return;
  sqlite3* database = nullptr;
  sqlite3_open(":memory:", &database);
  const std::string failure = run_as_shell(database, script.text);
  sqlite3_stmt* statement = nullptr;
  std::string column, value;
  if (sqlite3_prepare_v2(database, "SELECT * FROM things", -1, &statement, nullptr) == SQLITE_OK &&
      sqlite3_step(statement) == SQLITE_ROW) {
    column = sqlite3_column_name(statement, 1);
    value.assign(static_cast<const char*>(sqlite3_column_blob(statement, 1)) == nullptr
                     ? ""
                     : static_cast<const char*>(sqlite3_column_blob(statement, 1)),
                 static_cast<std::size_t>(sqlite3_column_bytes(statement, 1)));
  }
  sqlite3_finalize(statement);
  sqlite3_close(database);
  // The database refuses some statements whoever sends them, such as a column "id" beside "ID".
  if (!failure.empty()) {
    fuzz::require(failure.find("duplicate column name") != std::string::npos, "a script runs",
                  failure + "\n" + script.text);
    return;
  }
  fuzz::require(column == texts.column, "a name is in the database as it is in the revision",
                script.text);
  fuzz::require(value == texts.value, "a value is in the database as it is in the revision",
                script.text);
}

/// A script of psql's: its statements with `'` and `"` in the place of literals and names, and what
/// these were.
struct Skeleton {
  std::string text;
  std::vector<std::string> literals, names;
};

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || (c & 0x80) != 0;
}

/// PostgreSQL 15, "Lexical Structure", with standard_conforming_strings on.
Skeleton skeleton_of(const std::string& sql) {
  Skeleton out;
  for (std::size_t at = 0; at < sql.size();) {
    const char c = sql[at];
    const std::string_view two = std::string_view(sql).substr(at, 2);
    if (two == "--") {
      at = std::min(sql.find_first_of("\r\n", at), sql.size());
    } else if (two == "/*") {
      std::size_t depth = 0;
      do {
        const std::string_view here = std::string_view(sql).substr(at, 2);
        depth += here == "/*" ? 1 : 0;
        depth -= here == "*/" ? 1 : 0;
        at += here == "/*" || here == "*/" ? 2 : 1;
      } while (depth > 0 && at < sql.size());
    } else if (c == '\'' || c == '"') {
      const bool escapes = c == '\'' && at > 0 && (sql[at - 1] == 'E' || sql[at - 1] == 'e') &&
                           (at < 2 || !is_name_character(sql[at - 2]));
      std::string text;
      for (++at; at < sql.size(); ++at) {
        if (escapes && sql[at] == '\\' && at + 1 < sql.size()) {
          text += sql[++at];
        } else if (sql[at] == c) {
          if (at + 1 >= sql.size() || sql[at + 1] != c) break;
          text += sql[at++];
        } else {
          text += sql[at];
        }
      }
      ++at;
      out.text += c;
      (c == '"' ? out.names : out.literals).push_back(text);
    } else if (c == '$' && (at == 0 || !is_name_character(sql[at - 1]))) {
      const std::size_t close = sql.find('$', at + 1);
      const std::string tag = close == std::string::npos ? "$" : sql.substr(at, close + 1 - at);
      const bool quotes = std::all_of(tag.begin(), tag.end(), is_name_character) && tag.size() > 1;
      const std::size_t end = quotes ? sql.find(tag, close + 1) : std::string::npos;
      if (end == std::string::npos) {
        out.text += sql[at++];
        continue;
      }
      const Skeleton body = skeleton_of(sql.substr(close + 1, end - close - 1));
      out.text += "$" + body.text + "$";
      out.literals.insert(out.literals.end(), body.literals.begin(), body.literals.end());
      out.names.insert(out.names.end(), body.names.begin(), body.names.end());
      at = end + tag.size();
    } else {
      out.text += c;
      ++at;
    }
  }
  return out;
}

void try_postgresql(const RevisionTexts& hostile) {
  texts = hostile;
  const Script script = script_for("postgresql");
  if (!script.refusal.empty()) return;
  const Skeleton found = skeleton_of(script.text);
  // What stands bare or in quotes depends on the name.
  texts = {"x", "Column X", "x", "x"};
  const Skeleton harmless = skeleton_of(script_for("postgresql").text);
  const bool is_bare =
      std::find(found.names.begin(), found.names.end(), hostile.column) == found.names.end();
  if (!is_bare)
    fuzz::require(found.text == harmless.text, "a text changes no statement",
                  script.text + "\n" + found.text);
  fuzz::require(std::find(found.literals.begin(), found.literals.end(), hostile.value) !=
                    found.literals.end(),
                "a value stands in the script as it is in the revision", script.text);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<std::string_view> given = fuzz::texts_of(fuzz::text_of(data, size));
  given.resize(4);
  const RevisionTexts hostile = {std::string(given[0]),
                                 given[1].empty() ? "c" : std::string(given[1]),
                                 std::string(given[2]), std::string(given[3])};
  texts = hostile;
  try_sqlite();
  try_postgresql(hostile);
  return 0;
}
