#include "tests/conversions/tried.h"

#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "limbeck/error.h"
#include "migrations/operations/apply.h"
#include "migrations/schema/conversion.h"
#include "runtime/connection/open.h"
#include "tests/servers/postgresql_server.h"
#include "tests/support/sqlite_database.h"

namespace limbeck::test {
namespace {

using operations::Operation;
using schema::Type;
using schema::TypeKind;

schema::Schema with_table(const Type& type) {
  schema::Schema schema = with_enums();
  schema::Table table;
  table.name = {{}, "t"};
  schema::Column column;
  column.name = "v";
  column.type = type;
  column.nullable = true;
  table.columns = {column};
  schema.tables = {table};
  return schema;
}

std::vector<Operation> making(const schema::Schema& schema) {
  return {{operations::CreateTable{schema.tables.front()}, {}}};
}

std::string hex(const std::vector<std::byte>& bytes) {
  std::string text;
  for (const std::byte byte : bytes) {
    constexpr const char* digits = "0123456789abcdef";
    text += digits[std::to_integer<int>(byte) / 16];
    text += digits[std::to_integer<int>(byte) % 16];
  }
  return text;
}

std::string trimmed_right(std::string text) {
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

// Of a number's text, as exactly as a type that is its own on both databases can be compared.
std::string number(const Type& type, const std::string& text) {
  std::int64_t whole = 0;
  const char* end = text.data() + text.size();
  if (const auto read = std::from_chars(text.data(), end, whole);
      read.ptr == end && read.ec == std::errc{})
    if (whole == 0 || !schema::is_float(type.kind)) return std::to_string(whole);
  double value = 0;
  if (std::from_chars(text.data(), end, value).ptr != end) return "no number: " + text;
  if (type.kind == TypeKind::real) value = static_cast<float>(value);
  if (type.kind == TypeKind::numeric && value == std::floor(value) && std::abs(value) < 1e15)
    return std::to_string(static_cast<std::int64_t>(value));
  if (value == 0) return "0";  // SQLite has no negative zero
  char buffer[64];
  const auto written =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific,
                    type.kind == TypeKind::numeric ? 14 : 15);
  return {buffer, written.ptr};
}

// Numbers that no double holds have one meaning here.
std::string json_meaning(const std::string& text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_discarded())
    return json.is_number() ? std::to_string(json.get<double>()) : json.dump();
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc::result_out_of_range ? "a large number" : "no JSON: " + text;
}

// The texts of numbers and of JSON are compared as these: `1.50` is `1.5`.
std::string text_meaning(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  if (first != std::string::npos && (text[first] == '{' || text[first] == '[')) {
    if (std::string json = json_meaning(text); !json.starts_with("no JSON")) return json;
  }
  const char* end = text.data() + text.size();
  double value = 0;
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ptr != end || text.find_first_of("0123456789") == std::string::npos) return text;
  return number({.kind = TypeKind::numeric}, text);
}

std::string meaning(const Type& type, const std::string& text) {
  if (type.dimensions > 0) return text;
  if (schema::is_number(type.kind)) return number(type, text);
  if (schema::is_text(type.kind)) return text_meaning(trimmed_right(text));
  if (type.kind == TypeKind::json || type.kind == TypeKind::jsonb) return json_meaning(text);
  return text;
}

bool is_array(const Type& type) { return type.dimensions > 0; }

class OnSqlite : public Trial {
 public:
  const sql::FullDialect& dialect() const override { return *sql::find_dialect("sqlite"); }
  bool has(const Type& type) const override {
    return type.dimensions == 0 && type.kind != TypeKind::native;
  }

  Tried change(const Type& from, const Type& to, const std::string& insert, bool back,
               const std::string& expression) override {
    SqliteDatabase database;
    schema::Schema schema = with_table(from);
    database.run(making(schema), with_enums());
    if (!insert.empty()) database.execute("INSERT INTO t VALUES (" + insert + ")");
    try {
      const auto operations = changing(to, expression);
      database.run(operations, schema);
      operations::apply(operations, schema);
      if (back) database.run(changing(from, {}), schema);
    } catch (const Error& error) {
      return {error.sqlstate() + " " + error.what(), {}, {}};
    }
    return insert.empty() ? Tried{} : read(database, back ? from : to);
  }

  Tried insert(const Type& type, const std::string& value) override {
    SqliteDatabase database;
    database.run(making(with_table(type)), with_enums());
    database.execute("INSERT INTO t VALUES (" + value + ")");
    return read(database, type);
  }

 private:
  static Tried read(SqliteDatabase& database, const Type& type) {
    std::string sql = "v";
    if (type.kind == TypeKind::timestamptz)
      sql =
          "CASE WHEN typeof(v) = 'text' THEN datetime(v) || rtrim(rtrim(CASE WHEN v GLOB '*.*' "
          "THEN "
          "substr(v, instr(v, '.'), CASE WHEN substr(v, 21) GLOB '*[+-]*' THEN 3 ELSE 9 END) ELSE "
          "'' END, '0'), '.') "
          "ELSE v END";
    if (schema::is_number(type.kind))
      sql =
          "CASE WHEN typeof(v) = 'real' AND abs(v) < 9e999 THEN printf('%!.17g', v) ELSE CAST(v AS "
          "TEXT) END";
    const Rows rows = database.driver().query("SELECT " + sql + ", typeof(v) FROM t");
    const SqlValue& value = rows.rows.front().front();
    Tried tried{{}, {}, std::get<std::string>(rows.rows.front().back())};
    if (const auto* text = std::get_if<std::string>(&value)) tried.meaning = meaning(type, *text);
    if (const auto* whole = std::get_if<std::int64_t>(&value))
      tried.meaning = meaning(type, std::to_string(*whole));
    if (const auto* bytes = std::get_if<std::vector<std::byte>>(&value))
      tried.meaning = hex(*bytes);
    return tried;
  }
};

class OnPostgresql : public Trial {
 public:
  OnPostgresql() : driver_(connection::open(tests::PostgresqlServer::get()->new_database())) {
    for (const Operation& create : enums()) run({create}, schema::Schema{});
    driver_->execute("SET DateStyle = 'SQL, DMY'");
    driver_->execute("SET TimeZone = 'Pacific/Apia'");
    driver_->execute("SET IntervalStyle = 'sql_standard'");
    driver_->execute("SET bytea_output = 'escape'");
  }
  const sql::FullDialect& dialect() const override { return *sql::find_dialect("postgresql"); }
  bool has(const Type&) const override { return true; }

  Tried change(const Type& from, const Type& to, const std::string& insert, bool back,
               const std::string& expression) override {
    return in_transaction([&]() -> Tried {
      schema::Schema schema = with_table(from);
      run(making(schema), with_enums());
      if (!insert.empty()) driver_->execute("INSERT INTO t VALUES (" + insert + ")");
      try {
        const auto operations = changing(to, expression);
        run(operations, schema);
        operations::apply(operations, schema);
        if (back) run(changing(from, {}), schema);
      } catch (const Error& error) {
        return {error.sqlstate() + " " + error.what(), {}, {}};
      }
      return insert.empty() ? Tried{} : read(back ? from : to);
    });
  }

  Tried insert(const Type& type, const std::string& value) override {
    return in_transaction([&] {
      run(making(with_table(type)), with_enums());
      driver_->execute("INSERT INTO t VALUES (" + value + ")");
      return read(type);
    });
  }

 private:
  static std::vector<Operation> enums() {
    std::vector<Operation> operations;
    for (const schema::Enum& type : with_enums().enums)
      operations.push_back({operations::CreateEnum{type}, {}});
    return operations;
  }

  void run(const std::vector<Operation>& operations, const schema::Schema& before) {
    for (const sql::Statement& statement : dialect().render(operations, before).statements)
      driver_->execute(statement.text);
  }

  template <class Try>
  Tried in_transaction(Try&& attempt) {
    driver_->execute("BEGIN");
    try {
      Tried tried = attempt();
      driver_->execute("ROLLBACK");
      return tried;
    } catch (...) {
      driver_->execute("ROLLBACK");
      throw;
    }
  }

  Tried read(const Type& type) {
    std::string sql = "v::text";
    if (!is_array(type)) {
      if (type.kind == TypeKind::boolean) sql = "v::integer::text";
      if (type.kind == TypeKind::bytes) sql = "encode(v, 'hex')";
      if (type.kind == TypeKind::uuid) sql = "replace(v::text, '-', '')";
    }
    driver_->execute("SET LOCAL DateStyle = 'ISO'");
    driver_->execute("SET LOCAL TimeZone = 'UTC'");
    if (type.kind == TypeKind::timestamptz && !is_array(type)) sql = "(v AT TIME ZONE 'UTC')::text";
    const Rows rows = driver_->query("SELECT " + sql + " FROM t");
    Tried tried;
    if (const auto* text = std::get_if<std::string>(&rows.rows.front().front()))
      tried.meaning = meaning(type, *text);
    return tried;
  }

  std::unique_ptr<connection::Driver> driver_;
};

}  // namespace

std::vector<Operation> changing(const Type& to, const std::string& expression) {
  operations::AlterColumn change;
  change.table = {{}, "t"};
  change.column = "v";
  change.type = to;
  change.using_expression = expression;
  return {{change, {}}};
}

std::unique_ptr<Trial> sqlite_trial() { return std::make_unique<OnSqlite>(); }
std::unique_ptr<Trial> postgresql_trial() { return std::make_unique<OnPostgresql>(); }

}  // namespace limbeck::test
