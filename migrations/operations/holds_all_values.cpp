// Which types can hold all values of other types (PostgreSQL 15, "Data Types"). The database with
// the widest types decides, because a history may be for several databases.
#include <algorithm>
#include <limits>

#include "migrations/operations/holds_all_values.h"
#include "migrations/schema/conversion.h"

namespace limbeck::operations {
namespace {

using schema::Name;

using schema::Conversion;
using schema::is_integer;
using schema::Type;
using schema::TypeKind;

constexpr int unlimited = std::numeric_limits<int>::max();

// The digits that a number may have in front of the decimal point, and after it.
struct Digits {
  int before = 0;
  int after = 0;
};

// The digits of exact number types; nullopt for all others.
std::optional<Digits> digits_of(const Type& type) {
  switch (type.kind) {
    case TypeKind::smallint:
      return Digits{5, 0};
    case TypeKind::integer:
      return Digits{10, 0};
    case TypeKind::bigint:
      return Digits{19, 0};
    case TypeKind::numeric: {
      if (!type.precision) return Digits{unlimited, unlimited};
      const int scale = type.scale.value_or(0);
      return Digits{*type.precision - scale, scale};
    }
    default:
      return std::nullopt;
  }
}

bool number_holds(const Type& to, const Type& from) {
  // 0 and 1: all but the likes of numeric(2,2) have them.
  if (from.kind == TypeKind::boolean) {
    const auto room = digits_of(to);
    return !room || room->before > 0;
  }
  // A float has 24 bits for an integer, a double 53.
  if (to.kind == TypeKind::real)
    return from.kind == TypeKind::real || from.kind == TypeKind::smallint;
  if (to.kind == TypeKind::double_precision) {
    return from.kind == TypeKind::double_precision || from.kind == TypeKind::real ||
           from.kind == TypeKind::smallint || from.kind == TypeKind::integer;
  }
  const auto room = digits_of(to), needed = digits_of(from);
  if (is_integer(to.kind)) {
    // numeric(5,0) can hold 99999, which a smallint cannot although it has five digits.
    if (needed && !is_integer(from.kind))
      return needed->after == 0 && needed->before < room->before;
  }
  return room && needed && needed->before <= room->before && needed->after <= room->after;
}

std::size_t longest_value(const schema::Schema& schema, const Name& name) {
  const schema::Enum* type = schema::find_enum(schema, name);
  if (type == nullptr) return unlimited;
  std::size_t longest = 0;
  for (const std::string& value : type->values) longest = std::max(longest, value.size());
  return longest;
}

// A char without a length has one character (SQL).
std::size_t characters_of(const Type& type) {
  if (type.kind == TypeKind::text) return unlimited;
  return static_cast<std::size_t>(
      type.length.value_or(type.kind == TypeKind::character ? 1 : unlimited));
}

bool text_holds(const Type& to, const Type& from, const schema::Schema& schema) {
  const std::size_t room = characters_of(to);
  switch (from.kind) {
    case TypeKind::text:
    case TypeKind::varchar:
    case TypeKind::character:
      // A char leaves off the blanks that end a text.
      if (to.kind == TypeKind::character && from.kind != TypeKind::character) return false;
      return characters_of(from) <= room;
    case TypeKind::enumeration:
      return longest_value(schema, from.name) <= room;
    case TypeKind::smallint:
      return room >= 6;
    case TypeKind::integer:
      return room >= 11;
    case TypeKind::bigint:
      return room >= 20;
    case TypeKind::boolean:
      return room >= 5;
    case TypeKind::uuid:
      return room >= 36;
    case TypeKind::native:
      return false;
    default:
      return room == unlimited;
  }
}

bool enum_holds(const Type& to, const Type& from, const schema::Schema& schema) {
  if (from.kind != TypeKind::enumeration) return false;
  const schema::Enum* wide = schema::find_enum(schema, to.name);
  const schema::Enum* narrow = schema::find_enum(schema, from.name);
  if (wide == nullptr || narrow == nullptr) return false;
  return std::ranges::all_of(narrow->values, [&](const std::string& value) {
    return std::ranges::find(wide->values, value) != wide->values.end();
  });
}

// Six fractional digits of a second are the default and the maximum.
int digits_of_second(const Type& type) { return type.precision.value_or(6); }

bool time_holds(const Type& to, const Type& from) {
  if (to.kind != TypeKind::date && digits_of_second(to) < digits_of_second(from) &&
      from.kind != TypeKind::date) {
    return false;
  }
  switch (to.kind) {
    case TypeKind::timestamp:
      return from.kind == TypeKind::timestamp || from.kind == TypeKind::date;
    case TypeKind::timestamptz:
      return from.kind == TypeKind::timestamptz || from.kind == TypeKind::timestamp ||
             from.kind == TypeKind::date;
    case TypeKind::interval:
      return from.kind == TypeKind::interval || from.kind == TypeKind::time;
    default:
      return from.kind == to.kind;
  }
}

}  // namespace

bool holds_all_values(const Type& to, const Type& from, const schema::Schema& schema) {
  if (to == from) return true;
  const Conversion how = schema::conversion_between(from, to);
  if (how == Conversion::none) return false;
  if (how == Conversion::array_to_text) return to.kind == TypeKind::text;
  if (how == Conversion::bytes_to_text) return false;  // not all bytes are UTF-8
  switch (to.kind) {
    case TypeKind::smallint:
    case TypeKind::integer:
    case TypeKind::bigint:
    case TypeKind::real:
    case TypeKind::double_precision:
    case TypeKind::numeric:
      return number_holds(to, from);
    case TypeKind::text:
    case TypeKind::varchar:
    case TypeKind::character:
      return text_holds(to, from, schema);
    case TypeKind::bytes:
      if (how == Conversion::text_to_bytes) return !to.length;
      if (from.kind == TypeKind::uuid) return to.length.value_or(unlimited) >= 16;
      return from.kind == TypeKind::bytes &&
             from.length.value_or(unlimited) <= to.length.value_or(unlimited);
    case TypeKind::uuid:
      return from.kind == TypeKind::uuid;
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
    case TypeKind::interval:
      return time_holds(to, from);
    case TypeKind::json:
      return from.kind == TypeKind::jsonb || from.kind == TypeKind::json;
    case TypeKind::jsonb:  // keeps one of two equal keys
      return from.kind == TypeKind::jsonb;
    case TypeKind::enumeration:
      return enum_holds(to, from, schema);
    case TypeKind::boolean:
      return from.kind == TypeKind::boolean;
    case TypeKind::native:
      return false;
  }
  return false;
}

}  // namespace limbeck::operations
