#include "migrations/sql/postgresql/conversion.h"

#include "migrations/schema/conversion.h"
#include "migrations/schema/kinds.h"
#include "migrations/schema/objects.h"
#include "migrations/sql/postgresql/type.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

using schema::Conversion;
using schema::Type;
using schema::TypeKind;

// These have no backslash, which some servers treat as an escape in a plain string.
constexpr const char* date_pattern = "[0-9]{4,7}-[0-9]{2}-[0-9]{2}";
constexpr const char* time_pattern = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?";
constexpr const char* offset_pattern = " *([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)";

std::string matches(const std::string& column, const std::string& pattern) {
  return concat({column, " OPERATOR(pg_catalog.~) '^[[:space:]]*(", pattern, ")[[:space:]]*$'"});
}

// Only texts whose meaning does not depend on DateStyle and TimeZone; others are shown in the
// error.
std::string read_time(const std::string& column, TypeKind kind, const std::string& type) {
  const std::string wrong = concat({"('not ISO 8601: ' OPERATOR(pg_catalog.||) ", column, ")::"});
  std::string pattern = kind == TypeKind::time ? time_pattern : date_pattern;
  const bool has_both = kind == TypeKind::timestamp || kind == TypeKind::timestamptz;
  if (has_both) pattern += concat({"([ Tt]", time_pattern, ")?"});
  if (kind != TypeKind::time) pattern += "( BC)?|-?infinity";
  std::string sql = "CASE WHEN ";
  if (kind == TypeKind::timestamptz) {
    sql += concat(
        {matches(column, concat({date_pattern, "[ Tt]", time_pattern, offset_pattern, "( BC)?"})),
         " THEN ", column, "::timestamptz WHEN ", matches(column, pattern), " THEN ", column,
         "::timestamp AT TIME ZONE 'UTC'"});
  } else {
    sql += concat({matches(column, pattern), " THEN ", column, "::", type});
  }
  return concat({sql, " ELSE ", wrong, type, " END"});
}

// JSON has dates in ISO 8601, whatever DateStyle is.
std::string write_time(const std::string& column, TypeKind kind) {
  const auto iso = [](const std::string& value) {
    return concat({"pg_catalog.replace(pg_catalog.to_json(", value,
                   ") OPERATOR(pg_catalog.#>>) '{}', 'T', ' ')"});
  };
  if (kind == TypeKind::time) return column + "::text";
  if (kind != TypeKind::timestamptz) return iso(column);
  return concat(
      {"pg_catalog.replace(pg_catalog.replace(", iso(column + " AT TIME ZONE 'UTC'"),
       " OPERATOR(pg_catalog.||) '+00', ' BC+00', '+00 BC'), 'infinity+00', 'infinity')"});
}

// PostgreSQL itself would use the time zone of the session.
std::string change_time(const std::string& column, TypeKind from, TypeKind to) {
  if (from == TypeKind::timestamptz && to != TypeKind::timestamptz)
    return column + " AT TIME ZONE 'UTC'";
  if (to != TypeKind::timestamptz) return {};
  if (from == TypeKind::date) return column + "::timestamp AT TIME ZONE 'UTC'";
  return from == TypeKind::timestamp ? column + " AT TIME ZONE 'UTC'" : std::string();
}

std::string change_number(const std::string& column, TypeKind from, TypeKind to) {
  // The cast keeps 15 digits of a double, and 6 of a real.
  const bool loses = schema::is_float(from) && to == TypeKind::numeric;
  return loses ? concat({column, "::text::numeric"}) : std::string();
}

// Elements of arrays are converted by PostgreSQL's casts, because USING allows no subquery.
std::optional<std::string> convert_elements(Conversion how, const Type& from, const Type& to,
                                            const std::string& column) {
  const auto through = [&](const char* type) { return concat({column, "::", type, "[]"}); };
  switch (how) {
    case Conversion::kept:
    case Conversion::number_to_number:
      return std::string();
    case Conversion::truth_to_number:
      return concat({through("integer"), "::", type_sql(to)});
    case Conversion::number_to_truth:
      if (from.kind != TypeKind::smallint && from.kind != TypeKind::integer) return std::nullopt;
      return concat({through("integer"), "::", type_sql(to)});
    case Conversion::truth_to_text:
    case Conversion::number_to_text:
    case Conversion::uuid_to_text:
    case Conversion::json_to_text:
    case Conversion::enum_to_text:
    case Conversion::native_to_text:
      return through("text");
    case Conversion::text_to_truth:
    case Conversion::text_to_number:
    case Conversion::text_to_uuid:
    case Conversion::text_to_json:
    case Conversion::text_to_enum:
    case Conversion::text_to_native:
    case Conversion::enum_to_enum:
      return concat({through("text"), "::", type_sql(to)});
    case Conversion::time_to_time:
      if (from.kind == TypeKind::timestamptz || to.kind == TypeKind::timestamptz)
        return std::nullopt;
      return std::string();
    default:
      return std::nullopt;
  }
}

std::optional<std::string> convert(Conversion how, const Type& from, const Type& to,
                                   const std::string& column) {
  const auto cast = [&] { return concat({column, "::", type_sql(to)}); };
  // Blanks at the end of a char are none of its value.
  const std::string text = from.kind == TypeKind::character ? column + "::text" : column;
  switch (how) {
    case Conversion::none:
      return std::nullopt;
    case Conversion::kept:
    case Conversion::number_to_text:
    case Conversion::json_to_text:
    case Conversion::time_to_interval:
    case Conversion::interval_to_time:
    case Conversion::native_to_text:
    case Conversion::enum_to_text:
    case Conversion::array_to_text:
      return std::string();
    case Conversion::number_to_number:
      return change_number(column, from.kind, to.kind);
    case Conversion::truth_to_number:
      return column + "::integer";
    case Conversion::number_to_truth:
      return concat({"(", column, " OPERATOR(pg_catalog.<>) 0)"});
    case Conversion::truth_to_text:
    case Conversion::uuid_to_text:
      return column + "::text";
    case Conversion::text_to_truth:
    case Conversion::text_to_number:
    case Conversion::text_to_json:
      return cast();
    case Conversion::text_to_uuid:
    case Conversion::text_to_enum:
    case Conversion::text_to_native:
      return concat({text, "::", type_sql(to)});
    case Conversion::enum_to_enum:
      return concat({column, "::text::", type_sql(to)});
    case Conversion::text_to_bytes:
      return concat({"pg_catalog.convert_to(", text, ", 'UTF8')"});
    case Conversion::bytes_to_text:
      return concat({"pg_catalog.convert_from(", column, ", 'UTF8')"});
    case Conversion::uuid_to_bytes:
      return concat({"pg_catalog.uuid_send(", column, ")"});
    case Conversion::bytes_to_uuid:
      return concat({"pg_catalog.encode(", column, ", 'hex')::uuid"});
    case Conversion::time_to_time:
      return change_time(column, from.kind, to.kind);
    case Conversion::time_to_text:
      return write_time(column, from.kind);
    case Conversion::text_to_time:
      return read_time(text, to.kind, type_sql(to));
  }
  return std::nullopt;
}

// A domain is converted like its type, and its checks apply.
Type without_domain(const Type& type, const schema::Schema& schema) {
  Type result = lowered(type);
  for (std::size_t left = schema.domains.size(); left > 0; --left) {
    const auto name = schema::named_type(result);
    const schema::Domain* domain = name ? schema::find<schema::Domain>(schema, *name) : nullptr;
    if (domain == nullptr) break;
    const int dimensions = result.dimensions;
    result = lowered(domain->type);
    result.dimensions += dimensions;
  }
  return result;
}

}  // namespace

std::optional<std::string> conversion(const Type& from, const Type& to, const std::string& column,
                                      const schema::Schema& schema) {
  const Type old_type = without_domain(from, schema), new_type = without_domain(to, schema);
  if (old_type == new_type) return std::string();
  const Conversion how = schema::conversion_between(old_type, new_type);
  return old_type.dimensions > 0 && new_type.dimensions > 0
             ? convert_elements(how, old_type, new_type, column)
             : convert(how, old_type, new_type, column);
}

}  // namespace limbeck::sql::postgresql
