// Columns as a revision file writes them (see limbeck/table.h), and the changes of `alter_column`.
#pragma once

#include <cstdint>
#include <string_view>

#include "limbeck/types.h"

namespace limbeck {
inline namespace v1 {

/// The type of `limbeck::none`, which removes a property that a column or an object has.
struct None {};
inline constexpr None none{};

/// An integer that a change leaves as it is (the default), removes (`limbeck::none`) or sets.
struct OptionalInteger {
  enum class State : unsigned char { untouched, dropped, set };
  State state = State::untouched;
  std::int64_t value = 0;
  constexpr OptionalInteger() = default;
  constexpr OptionalInteger(None) : state(State::dropped) {}                            // NOLINT
  constexpr OptionalInteger(std::int64_t number) : state(State::set), value(number) {}  // NOLINT
};

/// A boolean that a change leaves as it is (the default) or sets.
struct OptionalFlag {
  signed char value = -1;  ///< 0, 1, or -1 to leave it as it is
  constexpr OptionalFlag() = default;
  constexpr OptionalFlag(bool flag) : value(flag ? 1 : 0) {}  // NOLINT: `.nullable = true`
};

/// A text that a change leaves as it is (the default), removes (`limbeck::none`) or sets.
struct OptionalText {
  enum class State : unsigned char { untouched, dropped, set };
  State state = State::untouched;
  std::string_view text = {};
  constexpr OptionalText() = default;
  constexpr OptionalText(None) : state(State::dropped) {}                             // NOLINT
  constexpr OptionalText(const char* value) : state(State::set), text(value) {}       // NOLINT
  constexpr OptionalText(std::string_view value) : state(State::set), text(value) {}  // NOLINT
};

/// GENERATED … AS IDENTITY: the database numbers the rows of a column. With `by_default` an INSERT
/// may give its own value, with `always` it may not. The other members are those of the sequence
/// behind the column. `serial` is PostgreSQL's older form, for databases that have it already: a
/// default that reads a sequence which the column owns (PostgreSQL, "Serial Types"); it takes none
/// of the other members, and is the same as `by_default` on other databases.
struct IdentitySpec {
  enum class Mode : unsigned char { none, by_default, always, serial };
  Mode mode = Mode::none;
  std::int64_t start = 1;
  std::int64_t increment = 1;
  OptionalInteger min = {};
  OptionalInteger max = {};
  std::int64_t cache = 1;
  bool cycle = false;
};
inline constexpr IdentitySpec by_default{.mode = IdentitySpec::Mode::by_default};
inline constexpr IdentitySpec always{.mode = IdentitySpec::Mode::always};
inline constexpr IdentitySpec serial{.mode = IdentitySpec::Mode::serial};

/// GENERATED ALWAYS AS: the database computes the column. `{.expression = "a + b"}` is stored;
/// with `.stored = false` the column is virtual and computed when it is read.
struct GeneratedSpec {
  std::string_view expression = {};
  bool stored = true;
};

/// An identity that a change leaves as it is (the default), removes (`limbeck::none`) or sets.
struct OptionalIdentity {
  OptionalText::State state = OptionalText::State::untouched;
  IdentitySpec identity = {};
  constexpr OptionalIdentity() = default;
  constexpr OptionalIdentity(None) : state(OptionalText::State::dropped) {}  // NOLINT
  constexpr OptionalIdentity(IdentitySpec value)                             // NOLINT
      : state(OptionalText::State::set), identity(value) {}
};

/// A column for `create_table` and `add_column`.
struct Column {
  std::string_view name = {};
  TypeSpec type = {};
  bool nullable = false;
  std::string_view server_default = {};  ///< DEFAULT, in SQL: `"0"`, `"'new'"`, `"now()"`
  IdentitySpec identity = {};
  GeneratedSpec generated = {};
  std::string_view collation = {};
  std::string_view comment = {};
  /// For `add_column` only: the SQL expression for the value of the rows that the table already
  /// has. It is not a part of the schema. Triggers of the table do not fire.
  std::string_view fill = {};
};

/// SQL that differs between databases: `op.execute({.postgresql = "…", .sqlite = "…"})`. Nothing is
/// run on a database that is not given.
struct SqlByDialect {
  std::string_view postgresql = {};
  std::string_view sqlite = {};
  std::string_view mysql = {};
  std::string_view mariadb = {};
};

/// The SQL expression that converts the value of a row to the column's new type: one text for all
/// databases, or `limbeck::SqlByDialect{.postgresql = "…", .sqlite = "…"}`. limbeck converts the
/// values by default on a database that is not given (docs/conversions.md).
struct UsingExpression {
  std::string_view same = {};
  SqlByDialect by_dialect = {};
  constexpr UsingExpression() = default;
  constexpr UsingExpression(const char* text) : same(text) {}           // NOLINT
  constexpr UsingExpression(std::string_view text) : same(text) {}      // NOLINT
  constexpr UsingExpression(SqlByDialect texts) : by_dialect(texts) {}  // NOLINT
};

/// The changes that `alter_column` makes. Members that are not given stay as they are.
struct AlterColumn {
  TypeSpec type = {};
  OptionalFlag nullable = {};
  OptionalText server_default = {};
  OptionalIdentity identity = {};
  OptionalText generated = {};   ///< the expression; `none` keeps the values in an ordinary column
  bool generated_stored = true;  ///< with `generated`: stored, not virtual
  OptionalText collation = {};
  OptionalText comment = {};
  std::string_view new_column_name = {};  ///< renames the column, after the other changes
  UsingExpression using_expression = {};  ///< with `type`: how values are converted to it
  /// With `nullable = false`: the SQL expression whose value replaces NULL in the rows that the
  /// table already has. Triggers of the table do not fire.
  std::string_view fill = {};
};

}  // namespace v1
}  // namespace limbeck
