// The fields of a column that an AlterColumn can change, as a table. The code that creates,
// applies, reverses, writes and describes an AlterColumn uses the table, so none of it names a
// field.
#pragma once

#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

#include "limbeck/operations.h"
#include "migrations/operations/operation.h"
#include "migrations/schema/table_fields.h"

namespace limbeck::operations {

/// A field of a column, the member of AlterColumn that changes it, and the member of the struct
/// that a revision writes (or NoSpec).
template <class Value, class Spec>
struct ColumnChange {
  Value schema::Column::*field;
  std::optional<Value> AlterColumn::*change;
  Spec spec;
};
template <class Value, class Spec>
ColumnChange(Value schema::Column::*, std::optional<Value> AlterColumn::*, Spec)
    -> ColumnChange<Value, Spec>;

/// All fields of a column but its name, in their order.
inline constexpr auto column_changes = std::tuple{
    ColumnChange{&schema::Column::type, &AlterColumn::type, &limbeck::AlterColumn::type},
    ColumnChange{&schema::Column::nullable, &AlterColumn::nullable,
                 &limbeck::AlterColumn::nullable},
    ColumnChange{&schema::Column::default_sql, &AlterColumn::default_sql,
                 &limbeck::AlterColumn::server_default},
    ColumnChange{&schema::Column::identity, &AlterColumn::identity,
                 &limbeck::AlterColumn::identity},
    // The spec has two members for it: `generated` and `generated_stored`.
    ColumnChange{&schema::Column::generated, &AlterColumn::generated, schema::NoSpec{}},
    ColumnChange{&schema::Column::collation, &AlterColumn::collation,
                 &limbeck::AlterColumn::collation},
    ColumnChange{&schema::Column::comment, &AlterColumn::comment, &limbeck::AlterColumn::comment},
};

/// Whether two pointers are the same member.
template <class A, class B>
constexpr bool same_member(A a, B b) {
  if constexpr (std::is_same_v<A, B>) {
    return a == b;
  } else {
    return false;
  }
}

/// Calls `visit` with each field of a column but its name (schema::Field), and with its
/// ColumnChange.
template <class Visit>
constexpr void each_column_change(const Visit& visit) {
  constexpr std::size_t count = std::tuple_size_v<decltype(column_changes)>;
  static_assert(count + 1 == std::tuple_size_v<decltype(schema::Fields<schema::Column>::list)>,
                "AlterColumn changes each field of a column but its name");
  const auto visit_at = [&]<std::size_t i>(std::integral_constant<std::size_t, i>) {
    constexpr auto& field = std::get<i + 1>(schema::Fields<schema::Column>::list);
    constexpr auto& change = std::get<i>(column_changes);
    static_assert(same_member(field.member, change.field),
                  "the changes stand in the order of the fields");
    visit(field, change);
  };
  [&]<std::size_t... i>(std::index_sequence<i...>) {
    (visit_at(std::integral_constant<std::size_t, i>()), ...);
  }
  (std::make_index_sequence<count>());
}

/// The column after the change.
schema::Column with_changes(schema::Column column, const AlterColumn& change);
/// The change that leads from `from` to `to`. Both have the same name. Members are compared by ==.
AlterColumn column_change(const Name& table, const schema::Column& from, const schema::Column& to);
/// Whether a field of the column is changed.
bool has_changes(const AlterColumn& change);

}  // namespace limbeck::operations
