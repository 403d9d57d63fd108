// The types a revision file names: limbeck::text, limbeck::varchar(320),
// limbeck::array(limbeck::bigint). Literal values over string_view: they cost a revision nothing to
// compile, and are turned into schema::Type when a revision's operations are recorded.
#pragma once

#include <limits>
#include <string_view>

namespace limbeck {

/// The SQL text of a type that limbeck does not model, for all databases or for each:
/// `native({.postgresql = "citext", .sqlite = "TEXT"})`.
struct NativeType {
  std::string_view any = {};
  std::string_view postgresql = {};
  std::string_view sqlite = {};
  std::string_view mysql = {};
  std::string_view mariadb = {};
};

/// A number of a type that is not given. Whatever else is negative is no type of limbeck's, and refused.
inline constexpr int no_number = std::numeric_limits<int>::min();

/// A column type as a revision file writes it. Make one with the constants and functions below.
/// Views only: the texts must outlive the call of the operation (string literals do).
struct TypeSpec {
  std::string_view kind =
      {};           ///< the canonical name: `text`, `varchar`, `timestamptz`, `enum`, `native` …
  int length = no_number;  ///< varchar, char, bytes: characters or bytes; without one unlimited
  int precision = no_number;     ///< numeric: digits; times: fractional digits of a second
  int scale = no_number;         ///< numeric: digits after the point
  int dimensions = 0;            ///< how many `[]` the type has
  std::string_view schema = {};  ///< enum: the schema it lives in, if not the default one
  NativeType native = {};        ///< native: its SQL; enum: `any` is the enum's name
};

inline constexpr TypeSpec boolean{.kind = "boolean"};
inline constexpr TypeSpec smallint{.kind = "smallint"};
inline constexpr TypeSpec integer{.kind = "integer"};
inline constexpr TypeSpec bigint{.kind = "bigint"};
inline constexpr TypeSpec real{.kind = "real"};
inline constexpr TypeSpec double_precision{.kind = "double precision"};
inline constexpr TypeSpec text{.kind = "text"};
inline constexpr TypeSpec uuid{.kind = "uuid"};
inline constexpr TypeSpec date{.kind = "date"};
inline constexpr TypeSpec json{.kind = "json"};
inline constexpr TypeSpec jsonb{.kind = "jsonb"};

/// Parameterised types are callable constants, so `limbeck::bytes` and `limbeck::bytes(16)` both
/// read well.
struct SizedType : TypeSpec {
  constexpr TypeSpec operator()(int length) const {
    TypeSpec spec = *this;
    spec.length = length;
    return spec;
  }
};
struct PreciseType : TypeSpec {
  constexpr TypeSpec operator()(int precision) const {
    TypeSpec spec = *this;
    spec.precision = precision;
    return spec;
  }
  constexpr TypeSpec operator()(int precision, int scale) const {
    TypeSpec spec = *this;
    spec.precision = precision;
    spec.scale = scale;
    return spec;
  }
};

inline constexpr SizedType varchar{{.kind = "varchar"}};
inline constexpr SizedType character{{.kind = "char"}};
inline constexpr SizedType bytes{{.kind = "bytes"}};
inline constexpr PreciseType numeric{{.kind = "numeric"}};
inline constexpr PreciseType time{{.kind = "time"}};
inline constexpr PreciseType timestamp{{.kind = "timestamp"}};
inline constexpr PreciseType timestamptz{{.kind = "timestamptz"}};
inline constexpr PreciseType interval{{.kind = "interval"}};

/// A database enum type, made by `op.create_enum`.
constexpr TypeSpec enum_type(std::string_view name, std::string_view schema = {}) {
  return {.kind = "enum", .schema = schema, .native = {.any = name}};
}
/// A type by its SQL text, the same in every database.
constexpr TypeSpec native(std::string_view sql) {
  return {.kind = "native", .native = {.any = sql}};
}
/// A type by its SQL text in each database.
constexpr TypeSpec native(NativeType sql) { return {.kind = "native", .native = sql}; }
/// An array of `element` (databases that have arrays).
constexpr TypeSpec array(TypeSpec element) {
  element.dimensions += 1;
  return element;
}

}  // namespace limbeck
