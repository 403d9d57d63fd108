// Writes a value of a schema as the spec of a revision file, member by member, by the table of
// fields of its struct.
#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "compiler/emit/spec_source.h"
#include "migrations/schema/enum_names.h"
#include "migrations/schema/schema.h"

namespace limbeck::compiler {

/// The members of a braced initializer, without those that have their defaults.
using Members = std::vector<Cpp>;

template <class Enum>
std::string enumerator_source(const char* type, Enum value) {
  return "limbeck::" + std::string(type) + "::" + std::string(names_of(value).cpp);
}

/// The spec of a struct, without the names that are arguments of the operation.
template <class Struct>
requires schema::has_fields<Struct> Cpp source_of(const Struct& thing);

// The value of a member.
inline Cpp value_source(const std::string& text) { return cpp_string(text); }
inline Cpp value_source(bool flag) { return flag ? "true" : "false"; }
inline Cpp value_source(std::int64_t number) { return cpp_integer(number); }
inline Cpp value_source(schema::Action action) { return enumerator_source("Action", action); }
inline Cpp value_source(schema::Match match) { return enumerator_source("Match", match); }
inline Cpp value_source(schema::Deferrable deferrable) { return deferrable_source(deferrable); }
inline Cpp value_source(schema::TriggerMode mode) { return trigger_mode_source(mode); }
inline Cpp value_source(schema::Identity::Mode mode) {
  return enumerator_source("IdentitySpec::Mode", mode);
}
// All other values, from a name to a constraint.
template <class Value>
Cpp value_source(const Value& value) {
  return source_of(value);
}
template <class Value>
Cpp value_source(const std::optional<Value>& value) {
  return value_source(*value);
}
template <class Thing>
Cpp value_source(const std::vector<Thing>& things) {
  std::vector<Cpp> elements;
  for (const Thing& thing : things) elements.push_back(value_source(thing));
  return Cpp::braces(std::move(elements));
}

// An empty text in a revision means that the part is absent.
template <class Value>
bool says_nothing(const Value&) {
  return false;
}
inline bool says_nothing(const std::optional<std::string>& text) { return text && text->empty(); }

// The members of the spec of a value.
template <class Struct>
Members members_of(const Struct& thing) {
  const Struct plain;
  Members members;
  schema::each_field<Struct>([&](const auto& field) {
    if constexpr (schema::has_spec<std::remove_cvref_t<decltype(field)>>) {
      const auto& value = thing.*field.member;
      if (field.in_cpp || (value != plain.*field.member && !says_nothing(value)))
        members.push_back(Cpp::member(field.cpp_name, value_source(value)));
    }
  });
  return members;
}

template <class Struct>
requires schema::has_fields<Struct> Cpp source_of(const Struct& thing) {
  return Cpp::braces(members_of(thing));
}

}  // namespace limbeck::compiler
