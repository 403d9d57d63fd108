// Tables, columns, constraints and indexes as a revision file writes them: aggregates for
// designated initialisers. They own nothing. Every text and list must outlive the call that they
// are passed to, as literals do. The recorder makes values of migrations/schema/ of them, which
// have the same names in limbeck::schema.
//
// A text that is left empty means that there is none of it. Names are written without quotes;
// limbeck quotes them. SQL texts are passed to the database as they are.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "limbeck/column.h"

namespace limbeck {
inline namespace v1 {

/// The name of a table or another object: "users", or {"audit", "users"} for one outside of the
/// default schema.
struct Name {
  std::string_view schema = {};
  std::string_view name = {};
  constexpr Name() = default;
  constexpr Name(const char* plain) : name(plain) {}       // NOLINT: "users" is a name
  constexpr Name(std::string_view plain) : name(plain) {}  // NOLINT
  constexpr Name(std::string_view in, std::string_view plain) : schema(in), name(plain) {}
};

/// ON DELETE and ON UPDATE of a foreign key.
enum class Action : unsigned char { no_action, restrict, cascade, set_null, set_default };
/// MATCH of a foreign key.
enum class Match : unsigned char { simple, full };
/// Whether a constraint can be checked at the end of the transaction, and whether it is by default.
enum class Deferrable : unsigned char { no, initially_immediate, initially_deferred };

/// A primary key. A constraint without a name gets one from the target's NAMING_CONVENTION.
struct PrimaryKey {
  std::string_view name = {};
  std::initializer_list<std::string_view> columns = {};
  Deferrable deferrable = Deferrable::no;
  std::initializer_list<std::string_view> include = {};  ///< INCLUDE: columns that are no key
};

/// A unique constraint.
struct UniqueConstraint {
  std::string_view name = {};
  std::initializer_list<std::string_view> columns = {};
  bool nulls_not_distinct = false;  ///< two NULLs violate the constraint
  Deferrable deferrable = Deferrable::no;
  std::initializer_list<std::string_view> include = {};  ///< INCLUDE: columns that are no key
};

/// A foreign key from `columns` to `ref_columns` of `ref_table`.
struct ForeignKey {
  std::string_view name = {};
  std::initializer_list<std::string_view> columns = {};
  Name ref_table = {};
  std::initializer_list<std::string_view> ref_columns = {};
  Action on_delete = Action::no_action;
  Action on_update = Action::no_action;
  Match match = Match::simple;
  Deferrable deferrable = Deferrable::no;
  bool not_valid = false;  ///< rows that the table already has are not checked
  /// For `on_delete` set_null and set_default: the columns to set, if not all of `columns`.
  std::initializer_list<std::string_view> on_delete_columns = {};
};

/// A check constraint, whose expression is SQL without the parentheses around it.
struct CheckConstraint {
  std::string_view name = {};
  std::string_view expression = {};
  bool no_inherit = false;  ///< tables that inherit from this one do not have it
  bool not_valid = false;   ///< rows that the table already has are not checked
};

/// An exclusion constraint.
struct ExcludeConstraint {
  std::string_view name = {};
  /// The SQL after EXCLUDE: `"USING gist (room WITH =, during WITH &&)"`.
  std::string_view definition = {};
  Deferrable deferrable = Deferrable::no;
};

/// One element of an index: a column, "a" or limbeck::desc("a"), or an expression,
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
/// An SQL expression as an element of an index, without parentheses around it.
constexpr IndexElement expression(std::string_view sql) {
  IndexElement element;
  element.expression = sql;
  return element;
}
/// `element` in descending order.
constexpr IndexElement desc(IndexElement element) {
  element.order = IndexElement::Order::descending;
  return element;
}

/// A setting of a table that belongs to one database, whose dialect is the first part of the name:
/// `{"sqlite.strict", "true"}`, `{"postgresql.fillfactor", "70"}`.
struct Setting {
  std::string_view name = {};
  std::string_view value = {};
};

/// All of an index but its name, table and elements.
struct IndexOptions {
  bool unique = false;
  std::string_view where = {};   ///< WHERE of a partial index, in SQL
  std::string_view method = {};  ///< USING: `"gin"`; if empty, the database's default
  std::initializer_list<std::string_view> include = {};  ///< INCLUDE: columns that are no key
  bool nulls_not_distinct = false;
  std::string_view tablespace = {};
  std::initializer_list<Setting> storage = {};  ///< WITH (…)
  std::string_view comment = {};
  /// CREATE INDEX CONCURRENTLY, which does not block writers. PostgreSQL allows it only outside of
  /// a transaction, in an `autocommit_block`. It is not a part of the schema.
  bool concurrently = false;
};

/// A table for `create_table`.
struct Table {
  std::initializer_list<Column> columns = {};
  PrimaryKey primary_key = {};
  std::initializer_list<UniqueConstraint> uniques = {};
  std::initializer_list<ForeignKey> foreign_keys = {};
  std::initializer_list<CheckConstraint> checks = {};
  std::initializer_list<ExcludeConstraint> excludes = {};
  std::string_view comment = {};
  std::string_view partition_by = {};  ///< PARTITION BY: `"RANGE (created_at)"`
  std::initializer_list<Setting> settings = {};
  /// PARTITION OF: the table becomes a partition of this one. It then has the columns of this one,
  /// and `columns` stays empty.
  Name partition_of = {};
  /// `"FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')"`, `"FOR VALUES IN (1, 2)"`, `"DEFAULT"`.
  std::string_view partition_bound = {};
};

}  // namespace v1
}  // namespace limbeck
