#include "tests/faults/arena.h"

#include <algorithm>

#include "runtime/connection/open.h"

namespace limbeck::test {
namespace {

std::string shown(const SqlValue& value) {
  if (const auto* string = std::get_if<std::string>(&value)) return *string;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
  if (const auto* real = std::get_if<double>(&value)) return std::to_string(*real);
  if (const auto* bytes = std::get_if<std::vector<std::byte>>(&value)) {
    return std::string(reinterpret_cast<const char*>(bytes->data()), bytes->size());
  }
  return "NULL";
}

std::vector<std::string> lines_of(Connection& connection, const std::string& sql) {
  std::vector<std::string> lines;
  for (const auto& row : connection.query(sql).rows) {
    std::string line;
    for (const SqlValue& value : row) line += (line.empty() ? "" : " | ") + shown(value);
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines, std::string_view between) {
  std::string out;
  for (const std::string& line : lines) out += (out.empty() ? "" : std::string(between)) + line;
  return out;
}

/// A database's words for what is read of it.
struct Questions {
  std::string schema;  ///< lines
  std::string tables;  ///< names, without limbeck's
  std::string broken;
  std::string invalid_indexes;
};

const Questions on_sqlite = {
    .schema =
        "SELECT type, name, tbl_name, sql FROM sqlite_schema"
        " WHERE tbl_name NOT LIKE 'limbeck%' ORDER BY 1, 2",
    .tables =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        " AND name NOT LIKE 'limbeck%' ORDER BY 1",
    .broken =
        "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'"
        " UNION ALL SELECT 'orphan in ' || \"table\" FROM pragma_foreign_key_check",
    .invalid_indexes = "SELECT 1 WHERE 0",
};

const Questions on_postgresql = {
    .schema =
        "SELECT 'column', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),"
        "  a.attnotnull::text, a.attidentity::text,"
        "  coalesce(pg_get_expr(d.adbin, d.adrelid), '')"
        " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum"
        " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0"
        "  AND NOT a.attisdropped AND c.relname NOT LIKE 'limbeck%'"
        " UNION ALL SELECT 'constraint', conrelid::regclass::text, conname::text,"
        "  pg_get_constraintdef(oid), convalidated::text, '', '' FROM pg_constraint"
        "  WHERE connamespace = 'public'::regnamespace AND conname NOT LIKE 'limbeck%'"
        " UNION ALL SELECT 'index', indrelid::regclass::text, indexrelid::regclass::text,"
        "  pg_get_indexdef(indexrelid), '', '', '' FROM pg_index JOIN pg_class c"
        "  ON c.oid = indexrelid WHERE indisvalid AND c.relnamespace = 'public'::regnamespace"
        "  AND c.relname NOT LIKE 'limbeck%'"
        " UNION ALL SELECT 'enum', enumtypid::regtype::text,"
        "  string_agg(enumlabel, ',' ORDER BY enumsortorder), '', '', '', '' FROM pg_enum"
        "  GROUP BY 2"
        " ORDER BY 1, 2, 3",
    .tables =
        "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind = 'r' AND relname NOT LIKE 'limbeck%' ORDER BY 1",
    .broken = "SELECT 1 WHERE false",
    .invalid_indexes =
        "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid ORDER BY 1",
};

bool has_ledger(Connection& connection) {
  const bool sqlite = connection.dialect() == "sqlite";
  return lines_of(connection, sqlite ? "SELECT count(*) FROM sqlite_schema WHERE name = "
                                       "'limbeck_history'"
                                     : "SELECT count(*) FROM pg_class WHERE relname = "
                                       "'limbeck_history'") == std::vector<std::string>{"1"};
}

}  // namespace

void InArena::SetUp() {
  arena_ = GetParam().make();
  if (arena_ == nullptr) GTEST_SKIP() << GetParam().name << " is not installed";
}

State state_of(const std::string& url) {
  auto connection = connection::open(url);
  const Questions& ask = connection->dialect() == "sqlite" ? on_sqlite : on_postgresql;
  State state;
  if (has_ledger(*connection)) {
    std::vector<std::string> ledger =
        lines_of(*connection, "SELECT version_num FROM limbeck_version ORDER BY 1");
    const auto marked = std::erase(ledger, "half-applied");
    const std::size_t heads = ledger.size();
    for (const std::string& half :
         lines_of(*connection,
                  "SELECT progress || ' of ' || direction || ' ' || revision FROM limbeck_history"
                  " WHERE progress IS NOT NULL ORDER BY id")) {
      ledger.push_back(half);
    }
    if (ledger.size() - heads != marked) {
      state.broken = "the version table and limbeck_history do not agree on what is half applied\n";
    }
    state.ledger = joined(ledger, ", ");
    state.records = joined(lines_of(*connection,
                                    "SELECT direction || ' ' || revision FROM limbeck_history"
                                    " WHERE progress IS NULL ORDER BY id"),
                           ", ");
  }
  state.contents = joined(lines_of(*connection, ask.schema), "\n");
  for (const std::string& table : lines_of(*connection, ask.tables)) {
    std::vector<std::string> rows = lines_of(*connection, "SELECT * FROM \"" + table + "\"");
    std::sort(rows.begin(), rows.end());
    state.contents += "\n" + table + "\n  " + joined(rows, "\n  ");
  }
  state.broken += joined(lines_of(*connection, ask.broken), "\n");
  state.invalid_indexes = lines_of(*connection, ask.invalid_indexes);
  return state;
}

}  // namespace limbeck::test
