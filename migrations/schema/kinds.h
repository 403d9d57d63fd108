// The kinds of things that a schema holds: one row for each of them. Whatever goes over all that
// is in a schema goes over these rows, so that a new kind is forgotten nowhere.
#pragma once

#include <string>
#include <type_traits>
#include <vector>

#include "migrations/schema/fields.h"
#include "migrations/schema/location.h"
#include "migrations/schema/schema.h"

namespace limbeck::schema {

/// `name` is the list in JSON and in paths; `label` is what messages call one thing of it.
template <>
struct Fields<Schema> {
  static constexpr auto list = std::tuple{
      field("tables", &Schema::tables, NoSpec{}).required_in_json().called("table"),
      field("enums", &Schema::enums, NoSpec{}).called("enum"),
      field("schemas", &Schema::schemas, NoSpec{}).called("schema"),
      field("extensions", &Schema::extensions, NoSpec{}).called("extension"),
      field("sequences", &Schema::sequences, NoSpec{}).called("sequence"),
      field("domains", &Schema::domains, NoSpec{}).called("domain"),
      field("views", &Schema::views, NoSpec{}).called("view"),
      field("functions", &Schema::functions, NoSpec{}).called("function"),
      field("triggers", &Schema::triggers, NoSpec{}).called("trigger"),
  };
};

/// The type of the things in the list that a row is about.
template <class Kind>
using ThingOf = typename std::remove_cvref_t<decltype(std::declval<Schema&>().*
                                                      std::declval<Kind>().member)>::value_type;

/// Models declare tables and enums; every other kind is an SQL object.
template <class Thing>
inline constexpr bool is_sql_object = !std::is_same_v<Thing, Table> && !std::is_same_v<Thing, Enum>;

/// Things that have a name of their own in a schema: neither schemas and extensions, which are the
/// whole database's, nor triggers, which are parts of their tables.
template <class Thing>
inline constexpr bool is_in_schema =
    !std::is_same_v<Thing, Namespace> && !std::is_same_v<Thing, Extension> &&
    !std::is_same_v<Thing, Trigger>;

/// Calls `visit` with the row of each kind, whose things are `schema.*kind.member`.
template <class Visit>
constexpr void for_each_kind(const Visit& visit) {
  each_field_index<Schema>([&](auto index) { visit(std::get<index>(Fields<Schema>::list)); });
}

/// The same for all but tables and enums.
template <class Visit>
constexpr void for_each_sql_object_kind(const Visit& visit) {
  for_each_kind([&](const auto& kind) {
    if constexpr (is_sql_object<ThingOf<decltype(kind)>>) visit(kind);
  });
}

/// Whether the schema has anything but tables and enums.
inline bool has_sql_objects(const Schema& schema) {
  bool has = false;
  for_each_sql_object_kind([&](const auto& kind) { has = has || !(schema.*kind.member).empty(); });
  return has;
}

/// The list of a schema that holds things of this type.
template <class Thing, class ASchema>
auto& list_of(ASchema& schema) {
  return schema.*[] {
    std::vector<Thing> Schema::*list = nullptr;
    for_each_kind([&](const auto& kind) {
      if constexpr (std::is_same_v<Thing, ThingOf<decltype(kind)>>) list = kind.member;
    });
    return list;
  }();
}

inline Object object_of(const Enum& thing) { return {ObjectKind::enumeration, thing.name, {}}; }
inline Object object_of(const Namespace& thing) { return {ObjectKind::schema, thing.name, {}}; }
inline Object object_of(const Extension& thing) { return {ObjectKind::extension, thing.name, {}}; }
inline Object object_of(const Sequence& thing) { return {ObjectKind::sequence, thing.name, {}}; }
inline Object object_of(const Domain& thing) { return {ObjectKind::domain, thing.name, {}}; }
inline Object object_of(const View& thing) { return {ObjectKind::view, thing.name, {}}; }
inline Object object_of(const Function& thing) {
  return {ObjectKind::function, thing.name, thing.arguments};
}
inline Object object_of(const Trigger& thing) {
  return {ObjectKind::trigger, thing.table, thing.name};
}

inline std::string path_of(const Table& thing) { return path_of_table(thing.name); }
template <class Thing>
requires requires(const Thing& thing) { object_of(thing); }
std::string path_of(const Thing& thing) { return path_of(object_of(thing)); }

/// The schema that the thing is in; empty is the default one. A schema is in itself.
template <class Thing>
const std::string& schema_of(const Thing& thing) {
  return thing.name.schema;
}
inline const std::string& schema_of(const Namespace& thing) { return thing.name.name; }
inline const std::string& schema_of(const Extension& thing) { return thing.in_schema; }
inline const std::string& schema_of(const Trigger& thing) { return thing.table.schema; }

/// Whether both are the same thing, however it is defined.
template <class Thing>
bool is_same_thing(const Thing& a, const Thing& b) {
  return a.name == b.name;
}
inline bool is_same_thing(const Function& a, const Function& b) {
  return a.name == b.name && argument_types(a.arguments) == argument_types(b.arguments);
}
inline bool is_same_thing(const Trigger& a, const Trigger& b) {
  return a.table == b.table && a.name == b.name;
}

}  // namespace limbeck::schema
