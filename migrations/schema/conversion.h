// The conversions between types. Every database has to make all of them; the SQL is in
// migrations/sql/<dialect>/conversion.cpp.
#pragma once

#include "migrations/schema/type.h"

namespace limbeck::schema {

enum class Conversion : unsigned char {
  none,              ///< unknown: the author has to write a `using_expression`
  kept,              ///< the value does not change: texts, and types of the same name
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
  time_to_time,      ///< dates, times and timestamps; an instant is converted in UTC
  time_to_text,      ///< to ISO 8601, an instant in UTC
  text_to_time,      ///< from ISO 8601; an instant without an offset is in UTC
  time_to_interval,  ///< and back, for intervals that have a unit
  interval_to_time,
  json_to_text,
  text_to_json,
  enum_to_text,
  text_to_enum,
  enum_to_enum,  ///< by the names of the values
  array_to_text,
  native_to_text,  ///< and back, in the database's own format
  text_to_native,
};

/// The conversion between two types as one database stores them. For arrays it is that of the
/// elements.
Conversion conversion_between(const Type& from, const Type& to);

bool is_text(TypeKind kind);     ///< text, varchar, character
bool is_integer(TypeKind kind);  ///< smallint, integer, bigint
bool is_number(TypeKind kind);   ///< integers, floating point numbers, numeric
bool is_float(TypeKind kind);    ///< real, double precision
bool is_time(TypeKind kind);     ///< date, time, timestamp, timestamptz

/// The type of an array's elements.
Type element_of(Type type);

}  // namespace limbeck::schema
