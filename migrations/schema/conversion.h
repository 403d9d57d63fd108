// How a value of one type becomes a value of another: what every database has to do in its own
// words. The one list of them; which SQL does it is in migrations/sql/<dialect>/conversion.cpp.
#pragma once

#include "migrations/schema/type.h"

namespace limbeck::schema {

enum class Conversion : unsigned char {
  none,              ///< nobody can know: the author says how, in `using_expression`
  kept,              ///< the value stays as it is: texts, and what has the same name
  truth_to_number,   ///< true is 1, false is 0
  number_to_truth,   ///< 0 is false, all others are true
  truth_to_text,     ///< 'true', 'false'
  text_to_truth,     ///< PostgreSQL's words: true, yes, on, 1 … and false, no, off, 0 …
  number_to_number,  ///< rounded where the new type has fewer digits
  number_to_text,
  text_to_number,
  text_to_bytes,  ///< in UTF-8
  bytes_to_text,  ///< from UTF-8
  uuid_to_text,
  text_to_uuid,
  uuid_to_bytes,
  bytes_to_uuid,
  time_to_time,      ///< dates, times and timestamps; an instant is told in UTC
  time_to_text,      ///< as ISO 8601 says it, an instant in UTC
  text_to_time,      ///< from ISO 8601; an instant without an offset is in UTC
  time_to_interval,  ///< and back: where an interval has a unit
  interval_to_time,
  json_to_text,
  text_to_json,
  enum_to_text,
  text_to_enum,
  enum_to_enum,  ///< by the names of the values
  array_to_text,
  native_to_text,  ///< as the database itself writes and reads it
  text_to_native,
};

/// Between two types as one database keeps them. For two arrays it is that of their elements.
Conversion conversion_between(const Type& from, const Type& to);

bool is_text(TypeKind kind);     ///< text, varchar, character
bool is_integer(TypeKind kind);  ///< smallint, integer, bigint
bool is_number(TypeKind kind);   ///< integers, floating point numbers, numeric
bool is_float(TypeKind kind);    ///< real, double precision
bool is_time(TypeKind kind);     ///< date, time, timestamp, timestamptz

/// The type of an array's elements.
Type element_of(Type type);

}  // namespace limbeck::schema
