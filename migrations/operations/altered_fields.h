// Goes over the fields that an operation changes in place: over its table (AlteredFields in
// operations/kinds/). The code that records, applies, reverses, writes, compares and describes
// these operations does so, so none of it names a field.
#pragma once

#include <algorithm>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "migrations/operations/operation.h"
#include "migrations/schema/schema.h"

namespace limbeck::operations {

template <class Alter, class = void>
inline constexpr bool has_altered_fields = false;
template <class Alter>
inline constexpr bool has_altered_fields<Alter, std::void_t<decltype(AlteredFields<Alter>::list)>> =
    true;

/// An operation that changes an object in place, apart from those that replace its definition.
template <class Alter>
concept AltersObject = has_altered_fields<Alter> && !std::is_same_v<Alter, AlterColumn>;

/// The number of the field in its struct's table.
template <class Thing, class Value>
constexpr std::size_t field_index(Value Thing::*member) {
  std::size_t found = 0;
  schema::each_field_index<Thing>([&](auto index) {
    if (schema::same_member(schema::row_at<index>(schema::Fields<Thing>::list).member, member))
      found = index;
  });
  return found;
}

template <class Row>
inline constexpr bool is_altered_parts = requires(const Row& row) {
  row.add;
};

/// Calls `visit` with each row of the table, and with the schema::Field that it is about.
template <class Alter, class Visit>
constexpr void each_altered(const Visit& visit) {
  const auto visit_at = [&]<std::size_t i>(std::integral_constant<std::size_t, i>) {
    constexpr auto row = schema::row_at<i>(AlteredFields<Alter>::list);
    constexpr std::size_t index = field_index(row.field);
    constexpr auto field =
        schema::row_at<index>(schema::Fields<typename AlteredFields<Alter>::Thing>::list);
    visit(field, row);
  };
  [&]<std::size_t... i>(std::index_sequence<i...>) {
    (visit_at(std::integral_constant<std::size_t, i>()), ...);
  }
  (std::make_index_sequence<decltype(AlteredFields<Alter>::list)::size>());
}

/// Calls `visit` with the rows that are an AlteredField, and with their schema::Field.
template <class Alter, class Visit>
constexpr void each_altered_field(const Visit& visit) {
  each_altered<Alter>([&](const auto& field, const auto& row) {
    if constexpr (!is_altered_parts<std::remove_cvref_t<decltype(row)>>) visit(field, row);
  });
}
/// The same for those that are AlteredParts.
template <class Alter, class Visit>
constexpr void each_altered_parts(const Visit& visit) {
  each_altered<Alter>([&](const auto& field, const auto& row) {
    if constexpr (is_altered_parts<std::remove_cvref_t<decltype(row)>>) visit(field, row);
  });
}

/// Whether anything is changed.
template <class Alter>
bool has_changes(const Alter& change) {
  bool any = false;
  each_altered_field<Alter>(
      [&](const auto&, const auto& row) { any = any || (change.*row.change).has_value(); });
  each_altered_parts<Alter>([&](const auto&, const auto& row) {
    any = any || !(change.*row.drop).empty() || !(change.*row.add).empty();
  });
  return any;
}

/// Changes the thing. Parts that it does not have are dropped already.
template <class Alter>
void alter(typename AlteredFields<Alter>::Thing& thing, const Alter& change) {
  each_altered_field<Alter>([&](const auto& field, const auto& row) {
    if (const auto& value = change.*row.change) thing.*field.member = *value;
  });
  each_altered_parts<Alter>([&](const auto& field, const auto& row) {
    auto& parts = thing.*field.member;
    std::erase_if(parts, [&](const auto& part) {
      return std::ranges::find(change.*row.drop, part.name) != (change.*row.drop).end();
    });
    parts.insert(parts.end(), (change.*row.add).begin(), (change.*row.add).end());
  });
}

/// What takes the change back in a thing that was `before`; nullopt if it adds a part without a
/// name, which nothing can drop.
template <class Alter>
std::optional<Alter> undone(const Alter& change,
                            const typename AlteredFields<Alter>::Thing& before) {
  Alter back;
  bool all = true;
  each_altered_field<Alter>([&](const auto& field, const auto& row) {
    if (change.*row.change) (back.*row.change).emplace(before.*field.member);
  });
  each_altered_parts<Alter>([&](const auto& field, const auto& row) {
    for (const auto& part : change.*row.add) {
      all = all && !part.name.empty();
      (back.*row.drop).push_back(part.name);
    }
    for (const std::string& name : change.*row.drop) {
      for (const auto& part : before.*field.member) {
        if (part.name == name) (back.*row.add).push_back(part);
      }
    }
  });
  return all ? std::optional(std::move(back)) : std::nullopt;
}

}  // namespace limbeck::operations
