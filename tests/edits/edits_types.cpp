// The types of columns, and values of them.
#include <algorithm>

#include "migrations/sql_text/expression.h"
#include "tests/edits/editor.h"

namespace limbeck::test {
namespace {

using schema::Column;
using schema::Table;
using schema::Type;
using schema::TypeKind;

}  // namespace

bool is_integer(const Type& type) {
  return type.dimensions == 0 && (type.kind == TypeKind::smallint ||
                                  type.kind == TypeKind::integer || type.kind == TypeKind::bigint);
}
bool is_text(const Type& type) {
  return type.dimensions == 0 && (type.kind == TypeKind::text || type.kind == TypeKind::varchar);
}

Type Editor::any_type() {
  std::vector<std::string> types{"boolean", "smallint",      "integer",     "bigint",
                                 "double",  "numeric(10,2)", "text",        "varchar(40)",
                                 "date",    "timestamp",     "timestamptz", "time",
                                 "uuid",    "jsonb",         "bytes",       "char(3)"};
  if (postgresql_) types.insert(types.end(), {"text[]", "interval", "integer[]", "real", "inet"});
  Type type = schema::parse_type(random_.of(types));
  if (!schema_.enums.empty() && random_.one_in(6)) {
    type = {};
    type.kind = TypeKind::enumeration;
    type.name = random_.of(schema_.enums).name;
  }
  return type;
}

std::string Editor::literal_for(const Type& type) {
  if (type.dimensions > 0) return "'{}'";
  switch (type.kind) {
    case TypeKind::boolean:
      return random_.of<std::string>({"true", "false"});
    case TypeKind::smallint:
    case TypeKind::integer:
    case TypeKind::bigint:
      return random_.of<std::string>({"0", "1", "-7", "42"});
    case TypeKind::real:
    case TypeKind::double_precision:
      return random_.of<std::string>({"0", "1.5"});
    case TypeKind::numeric:
      return random_.of<std::string>({"0", "1"});
    case TypeKind::bytes:
      return postgresql_ ? "'\\x00'" : "x'00'";
    case TypeKind::uuid:
      return postgresql_ ? "'00000000-0000-0000-0000-000000000001'"
                         : "x'00000000000000000000000000000001'";
    case TypeKind::date:
      return "'2020-01-01'";
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
      return random_.of<std::string>({"'2020-01-01 00:00:00'", "CURRENT_TIMESTAMP"});
    case TypeKind::time:
      return "'10:00:00'";
    case TypeKind::interval:
      return postgresql_ ? "'1 day'" : "1";
    case TypeKind::json:
    case TypeKind::jsonb:
      return "'{}'";
    case TypeKind::enumeration: {
      const schema::Enum* found = schema::find_enum(schema_, type.name);
      return found == nullptr || found->values.empty() ? "NULL"
                                                       : literal(random_.of(found->values));
    }
    case TypeKind::native:
      return type.name.name == "inet" ? "'127.0.0.1'" : "NULL";
    default:
      return random_.of<std::string>({"'x'", "''", "'a'"});
  }
}

std::optional<Type> Editor::wider(const Type& type) {
  if (type.dimensions > 0) return std::nullopt;
  const auto one = [&](const std::vector<std::string>& types) {
    return schema::parse_type(random_.of(types));
  };
  switch (type.kind) {
    case TypeKind::smallint:
      return one({"integer", "bigint", "numeric(10,0)"});
    case TypeKind::integer:
      return one({"bigint", "numeric(12,2)", "double"});
    case TypeKind::real:
      return one({"double"});
    case TypeKind::varchar:
    case TypeKind::character:
      return one({"text", "varchar(" + std::to_string(type.length.value_or(500) * 2) + ")"});
    case TypeKind::numeric:
      if (!type.precision) return std::nullopt;
      return one({"numeric(" + std::to_string(*type.precision + 4) + "," +
                      std::to_string(type.scale.value_or(0) + 1) + ")",
                  "numeric"});
    case TypeKind::date:
      return one({"timestamp", "timestamptz"});
    case TypeKind::timestamp:
      return one({"timestamptz"});
    case TypeKind::enumeration:
      return one({"text"});
    default:
      return std::nullopt;
  }
}

std::optional<Type> Editor::narrower(const Type& type) {
  if (type.dimensions > 0) return std::nullopt;
  const auto one = [&](const std::vector<std::string>& types) {
    return schema::parse_type(random_.of(types));
  };
  switch (type.kind) {
    case TypeKind::bigint:
      return one({"integer", "smallint"});
    case TypeKind::integer:
      return one({"smallint"});
    case TypeKind::double_precision:
      return one({"real"});
    case TypeKind::text:
      return one({"varchar(20)", "varchar(200)", "varchar(3)"});
    case TypeKind::varchar:
      return one({"varchar(" + std::to_string(std::max(1, type.length.value_or(80) / 2)) + ")",
                  "varchar(2)"});
    case TypeKind::numeric:
      return one({"integer", "numeric(8,1)", "double"});
    case TypeKind::timestamptz:
      return one({"timestamp", "timestamptz(0)", "date"});
    case TypeKind::timestamp:
      return one({"timestamp(0)", "date", "timestamp(3)"});
    case TypeKind::json:
      return one({"jsonb"});
    default:
      return std::nullopt;
  }
}

std::optional<Type> Editor::other(const Type& type) {
  if (type.dimensions > 0) return std::nullopt;
  const auto one = [&](const std::vector<std::string>& types) {
    return schema::parse_type(random_.of(types));
  };
  // Whatever there is, also what the author has to be asked about.
  if (random_.one_in(3)) return any_type();
  switch (type.kind) {
    case TypeKind::smallint:
    case TypeKind::integer:
    case TypeKind::bigint:
      return one({"text", "varchar(100)", "boolean", "double", "timestamptz", "interval"});
    case TypeKind::numeric:
    case TypeKind::real:
    case TypeKind::double_precision:
      return one({"text", "varchar(100)", "boolean", "integer", "numeric(12,1)", "timestamp"});
    case TypeKind::uuid:
      return one({"text", "varchar(36)", "bytes", "bigint"});
    case TypeKind::date:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
      return one({"text", "varchar(100)", "date", "time", "timestamp", "timestamptz", "bigint"});
    case TypeKind::boolean:
      return one({"text", "varchar(5)", "integer", "numeric", "jsonb"});
    case TypeKind::text:
    case TypeKind::varchar:
    case TypeKind::character:
      return one({"integer", "boolean", "jsonb", "bytes", "date", "timestamptz", "time", "uuid",
                  "numeric", "double", "interval"});
    case TypeKind::bytes:
      return one({"text", "uuid", "varchar(20)"});
    case TypeKind::jsonb:
    case TypeKind::json:
      return one({"text", "integer", "boolean"});
    case TypeKind::enumeration:
      return one({"text", "varchar(60)", "integer"});
    default:
      return std::nullopt;
  }
}

bool Editor::retype(const std::function<std::optional<Type>(const Type&)>& change,
                    bool keeps_texts) {
  const auto [table, column] = any_column([&](const Table& other, const Column& one) {
    // A fill would be of the old type.
    return !one.generated && !hints_.fills.contains({other.name, one.name}) &&
           !sql_text::mentions_column(other.partition_by, one.name) &&
           (keeps_texts || !is_in_texts(other, one.name));
  });
  if (table == nullptr) return false;
  const auto type = change(column->type);
  if (!type || *type == column->type) return false;
  for (const auto& [of, tied] : tied_to(*table, column->name)) {
    if (tied->identity && !is_integer(*type)) return false;
    if (hints_.fills.contains({of->name, tied->name})) return false;
    if (!keeps_texts && is_in_texts(*of, tied->name)) return false;
    if (tied->generated || sql_text::mentions_column(of->partition_by, tied->name)) return false;
    if (!is_text(*type)) tied->collation.clear();
    const bool number = tied->default_sql && tied->default_sql->size() < 10 &&
                        tied->default_sql->find_first_not_of("0123456789.-") == std::string::npos;
    if (!keeps_texts || !number) tied->default_sql.reset();
    tied->type = *type;
  }
  return done();
}

bool Editor::widen_type() {
  return retype([&](const Type& type) { return wider(type); }, random_.one_in(3));
}

bool Editor::narrow_type() {
  return retype([&](const Type& type) { return narrower(type); }, random_.one_in(3));
}

bool Editor::change_type() {
  return retype([&](const Type& type) { return other(type); }, false);
}

bool Editor::change_collation() {
  const auto [table, column] = any_column([&](const Table& other, const Column& one) {
    return is_text(one.type) && !one.generated && other.partition_by.empty() &&
           tied_to(other, one.name).size() == 1;
  });
  if (table == nullptr) return false;
  const std::string collation = postgresql_
                                    ? random_.of<std::string>({"C", "POSIX", "ucs_basic", ""})
                                    : random_.of<std::string>({"NOCASE", "RTRIM", ""});
  if (collation == column->collation) return false;
  column->collation = collation;
  return done();
}

}  // namespace limbeck::test
