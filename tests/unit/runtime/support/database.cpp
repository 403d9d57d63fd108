#include "tests/unit/runtime/support/database.h"

#include "runtime/connection/open.h"

namespace limbeck::test {
namespace {

std::string shown(const SqlValue& value) {
  if (const auto* string = std::get_if<std::string>(&value)) return "'" + *string + "'";
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
  if (const auto* real = std::get_if<double>(&value)) return std::to_string(*real);
  if (const auto* bytes = std::get_if<std::vector<std::byte>>(&value)) {
    return std::to_string(bytes->size()) + " bytes";
  }
  return "NULL";
}

void append_rows(Connection& connection, const std::string& sql, std::string& out) {
  for (const auto& row : connection.query(sql).rows) {
    out += " ";
    for (const SqlValue& value : row) out += " " + shown(value);
    out += "\n";
  }
}

}  // namespace

std::string dump(const std::string& url) {
  auto connection = connection::open(url);
  std::string out;
  append_rows(*connection, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY 1, 2",
              out);
  Rows tables = connection->query(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY "
      "1");
  for (const auto& table : tables.rows) {
    const std::string& name = std::get<std::string>(table[0]);
    out += name + "\n";
    if (name == "limbeck_history") {
      append_rows(*connection,
                  "SELECT revision, direction, checksum, compatible, progress, duration >= 0 "
                  "FROM limbeck_history ORDER BY id",
                  out);
    } else {
      append_rows(*connection, "SELECT * FROM \"" + name + "\" ORDER BY 1", out);
    }
  }
  return out;
}

void execute(const std::string& url, std::string_view sql) { connection::open(url)->execute(sql); }

std::vector<std::string> column(const std::string& url, std::string_view sql) {
  std::vector<std::string> out;
  for (const auto& row : connection::open(url)->query(sql).rows) {
    const auto* string = std::get_if<std::string>(&row[0]);
    out.push_back(string != nullptr ? *string : shown(row[0]));
  }
  return out;
}

}  // namespace limbeck::test
