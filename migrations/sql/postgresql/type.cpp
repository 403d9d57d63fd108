#include "migrations/sql/postgresql/type.h"

#include "migrations/sql/postgresql/type_names.h"
#include "migrations/sql/postgresql/words.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

using schema::Type;
using schema::TypeKind;

std::string in_parentheses(std::optional<int> number) {
  return number ? concat({"(", std::to_string(*number), ")"}) : "";
}

std::string element_sql(const Type& type) {
  switch (type.kind) {
    case TypeKind::numeric:
      if (!type.precision) return "numeric";
      return concat({"numeric(", std::to_string(*type.precision),
                     type.scale ? ", " + std::to_string(*type.scale) : "", ")"});
    case TypeKind::varchar:
      return "varchar" + in_parentheses(type.length);
    case TypeKind::character:
      return "char" + in_parentheses(type.length);
    case TypeKind::bytes:
      return "bytea";
    case TypeKind::time:
      return "time" + in_parentheses(type.precision);
    case TypeKind::timestamp:
      return "timestamp" + in_parentheses(type.precision);
    case TypeKind::timestamptz:
      return concat({"timestamp", in_parentheses(type.precision), " with time zone"});
    case TypeKind::interval:
      return "interval" + in_parentheses(type.precision);
    case TypeKind::enumeration:
      return quote(type.name);
    case TypeKind::native:
      return schema::native_sql(type, "postgresql").value_or("");
    default:
      return std::string(schema::to_string(type.kind));
  }
}

bool is_text(const Type& type) {
  return type.dimensions == 0 && (type.kind == TypeKind::text || type.kind == TypeKind::varchar ||
                                  type.kind == TypeKind::character);
}

bool is_kind(const Type& type, TypeKind kind) { return type.dimensions == 0 && type.kind == kind; }

}  // namespace

std::string type_sql(const Type& type) {
  std::string sql = element_sql(type);
  for (int i = 0; i < type.dimensions; ++i) sql += "[]";
  return sql;
}

Type lowered(const Type& type) {
  Type out = type;
  if (type.kind == TypeKind::native) {
    const std::string full = schema::native_sql(type, "postgresql").value_or(type.name.name);
    const ArrayName array = without_brackets(full);
    out.dimensions += array.dimensions;
    const std::string sql = kept_name(array.element);
    Type parsed = schema::parse_type(sql);
    // `enum x` is our way to write a type, not PostgreSQL's.
    if (parsed.kind == TypeKind::enumeration || parsed.kind == TypeKind::native) {
      out.name = {{}, sql};
      out.per_dialect.clear();
    } else {
      parsed.dimensions += out.dimensions;
      out = parsed;
    }
  }
  if (out.kind == TypeKind::bytes) out.length.reset();
  if (out.kind == TypeKind::numeric && out.precision && !out.scale) out.scale = 0;
  if (out.kind == TypeKind::character && !out.length) out.length = 1;
  // Six digits of a second are all there are, said or not.
  if (out.kind != TypeKind::numeric && out.precision == 6) out.precision.reset();
  return out;
}

bool is_integer(const Type& type) {
  return is_kind(type, TypeKind::smallint) || is_kind(type, TypeKind::integer) ||
         is_kind(type, TypeKind::bigint);
}

bool is_collatable(const Type& type) {
  switch (type.kind) {
    case TypeKind::text:
    case TypeKind::varchar:
    case TypeKind::character:
    case TypeKind::native:
      return true;
    default:
      return false;
  }
}

bool changes_meaning(const Type& from, const Type& to) {
  if (is_text(from) && is_text(to)) return false;
  return from.kind != to.kind || from.dimensions != to.dimensions || from.name != to.name;
}

}  // namespace limbeck::sql::postgresql
