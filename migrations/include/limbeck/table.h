// What a revision file says of tables, columns and constraints: aggregates of views, written with
// designated initialisers. Their meaning is that of the schema values of the same names
// (migrations/schema/), which the recorder makes of them; every text must outlive the call.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "limbeck/types.h"

namespace limbeck {

/// A name, with the schema it lives in where that is not the default one: "users" or {"audit",
/// "users"}.
struct Name {
  std::string_view schema = {};
  std::string_view name = {};
  constexpr Name() = default;
  constexpr Name(const char* plain) : name(plain) {}       // NOLINT: "users" is a name
  constexpr Name(std::string_view plain) : name(plain) {}  // NOLINT
  constexpr Name(std::string_view in, std::string_view plain) : schema(in), name(plain) {}
};

/// An integer that may be left to the database, or taken away (`limbeck::none`).
struct None {};
inline constexpr None none{};
struct OptionalInteger {
  enum class State : unsigned char { untouched, dropped, set };
  State state = State::untouched;
  std::int64_t value = 0;
  constexpr OptionalInteger() = default;
  constexpr OptionalInteger(None) : state(State::dropped) {}                            // NOLINT
  constexpr OptionalInteger(std::int64_t number) : state(State::set), value(number) {}  // NOLINT
};

/// How the database numbers a column. `by_default` lets a statement give its own value, `always`
/// does not.
struct IdentitySpec {
  enum class Mode : unsigned char { none, by_default, always };
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

/// A column computed by the database: `{.expression = "a + b", .stored = true}`.
struct GeneratedSpec {
  std::string_view expression = {};
  bool stored = true;
};

/// A column as `create_table` and `add_column` take it.
struct Column {
  std::string_view name = {};
  TypeSpec type = {};
  bool nullable = false;
  std::string_view server_default = {};  ///< SQL: `"0"`, `"'new'"`, `"now()"`; empty is none
  IdentitySpec identity = {};
  GeneratedSpec generated = {};
  std::string_view collation = {};
  std::string_view comment = {};
  /// add_column only: the SQL expression that rows already there get. Not part of the schema.
  std::string_view fill = {};
};

enum class Action : unsigned char { no_action, restrict, cascade, set_null, set_default };
enum class Match : unsigned char { simple, full };
enum class Deferrable : unsigned char { no, initially_immediate, initially_deferred };

struct PrimaryKey {
  std::string_view name = {};
  std::initializer_list<std::string_view> columns = {};
  Deferrable deferrable = Deferrable::no;
};
struct UniqueConstraint {
  std::string_view name = {};
  std::initializer_list<std::string_view> columns = {};
  bool nulls_not_distinct = false;
  Deferrable deferrable = Deferrable::no;
};
struct ForeignKey {
  std::string_view name = {};
  std::initializer_list<std::string_view> columns = {};
  Name ref_table = {};
  std::initializer_list<std::string_view> ref_columns = {};
  Action on_delete = Action::no_action;
  Action on_update = Action::no_action;
  Match match = Match::simple;
  Deferrable deferrable = Deferrable::no;
  bool not_valid = false;
  /// With `on_delete` set_null or set_default: only these of `columns` are set.
  std::initializer_list<std::string_view> on_delete_columns = {};
};
struct CheckConstraint {
  std::string_view name = {};
  std::string_view expression = {};
  bool no_inherit = false;
  bool not_valid = false;
};
struct ExcludeConstraint {
  std::string_view name = {};
  std::string_view definition =
      {};  ///< all that follows EXCLUDE: `"USING gist (room WITH =, during WITH &&)"`
  Deferrable deferrable = Deferrable::no;
};

/// One element of an index: a column ("a", limbeck::desc("a")) or
/// limbeck::expression("lower(email)").
struct IndexElement {
  enum class Order : unsigned char { ascending, descending };
  enum class Nulls : unsigned char { standard, first, last };
  std::string_view column = {};
  std::string_view expression = {};
  Order order = Order::ascending;
  Nulls nulls = Nulls::standard;
  std::string_view opclass = {};
  std::string_view collation = {};
  constexpr IndexElement() = default;
  constexpr IndexElement(const char* name) : column(name) {}       // NOLINT: "a" is a column
  constexpr IndexElement(std::string_view name) : column(name) {}  // NOLINT
  constexpr IndexElement with_opclass(std::string_view name) const {
    IndexElement element = *this;
    element.opclass = name;
    return element;
  }
  constexpr IndexElement with_collation(std::string_view name) const {
    IndexElement element = *this;
    element.collation = name;
    return element;
  }
  constexpr IndexElement nulls_first() const {
    IndexElement element = *this;
    element.nulls = Nulls::first;
    return element;
  }
  constexpr IndexElement nulls_last() const {
    IndexElement element = *this;
    element.nulls = Nulls::last;
    return element;
  }
};
constexpr IndexElement expression(std::string_view sql) {
  IndexElement element;
  element.expression = sql;
  return element;
}
constexpr IndexElement desc(IndexElement element) {
  element.order = IndexElement::Order::descending;
  return element;
}

/// A setting of a table that only some databases know, under `dialect.name`:
/// `{"sqlite.strict", "true"}`, `{"postgresql.fillfactor", "70"}`.
struct Setting {
  std::string_view name = {};
  std::string_view value = {};
};

/// What stands beside an index's columns.
struct IndexOptions {
  bool unique = false;
  std::string_view where = {};
  std::string_view method = {};  ///< USING: `"gin"`; empty is the database's default
  std::initializer_list<std::string_view> include = {};
  bool nulls_not_distinct = false;
  std::string_view tablespace = {};
  std::initializer_list<Setting> storage = {};  ///< WITH (…)
  std::string_view comment = {};
  bool concurrently = false;  ///< how the index is built, not what it is
};

/// A whole table, as `create_table` takes it.
struct Table {
  std::initializer_list<Column> columns = {};
  PrimaryKey primary_key = {};
  std::initializer_list<UniqueConstraint> uniques = {};
  std::initializer_list<ForeignKey> foreign_keys = {};
  std::initializer_list<CheckConstraint> checks = {};
  std::initializer_list<ExcludeConstraint> excludes = {};
  std::string_view comment = {};
  std::string_view partition_by = {};  ///< `"RANGE (created_at)"`
  std::initializer_list<Setting> settings = {};
  /// Makes it a partition of that table; it names no columns then, which are those of the other.
  Name partition_of = {};
  /// `"FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')"`, `"FOR VALUES IN (1, 2)"`, `"DEFAULT"`.
  std::string_view partition_bound = {};
};

}  // namespace limbeck
