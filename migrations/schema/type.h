// The logical type of a column: one that every database has in some form, or a native type of one
// database.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "migrations/schema/name.h"

namespace limbeck::schema {

enum class TypeKind : unsigned char {
  boolean,
  smallint,
  integer,
  bigint,
  real,
  double_precision,
  numeric,
  text,
  varchar,
  character,
  bytes,
  uuid,
  date,
  time,
  timestamp,
  timestamptz,
  interval,
  json,
  jsonb,
  enumeration,
  native,
};

/// The type of a column. A regular value. Members that do not apply to `kind` are empty.
struct Type {
  TypeKind kind = TypeKind::text;
  std::optional<int> length = {};     ///< varchar, character, bytes; without one it is unlimited
  std::optional<int> precision = {};  ///< numeric: digits; times: fractional digits of a second
  std::optional<int> scale = {};      ///< numeric: digits after the point
  int dimensions = 0;                 ///< arrays: how many `[]`
  Name name = {};  ///< enumeration: its name; native: `name.name` is SQL for every database
  std::map<std::string, std::string> per_dialect =
      {};  ///< native: SQL by dialect, which overrides `name`

  bool operator==(const Type&) const = default;
};

/// The canonical spelling: `bigint`, `varchar(320)`, `numeric(10,2)`, `timestamptz(6)`, `text[]`,
/// `enum order_status`. Of a native type it is the SQL, or the first of `per_dialect` if it has
/// none for all databases.
std::string to_string(const Type& type);

/// The canonical name of a kind, and the kind of a canonical name.
std::string_view to_string(TypeKind kind);
std::optional<TypeKind> type_kind(std::string_view name);

/// Parses the text of a type: a canonical spelling, or an SQL synonym of one (`int8`, `character
/// varying(20)`, `decimal(10, 2)`, `timestamp with time zone`), any case. Anything else is a native
/// type with that text.
Type parse_type(std::string_view text);

/// The SQL of a native type in `dialect`, or nullopt if it has SQL for other databases only.
std::optional<std::string> native_sql(const Type& type, std::string_view dialect);

}  // namespace limbeck::schema
