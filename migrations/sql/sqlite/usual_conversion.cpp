// What to propose where no conversion is the only one. Builds and tools ask, applications do not.
#include "migrations/sql/usual_conversion.h"
#include "migrations/schema/conversion.h"
#include "migrations/sql/sqlite/conversion.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::sqlite {
namespace {

using schema::Type;
using schema::TypeKind;

std::string from_number(TypeKind to, const std::string& column) {
  switch (to) {
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
      return concat({"datetime(", column, ", 'unixepoch')"});
    case TypeKind::date:
      return concat({"date(", column, ", 'unixepoch')"});
    case TypeKind::time:
      return concat({"time(", column, ", 'unixepoch')"});
    case TypeKind::interval:
      return column;
    default:
      return {};
  }
}

}  // namespace

std::string usual_conversion(const Type& from, const Type& to, const std::string& column,
                             const schema::Schema& schema) {
  if (std::string by_value = by_values(from, to, column, schema); !by_value.empty())
    return by_value;
  const bool to_json = to.kind == TypeKind::json || to.kind == TypeKind::jsonb;
  if (to_json && from.kind == TypeKind::boolean) {
    return conversion(from, Type{.kind = TypeKind::text}, column).value_or("");
  }
  if (to_json)
    return concat({"CASE WHEN ", column, " IS NOT NULL THEN json_quote(", column, ") END"});
  if (from.kind == TypeKind::json || from.kind == TypeKind::jsonb)
    return concat({"json_extract(", column, ", '$')"});
  if (schema::is_number(from.kind)) return from_number(to.kind, column);
  if (schema::is_number(to.kind)) {
    if (from.kind == TypeKind::interval) return column;
    if (schema::is_time(from.kind))
      return concat({"CAST(strftime('%s', ", column, ") AS INTEGER)"});
  }
  if (from.kind == TypeKind::interval && schema::is_text(to.kind))
    return concat({"CAST(", column, " AS TEXT)"});
  if (schema::is_text(from.kind) && to.kind == TypeKind::interval)
    return concat({"CAST(", column, " AS INTEGER)"});
  return from.kind == TypeKind::native || to.kind == TypeKind::native ? column : std::string();
}

}  // namespace limbeck::sql::sqlite
