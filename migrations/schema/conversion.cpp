#include "migrations/schema/conversion.h"

namespace limbeck::schema {
namespace {

// `bit(3)` and `bit(5)` are of one name.
std::string_view name_without_arguments(const Type& type) {
  const std::string_view name = type.name.name;
  return name.substr(0, name.find('('));
}

// The texts of these types do not depend on the settings of the session.
bool has_one_spelling(TypeKind kind) {
  return is_text(kind) || is_number(kind) || kind == TypeKind::boolean || kind == TypeKind::uuid ||
         kind == TypeKind::json || kind == TypeKind::jsonb || kind == TypeKind::enumeration;
}

Conversion from_text(TypeKind to) {
  if (is_text(to)) return Conversion::kept;
  if (is_number(to)) return Conversion::text_to_number;
  if (is_time(to)) return Conversion::text_to_time;
  switch (to) {
    case TypeKind::boolean:
      return Conversion::text_to_truth;
    case TypeKind::bytes:
      return Conversion::text_to_bytes;
    case TypeKind::uuid:
      return Conversion::text_to_uuid;
    case TypeKind::json:
    case TypeKind::jsonb:
      return Conversion::text_to_json;
    case TypeKind::enumeration:
      return Conversion::text_to_enum;
    case TypeKind::native:
      return Conversion::text_to_native;
    default:
      return Conversion::none;
  }
}

Conversion to_text(TypeKind from) {
  if (is_number(from)) return Conversion::number_to_text;
  if (is_time(from)) return Conversion::time_to_text;
  switch (from) {
    case TypeKind::boolean:
      return Conversion::truth_to_text;
    case TypeKind::bytes:
      return Conversion::bytes_to_text;
    case TypeKind::uuid:
      return Conversion::uuid_to_text;
    case TypeKind::json:
    case TypeKind::jsonb:
      return Conversion::json_to_text;
    case TypeKind::enumeration:
      return Conversion::enum_to_text;
    case TypeKind::native:
      return Conversion::native_to_text;
    default:
      return Conversion::none;
  }
}

// A date has no time of day, and a time of day no date.
Conversion between_times(TypeKind from, TypeKind to) {
  if (from == TypeKind::date && to == TypeKind::time) return Conversion::none;
  if (from == TypeKind::time && to != TypeKind::time) return Conversion::none;
  return Conversion::time_to_time;
}

Conversion between(const Type& from, const Type& to) {
  const TypeKind a = from.kind, b = to.kind;
  if (a == TypeKind::native && b == TypeKind::native) {
    const bool same = from.name.schema == to.name.schema &&
                      name_without_arguments(from) == name_without_arguments(to);
    return same ? Conversion::kept : Conversion::none;
  }
  if (a == TypeKind::enumeration && b == TypeKind::enumeration)
    return from.name == to.name ? Conversion::kept : Conversion::enum_to_enum;
  if (is_text(a)) return from_text(b);
  if (is_text(b)) return to_text(a);
  if (is_number(a) && is_number(b)) return Conversion::number_to_number;
  if (a == b) return Conversion::kept;
  if (is_time(a) && is_time(b)) return between_times(a, b);
  if (a == TypeKind::boolean && is_number(b)) return Conversion::truth_to_number;
  if (is_number(a) && b == TypeKind::boolean) return Conversion::number_to_truth;
  if (a == TypeKind::uuid && b == TypeKind::bytes) return Conversion::uuid_to_bytes;
  if (a == TypeKind::bytes && b == TypeKind::uuid) return Conversion::bytes_to_uuid;
  if (a == TypeKind::time && b == TypeKind::interval) return Conversion::time_to_interval;
  if (a == TypeKind::interval && b == TypeKind::time) return Conversion::interval_to_time;
  const bool both_json = (a == TypeKind::json || a == TypeKind::jsonb) &&
                         (b == TypeKind::json || b == TypeKind::jsonb);
  return both_json ? Conversion::kept : Conversion::none;
}

}  // namespace

bool is_text(TypeKind kind) {
  return kind == TypeKind::text || kind == TypeKind::varchar || kind == TypeKind::character;
}
bool is_integer(TypeKind kind) {
  return kind == TypeKind::smallint || kind == TypeKind::integer || kind == TypeKind::bigint;
}
bool is_float(TypeKind kind) {
  return kind == TypeKind::real || kind == TypeKind::double_precision;
}
bool is_number(TypeKind kind) {
  return is_integer(kind) || is_float(kind) || kind == TypeKind::numeric;
}
bool is_time(TypeKind kind) {
  return kind == TypeKind::date || kind == TypeKind::time || kind == TypeKind::timestamp ||
         kind == TypeKind::timestamptz;
}

Type element_of(Type type) {
  type.dimensions = 0;
  return type;
}

Conversion conversion_between(const Type& from, const Type& to) {
  if (from == to) return Conversion::kept;
  if ((from.dimensions > 0) == (to.dimensions > 0)) return between(from, to);
  if (from.dimensions > 0 && is_text(to.kind) && has_one_spelling(from.kind))
    return Conversion::array_to_text;
  return Conversion::none;
}

}  // namespace limbeck::schema
