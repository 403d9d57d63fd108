// Visits the names and types in a thing of a schema, whatever fields it has them in.
#pragma once

#include <optional>
#include <type_traits>
#include <vector>

#include "migrations/schema/kinds.h"
#include "migrations/schema/schema.h"

namespace limbeck::schema {

template <class Part, class Struct, class Visit>
void each_part(Struct& thing, const Visit& visit);

template <class Part, class Value, class Visit>
void each_part_of_value(Value& value, const Visit& visit) {
  using Plain = std::remove_const_t<Value>;
  if constexpr (std::is_same_v<Plain, Part>) {
    visit(value);
  } else if constexpr (has_fields<Plain>) {
    each_part<Part>(value, visit);
  } else if constexpr (requires { value.has_value(); }) {
    if (value) each_part_of_value<Part>(*value, visit);
  } else if constexpr (requires { value.push_back({}); }) {
    if constexpr (!std::is_same_v<Plain, std::string>) {
      for (auto& one : value) each_part_of_value<Part>(one, visit);
    }
  }
}

/// Calls `visit` with each value of the type `Part` in a struct that has a table of fields, also
/// with those in its parts: with the names of a thing itself and of what it refers to, if Part is
/// Name. `Struct` may be const. The name of an enum in a Type is a part of the Type.
template <class Part, class Struct, class Visit>
void each_part(Struct& thing, const Visit& visit) {
  each_field<std::remove_const_t<Struct>>(
      [&](const auto& field) { each_part_of_value<Part>(thing.*field.member, visit); });
}

/// Calls `visit` with each SQL expression in a struct that has a table of fields, and in its parts.
template <class Struct, class Visit>
void each_expression(const Struct& thing, const Visit& visit);

template <class Value, class Visit>
void each_expression_of_value(const Value& value, const Visit& visit) {
  if constexpr (has_fields<Value>) {
    each_expression(value, visit);
  } else if constexpr (requires { value.has_value(); }) {
    if (value) each_expression_of_value(*value, visit);
  } else if constexpr (requires { value[0].name; }) {
    for (const auto& one : value) each_expression_of_value(one, visit);
  }
}

template <class Struct, class Visit>
void each_expression(const Struct& thing, const Visit& visit) {
  each_field<Struct>([&](const auto& field) {
    using Value = std::remove_cvref_t<decltype(thing.*field.member)>;
    if constexpr (std::is_same_v<Value, std::string>) {
      if (field.is_sql) visit(thing.*field.member);
    } else if constexpr (std::is_same_v<Value, std::optional<std::string>>) {
      if (field.is_sql && thing.*field.member) visit(*(thing.*field.member));
    } else {
      each_expression_of_value(thing.*field.member, visit);
    }
  });
}

/// Calls `visit` with the names in an SQL object that are those of other things.
template <class Thing, class Visit>
void each_reference(Thing& thing, const Visit& visit) {
  each_part<Name>(thing, [&](auto& name) {
    if (static_cast<const void*>(&name) != &thing.name) visit(name);
  });
}

}  // namespace limbeck::schema
