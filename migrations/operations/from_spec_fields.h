// Makes a value of a spec, field by field, by the struct's table of fields.
#pragma once

#include <tuple>
#include <type_traits>

#include "migrations/operations/altered_fields.h"
#include "migrations/operations/from_spec.h"
#include "migrations/schema/schema.h"

namespace limbeck::operations {

template <class Struct>
Struct value_of(const typename schema::Fields<Struct>::Spec& spec);

/// Whether the revision gives the part. A part that it leaves out has its default values.
inline bool is_there(const IdentitySpec& spec) { return spec.mode != IdentitySpec::Mode::none; }
inline bool is_there(const GeneratedSpec& spec) { return !spec.expression.empty(); }
inline bool is_there(const PrimaryKey& spec) { return spec.columns.size() > 0; }
inline bool is_there(const OwnedBy& spec) { return !spec.table.name.empty(); }

// The value of a field for a member of the spec.
inline void set(bool& field, bool spec) { field = spec; }
inline void set(std::int64_t& field, std::int64_t spec) { field = spec; }
inline void set(std::string& field, std::string_view spec) { field = spec; }
inline void set(std::optional<std::string>& field, std::string_view spec) {
  if (!spec.empty()) field = spec;
}
inline void set(std::optional<std::int64_t>& field, const OptionalInteger& spec) {
  field = number(spec);
}
inline void set(std::vector<std::string>& field, std::initializer_list<std::string_view> spec) {
  field = texts(spec);
}
inline void set(std::map<std::string, std::string>& field, std::initializer_list<Setting> spec) {
  field = settings(spec);
}
inline void set(Name& field, const limbeck::Name& spec) { field = name(spec); }
/// A type that the revision leaves out is the default of the field.
inline void set(schema::Type& field, const TypeSpec& spec) {
  if (!spec.kind.empty()) field = type(spec);
}
inline void set(schema::Identity::Mode& field, IdentitySpec::Mode spec) {
  using Mode = schema::Identity::Mode;
  switch (spec) {
    case IdentitySpec::Mode::none:
    case IdentitySpec::Mode::by_default:
      field = Mode::by_default;
      return;
    case IdentitySpec::Mode::always:
      field = Mode::always;
      return;
    case IdentitySpec::Mode::serial:
      field = Mode::serial;
  }
}
/// The two enums of each pair have the same enumerators in the same order: from_spec.cpp.
template <class Enum, class Spec>
requires std::is_enum_v<Enum> && std::is_enum_v<Spec>
void set(Enum& field, Spec spec) { field = static_cast<Enum>(spec); }
template <class Struct>
requires schema::has_fields<Struct>
void set(std::optional<Struct>& field, const typename schema::Fields<Struct>::Spec& spec) {
  if (is_there(spec)) field = value_of<Struct>(spec);
}
template <class Struct>
void set(std::vector<Struct>& field,
         std::initializer_list<typename schema::Fields<Struct>::Spec> spec) {
  for (const auto& one : spec) field.push_back(value_of<Struct>(one));
}

// The change of a field by a member of the struct that a revision writes; absent if the revision
// leaves the member out.
inline void set_change(std::optional<schema::Type>& change, const TypeSpec& spec) {
  if (!spec.kind.empty()) change = type(spec);
}
inline void set_change(std::optional<bool>& change, const OptionalFlag& spec) {
  if (spec.value >= 0) change = spec.value == 1;
}
inline void set_change(std::optional<std::int64_t>& change, const OptionalInteger& spec) {
  change = number(spec);
}
inline void set_change(std::optional<std::optional<std::int64_t>>& change,
                       const OptionalInteger& spec) {
  if (spec.state != OptionalInteger::State::untouched) change.emplace(number(spec));
}
inline void set_change(std::optional<std::optional<std::string>>& change,
                       const OptionalText& spec) {
  if (spec.state != OptionalText::State::untouched) change.emplace();
  if (spec.state == OptionalText::State::set) change->emplace(spec.text);
}
/// Removing it and setting it to an empty value are the same.
inline void set_change(std::optional<std::string>& change, const OptionalText& spec) {
  if (spec.state != OptionalText::State::untouched) change.emplace(spec.text);
}
inline void set_change(std::optional<std::string>& change, std::string_view spec) {
  if (!spec.empty()) change = spec;
}
inline void set_change(std::optional<std::optional<schema::Identity>>& change,
                       const OptionalIdentity& spec) {
  if (spec.state != OptionalText::State::untouched) set(change.emplace(), spec.identity);
}
inline void set_change(std::optional<std::optional<schema::OwnedBy>>& change,
                       const OptionalOwner& spec) {
  if (spec.state != OptionalText::State::untouched) set(change.emplace(), spec.owner);
}

/// The operation that makes the changes of the spec.
template <class Alter>
Alter alteration(const Name& name, const typename AlteredFields<Alter>::Spec& spec) {
  Alter change;
  change.name = name;
  each_altered_field<Alter>(
      [&](const auto&, const auto& row) { set_change(change.*row.change, spec.*row.spec); });
  each_altered_parts<Alter>([&](const auto&, const auto& row) {
    set(change.*row.drop, spec.*row.drop_spec);
    set(change.*row.add, spec.*row.add_spec);
  });
  return change;
}

/// The object of that name.
template <class Thing>
Thing object_of(const Name& name, const typename schema::Fields<Thing>::Spec& spec) {
  Thing thing = value_of<Thing>(spec);
  thing.name = name;
  return thing;
}

template <class Struct>
Struct value_of(const typename schema::Fields<Struct>::Spec& spec) {
  using Fields = schema::Fields<Struct>;
  if constexpr (std::is_aggregate_v<typename Fields::Spec>) {
    static_assert(schema::member_count<typename Fields::Spec>() ==
                      schema::spec_count<Struct>() + schema::members_beside<Fields>,
                  "a revision's struct has a member that is no field of the value");
  }
  Struct value;
  schema::each_field_index<Struct>([&](auto index) {
    constexpr auto field = schema::row_at<index>(Fields::list);
    if constexpr (schema::has_spec<std::remove_cv_t<decltype(field)>>)
      set(value.*field.member, spec.*field.spec);
  });
  return value;
}

}  // namespace limbeck::operations
