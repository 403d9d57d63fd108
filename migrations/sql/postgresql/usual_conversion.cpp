// What to propose where no conversion is the only one. Builds and tools ask, applications do not.
#include "migrations/sql/usual_conversion.h"
#include "migrations/schema/conversion.h"
#include "migrations/sql/postgresql/conversion.h"
#include "migrations/sql/postgresql/type.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

using schema::Type;
using schema::TypeKind;

std::string from_number(TypeKind to, const std::string& column) {
  std::string instant = concat({"to_timestamp(", column, ")"});
  switch (to) {
    case TypeKind::timestamptz:
      return instant;
    case TypeKind::timestamp:
      return instant + " AT TIME ZONE 'UTC'";
    case TypeKind::date:
      return concat({"(", instant, " AT TIME ZONE 'UTC')::date"});
    case TypeKind::time:
      return concat({"make_interval(secs => ", column, ")::time"});
    case TypeKind::interval:
      return concat({"make_interval(secs => ", column, ")"});
    default:
      return {};
  }
}

std::string to_number(TypeKind from, const std::string& column) {
  const bool has_seconds = schema::is_time(from) || from == TypeKind::interval;
  return has_seconds ? concat({"extract(epoch FROM ", column, ")"}) : std::string();
}

}  // namespace

std::string usual_conversion(const Type& from, const Type& to, const std::string& column,
                             const schema::Schema& schema) {
  const auto cast = [&](const std::string& value) { return concat({value, "::", type_sql(to)}); };
  if (to.dimensions > 0 && from.dimensions == 0 && to.kind != TypeKind::native) {
    const auto element = conversion(from, schema::element_of(to), column, schema);
    if (!element) return {};
    return concat({"CASE WHEN ", column, " IS NOT NULL THEN ARRAY[",
                   element->empty() ? column : *element, "]::", type_sql(to), " END"});
  }
  if (to.dimensions == 0 && (to.kind == TypeKind::jsonb || to.kind == TypeKind::json))
    return concat({to.kind == TypeKind::json ? "to_json(" : "to_jsonb(", column, ")"});
  if (from.dimensions > 0 && to.dimensions == 0) {
    const std::string first = concat({"(", column, ")[1]"});
    const auto element = conversion(schema::element_of(from), to, first, schema);
    return element && element->empty() ? first : element.value_or("");
  }
  if (from.dimensions > 0) return {};
  if (from.kind == TypeKind::json || from.kind == TypeKind::jsonb)
    return cast(concat({"(", column, " #>> '{}')"}));
  if (std::string by_value = by_values(from, to, column, schema); !by_value.empty())
    return to.kind == TypeKind::enumeration ? cast(concat({"(", by_value, ")"})) : by_value;
  if (schema::is_number(from.kind)) return from_number(to.kind, column);
  if (schema::is_number(to.kind)) return to_number(from.kind, column);
  if (from.kind == TypeKind::native || to.kind == TypeKind::native) return cast(column + "::text");
  const bool spelled = (from.kind == TypeKind::interval && schema::is_text(to.kind)) ||
                       (schema::is_text(from.kind) && to.kind == TypeKind::interval);
  return spelled ? cast(column) : std::string();
}

}  // namespace limbeck::sql::postgresql
