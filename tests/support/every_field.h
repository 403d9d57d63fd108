// Values of each struct of a schema in which one field is changed, generated from the tables of
// fields. Tests use them to check that every field survives writing and reading.
#pragma once

#include <string>

#include "migrations/schema/enum_names.h"
#include "migrations/schema/schema.h"

namespace limbeck::test {

/// A value whose fields can be changed one by one.
template <class Struct>
Struct plain() {
  return {};
}
template <>
inline schema::Generated plain() {
  return {.expression = "1"};
}
template <>
inline schema::Column plain() {
  return {.name = "c", .nullable = true, .default_sql = "0"};
}
template <>
inline schema::PrimaryKey plain() {
  return {.name = "pk", .columns = {"c"}};
}
template <>
inline schema::Unique plain() {
  return {.name = "uq", .columns = {"c"}};
}
template <>
inline schema::ForeignKey plain() {
  return {.name = "fk", .columns = {"c"}, .ref_table = {"", "other"}, .ref_columns = {"id"}};
}
template <>
inline schema::Check plain() {
  return {.name = "ck", .expression = "c > 0"};
}
template <>
inline schema::Exclude plain() {
  return {.name = "ex", .definition = "USING gist (c WITH =)"};
}
template <>
inline schema::IndexElement plain() {
  return {.column = "c"};
}
template <>
inline schema::Index plain() {
  return {.name = "ix", .elements = {{.column = "c"}}};
}
template <>
inline schema::PartitionOf plain() {
  return {.table = {"", "whole"}, .bound = "DEFAULT"};
}
template <>
inline schema::Table plain() {
  return {.name = {"", "t"}, .columns = {plain<schema::Column>()}};
}
template <>
inline schema::OwnedBy plain() {
  return {.table = {"", "t"}, .column = "c"};
}
template <>
inline schema::View plain() {
  return {.name = {"", "v"}, .definition = "SELECT 1"};
}

// Another value of a field.
inline void change(bool& value) { value = !value; }
inline void change(std::int64_t& value) { value += 6; }
inline void change(std::optional<std::int64_t>& value) { value = 7; }
inline void change(std::string& value) { value += "x"; }
inline void change(std::optional<std::string>& value) { value = "'x'"; }
inline void change(std::vector<std::string>& value) { value.emplace_back("d"); }
inline void change(std::map<std::string, std::string>& value) { value["fillfactor"] = "70"; }
inline void change(schema::Name& value) { value = {"audit", value.name + "x"}; }
inline void change(schema::Type& value) {
  value = {.kind = schema::TypeKind::varchar, .length = 20, .dimensions = 1};
}
template <class Enum>
requires std::is_enum_v<Enum>
void change(Enum& value) {
  value = static_cast<Enum>((static_cast<int>(value) + 1) % schema::enumerator_count<Enum>());
}
template <class Struct>
void change(std::optional<Struct>& value) {
  value = plain<Struct>();
}
template <class Struct>
void change(std::vector<Struct>& value) {
  value.push_back(plain<Struct>());
  change(value.back().*schema::row_at<0>(schema::Fields<Struct>::list).member);
}

/// Calls `visit` with the name of each field, and with the struct where it alone is changed.
template <class Struct, class Visit>
void each_changed(const Visit& visit) {
  schema::each_field<Struct>([&](const auto& field) {
    Struct thing = plain<Struct>();
    // An index element is a column or an expression, never both.
    if constexpr (std::is_same_v<Struct, schema::IndexElement>) {
      if (std::string_view(field.name) == "expression") thing.column.clear();
    }
    change(thing.*field.member);
    visit(field.name, thing);
  });
}

}  // namespace limbeck::test
