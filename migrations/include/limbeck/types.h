// The column types that a revision file names: limbeck::text, limbeck::varchar(320),
// limbeck::array(limbeck::bigint). They are literal types that hold string_views, so that revisions
// compile quickly. schema::Type is made of them when a revision's operations are recorded.
#pragma once

#include <limits>
#include <string_view>

namespace limbeck {
inline namespace v1 {

/// A type that limbeck has no name for, as SQL for all databases (`any`) or for each of them:
/// `native({.postgresql = "citext", .sqlite = "TEXT"})`.
struct NativeType {
  std::string_view any = {};
  std::string_view postgresql = {};
  std::string_view sqlite = {};
  std::string_view mysql = {};
  std::string_view mariadb = {};
};

/// The length, precision or scale of a type that was given none. Any other negative number is an
/// error of the build.
inline constexpr int no_number = std::numeric_limits<int>::min();

/// A column type in a revision file. Use the constants and functions below to make one. It does not
/// own its texts, which must outlive the call of the operation (string literals do).
struct TypeSpec {
  /// limbeck's name of the type: `text`, `varchar`, `timestamptz`, `enum`, `native`, ….
  std::string_view kind = {};
  /// varchar and char: characters; bytes: bytes. Without a length they are unlimited.
  int length = no_number;
  int precision = no_number;     ///< numeric: all digits; time types: fractional digits of a second
  int scale = no_number;         ///< numeric: digits after the decimal point
  int dimensions = 0;            ///< 0 for a type that is no array, 1 for an array, …
  std::string_view schema = {};  ///< enum: its schema, if that is not the default one
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

/// A type that can be called with a length: both `limbeck::bytes` and `limbeck::bytes(16)` are
/// types.
struct SizedType : TypeSpec {
  constexpr TypeSpec operator()(int length) const {
    TypeSpec spec = *this;
    spec.length = length;
    return spec;
  }
};

/// A type that can be called with a precision, and with a scale where it has one:
/// `limbeck::timestamp(3)`, `limbeck::numeric(10, 2)`.
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

/// An enum type of the database, which `op.create_enum` has created.
constexpr TypeSpec enum_type(std::string_view name, std::string_view schema = {}) {
  return {.kind = "enum", .schema = schema, .native = {.any = name}};
}
/// A type given as SQL that is the same in every database.
constexpr TypeSpec native(std::string_view sql) {
  return {.kind = "native", .native = {.any = sql}};
}
/// A type given as SQL for each database.
constexpr TypeSpec native(NativeType sql) { return {.kind = "native", .native = sql}; }
/// An array of `element`. It is an error of the build where a database of the target has no arrays
/// (SQLite).
constexpr TypeSpec array(TypeSpec element) {
  element.dimensions += 1;
  return element;
}

}  // namespace v1
}  // namespace limbeck
