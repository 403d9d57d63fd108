#include "tests/property/postgresql_database.h"

#include <algorithm>

#include "limbeck/error.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/open.h"
#include "runtime/introspect/introspect.h"
#include "runtime/introspect/postgresql/scratch.h"
#include "runtime/verify/verify.h"
#include "tests/property/postgresql_dump.h"
#include "tests/property/postgresql_schemas.h"

namespace limbeck::test {
namespace {

using schema::TypeKind;

const sql::FullDialect& postgresql() { return *sql::find_dialect("postgresql"); }

std::string quoted_name(const schema::Name& name) {
  return name.schema.empty()
             ? postgresql().quote(name.name)
             : postgresql().quote(name.schema) + "." + postgresql().quote(name.name);
}

// A literal that a column of the type takes, most of the time.
std::string value_for(Random& random, const schema::Column& column, const schema::Schema& schema) {
  if (random.one_in(6)) return "NULL";
  if (column.type.dimensions > 0) return "'{}'";
  const auto one_of = [&](const std::vector<std::string>& texts) { return random.of(texts); };
  switch (column.type.kind) {
    case TypeKind::boolean:
      return one_of({"true", "false"});
    case TypeKind::smallint:
    case TypeKind::integer:
    case TypeKind::bigint:
    case TypeKind::real:
    case TypeKind::double_precision:
    case TypeKind::numeric:
      return one_of({"0", "1", "2", "3", "42"});
    case TypeKind::bytes:
      return one_of({"'\\x00'", "'\\xff01'"});
    case TypeKind::uuid:
      return one_of(
          {"'00000000-0000-0000-0000-000000000001'", "'00000000-0000-0000-0000-000000000002'"});
    case TypeKind::date:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
      return one_of({"'2020-01-01'", "'2021-12-31'"});
    case TypeKind::time:
      return one_of({"'10:00'", "'23:59:59.5'"});
    case TypeKind::interval:
      return one_of({"'1 day'", "'2 hours'"});
    case TypeKind::json:
    case TypeKind::jsonb:
      return one_of({"'{}'", "'[1, \"a\"]'"});
    case TypeKind::enumeration: {
      const schema::Enum* type = schema::find_enum(schema, column.type.name);
      return type == nullptr || type->values.empty()
                 ? "NULL"
                 : postgresql().quote_literal(random.of(type->values));
    }
    default:
      return one_of({"'x'", "'it''s'", "'new'", "'1'", "'b\\s'", "'größe'"});
  }
}

}  // namespace

PostgresqlDatabase::PostgresqlDatabase(tests::PostgresqlServer& server)
    : server_(server), name_(server.new_database()), driver_(connection::open(name_)) {
  name_ = name_.substr(name_.rfind('/', name_.find('?')) + 1);
  name_.resize(name_.find('?'));
}

void PostgresqlDatabase::clear() {
  std::string sql = "DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public;";
  for (const std::string& name : postgresql_schema_names) {
    sql += "DROP SCHEMA IF EXISTS " + postgresql().quote(name) + " CASCADE; CREATE SCHEMA " +
           postgresql().quote(name) + ";";
  }
  driver_->execute("SET client_min_messages = warning;" + sql + "CREATE EXTENSION citext");
}

std::optional<PostgresqlDatabase::Failed> PostgresqlDatabase::run(
    const std::vector<operations::Operation>& operations, const schema::Schema& before) {
  bool traceless = true, open = false;
  std::string at;
  try {
    for (const sql::Statement& statement : postgresql().render(operations, before).statements) {
      if (statement.transactional != open) driver_->execute(open ? "COMMIT" : "BEGIN");
      open = statement.transactional;
      traceless = traceless && open;
      at = statement.text;
      driver_->execute(statement.text);
    }
    at = "COMMIT";
    if (open) driver_->execute("COMMIT");
    return std::nullopt;
  } catch (const Error& error) {
    if (open) driver_->execute("ROLLBACK");
    return Failed{std::string(error.what()) + " " + error.detail() + "\nin " + at, error.sqlstate(),
                  traceless};
  }
}

std::string PostgresqlDatabase::verified(const schema::Schema& meant) {
  const verify::Verification found = verify::verify(*driver_, meant, {});
  std::string text;
  for (const auto& difference : found.differences) text += to_string(difference) + "\n";
  for (const auto& operation : found.operations) text += operations::describe(operation) + "\n";
  return text;
}

schema::Schema PostgresqlDatabase::introspect() {
  introspect::Options options;
  options.schemas = postgresql_schema_names;
  schema::Schema schema = introspect::introspect(*driver_, options).schema;
  // What `clear` made.
  schema.schemas.clear();
  schema.extensions.clear();
  return schema;
}

schema::Schema PostgresqlDatabase::as_kept(const schema::Schema& schema) {
  return introspect::postgresql::as_kept(*driver_, schema);
}

std::string PostgresqlDatabase::dump() const { return comparable_dump(server_, name_); }

void PostgresqlDatabase::fill(Random& random, const schema::Schema& schema) {
  std::string script;
  for (int round = 0; round < 2; ++round) {
    for (const schema::Table& table : schema.tables) {
      for (int row = 0; row < 3; ++row) {
        std::string columns, values;
        for (const schema::Column& column : table.columns) {
          if (column.generated || (column.identity && random.one_in(2))) continue;
          if (column.default_sql && random.one_in(3)) continue;
          columns += (columns.empty() ? "" : ", ") + postgresql().quote(column.name);
          values += (values.empty() ? "" : ", ") + value_for(random, column, schema);
        }
        if (columns.empty()) continue;
        const std::string insert = "INSERT INTO " + quoted_name(table.name) + " (" + columns +
                                   ") OVERRIDING SYSTEM VALUE VALUES (" + values + ")";
        script += "BEGIN EXECUTE " + postgresql().quote_literal(insert) +
                  "; SET CONSTRAINTS ALL IMMEDIATE; EXCEPTION WHEN data_exception OR "
                  "integrity_constraint_violation THEN NULL; END;\n";
      }
    }
  }
  if (script.empty()) return;
  driver_->execute("DO " + postgresql().quote_literal("BEGIN\n" + script + "END"));
}

std::vector<std::string> PostgresqlDatabase::rows(const schema::Name& table,
                                                  const std::vector<std::string>& columns) {
  std::string row;
  for (const std::string& column : columns)
    row += (row.empty() ? "" : ", ") + postgresql().quote(column) + "::text";
  std::vector<std::string> result;
  for (const auto& values :
       driver_->query("SELECT ROW(" + row + ")::text FROM " + quoted_name(table)).rows) {
    result.push_back(std::get<std::string>(values.at(0)));
  }
  std::sort(result.begin(), result.end());
  return result;
}

}  // namespace limbeck::test
