// Columns as values, with their tables of fields (see fields.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "limbeck/column.h"
#include "migrations/schema/fields.h"
#include "migrations/schema/type.h"

namespace limbeck::schema {

/// The database numbers the rows: `GENERATED … AS IDENTITY`, PostgreSQL's `serial`, or SQLite's
/// rowid. A serial column has no other member than the mode.
struct Identity {
  enum class Mode : unsigned char { by_default, always, serial };
  Mode mode = Mode::by_default;
  std::int64_t start = 1;
  std::int64_t increment = 1;
  std::optional<std::int64_t> min = {};  ///< absent: the database's default, as for sequences
  std::optional<std::int64_t> max = {};
  std::int64_t cache = 1;
  bool cycle = false;
  bool operator==(const Identity&) const = default;
};
template <>
struct Fields<Identity> {
  using Spec = limbeck::IdentitySpec;
  static constexpr auto list = FieldList{
      field("mode", &Identity::mode, &Spec::mode).required(),
      field("start", &Identity::start, &Spec::start).said("from %").argument(),
      field("increment", &Identity::increment, &Spec::increment).said("by %").argument(),
      field("min", &Identity::min, &Spec::min).said(", not below %").argument(),
      field("max", &Identity::max, &Spec::max).said(", not above %").argument(),
      field("cache", &Identity::cache, &Spec::cache).said(", cache %").argument(),
      field("cycle", &Identity::cycle, &Spec::cycle).said(", in a cycle").argument(),
  };
};

/// The database computes the value.
struct Generated {
  std::string expression = {};
  bool stored = true;
  bool operator==(const Generated&) const = default;
};
template <>
struct Fields<Generated> {
  using Spec = limbeck::GeneratedSpec;
  static constexpr auto list = FieldList{
      field("expression", &Generated::expression, &Spec::expression).required().sql(),
      field("stored", &Generated::stored, &Spec::stored).always_in_json(),
  };
};

struct Column {
  std::string name = {};
  Type type = {};
  bool nullable = false;
  std::optional<std::string> default_sql = {};  ///< SQL text: `0`, `'new'`, `now()`
  std::optional<Identity> identity = {};
  std::optional<Generated> generated = {};
  std::string collation = {};
  std::string comment = {};
  bool operator==(const Column&) const = default;
};
template <>
struct Fields<Column> {
  using Spec = limbeck::Column;
  static constexpr std::size_t beside = 1;  // `fill`, which add_column does
  static constexpr auto list = FieldList{
      field("name", &Column::name, &Spec::name).required().key(),
      field("type", &Column::type, &Spec::type).required().said("%", "%"),
      field("nullable", &Column::nullable, &Spec::nullable)
          .always_in_json()
          .called("nullability")
          .said("nullable", "not null"),
      field("default", &Column::default_sql, &Spec::server_default)
          .in_cpp_as("server_default")
          .sql()
          .said("default %", "no default"),
      field("identity", &Column::identity, &Spec::identity)
          .called("numbering")
          .said("%", "not numbered by the database"),
      field("generated", &Column::generated, &Spec::generated)
          .called("expression")
          .said("%", "a plain column"),
      field("collation", &Column::collation, &Spec::collation)
          .said("collation '%'", "no collation"),
      field("comment", &Column::comment, &Spec::comment).said("comment '%'", "no comment"),
  };
};

/// Whether the column is one of PostgreSQL's `serial` types.
inline bool is_serial(const Column& column) {
  return column.identity && column.identity->mode == Identity::Mode::serial;
}

}  // namespace limbeck::schema
