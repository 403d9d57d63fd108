// Goes over the kinds of things that a schema holds, which are the rows in schema.h. Whatever goes
// over all that is in a schema does so by these, so that a new kind is forgotten nowhere.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "migrations/schema/fields.h"
#include "migrations/schema/location.h"
#include "migrations/schema/schema.h"

namespace limbeck::schema {

/// The type of the things in the list that a row is about.
template <class Kind>
using ThingOf = typename std::remove_cvref_t<decltype(std::declval<Schema&>().*
                                                      std::declval<Kind>().member)>::value_type;

/// Calls `visit` with the row of each kind, whose things are `schema.*kind.member`.
template <class Visit>
constexpr void for_each_kind(const Visit& visit) {
  each_field<Schema>(visit);
}

template <class Thing, std::size_t index>
constexpr const KindRow<Thing>& row_of_kind(const RowAt<index, KindRow<Thing>>& at) {
  return at.row;
}
template <class Thing>
concept HasKind = requires {
  row_of_kind<Thing>(Fields<Schema>::list);
};
/// The row of the kind whose things are of this type.
template <class Thing>
inline constexpr KindRow<Thing> kind_of = row_of_kind<Thing>(Fields<Schema>::list);

/// The facts of a kind of object; of an index that it is a part of a table, too.
ThingFacts facts_of(ObjectKind object);

/// Models declare tables and enums; every other kind is an SQL object.
template <class Thing>
inline constexpr bool is_sql_object = !std::is_same_v<Thing, Table> && !std::is_same_v<Thing, Enum>;

/// Things that have a name of their own in a schema.
template <class Thing>
inline constexpr bool is_in_schema = kind_of<Thing>.facts.belongs_to == BelongsTo::schema;

/// Things of the whole database, such as its schemas.
template <class Thing>
inline constexpr bool is_in_no_schema = kind_of<Thing>.facts.belongs_to == BelongsTo::database;

/// Parts of a table or view that stand in a list of their own.
template <class Thing>
inline constexpr bool is_on_table = kind_of<Thing>.facts.belongs_to == BelongsTo::table;

/// Types that a column can have, apart from the rows of tables.
template <class Thing>
inline constexpr bool is_type = kind_of<Thing>.facts.shares == SharedNames::types;

/// The same for all but tables and enums.
template <class Visit>
constexpr void for_each_sql_object_kind(const Visit& visit) {
  for_each_kind([&](const auto& kind) {
    if constexpr (is_sql_object<ThingOf<decltype(kind)>>) visit(kind);
  });
}

/// Whether the schema has anything but tables and enums.
bool has_sql_objects(const Schema& schema);

/// The list of a schema that holds things of this type.
template <class Thing, class ASchema>
auto& list_of(ASchema& schema) {
  return schema.*kind_of<Thing>.member;
}

/// The thing of that name in a sorted list, or null. Compiled once for each kind, not in each
/// caller.
template <class Thing>
[[gnu::noinline]] const Thing* find_by_name(const std::vector<Thing>& things, const Name& name) {
  const auto found =
      std::lower_bound(things.begin(), things.end(), name,
                       [](const Thing& thing, const Name& key) { return thing.name < key; });
  return found == things.end() || found->name != name ? nullptr : &*found;
}

/// The thing of that name, or null. Functions and triggers need more than a name.
template <class Thing>
requires(!is_on_table<Thing> &&
         !kind_of<Thing>.facts.has_arguments) const Thing* find(const Schema& schema,
                                                                const Name& name) {
  return find_by_name(list_of<Thing>(schema), name);
}

/// The label of the type of that name (`enum`), or null. Every table is a type, too, but none here.
const char* type_called(const Schema& schema, const Name& name);

template <class Thing>
requires(HasKind<Thing> && !std::is_same_v<Thing, Table>) Object object_of(const Thing& thing) {
  constexpr ObjectKind kind = *kind_of<Thing>.facts.object;
  if constexpr (is_on_table<Thing>) {
    return {kind, thing.table, thing.name};
  } else if constexpr (kind_of<Thing>.facts.has_arguments) {
    return {kind, thing.name, thing.arguments};
  } else {
    return {kind, thing.name, {}};
  }
}

inline std::string path_of(const Table& thing) { return path_of_table(thing.name); }
template <class Thing>
requires requires(const Thing& thing) { object_of(thing); }
std::string path_of(const Thing& thing) { return path_of(object_of(thing)); }

/// The schema that the thing is in; empty is the default one. A schema is in itself.
template <class Thing>
const std::string& schema_of(const Thing& thing) {
  if constexpr (is_on_table<Thing>) {
    return thing.table.schema;
  } else {
    return thing.name.schema;
  }
}
inline const std::string& schema_of(const Namespace& thing) { return thing.name.name; }
inline const std::string& schema_of(const Extension& thing) { return thing.in_schema; }

/// The column that the thing is dropped with, or null.
template <class Thing>
const OwnedBy* owner_of(const Thing& thing) {
  if constexpr (requires { thing.owned_by; }) {
    return thing.owned_by ? &*thing.owned_by : nullptr;
  } else {
    return nullptr;
  }
}

/// Whether both are the same thing, however it is defined.
template <class Thing>
bool is_same_thing(const Thing& a, const Thing& b) {
  if constexpr (is_on_table<Thing>) {
    return a.table == b.table && a.name == b.name;
  } else if constexpr (kind_of<Thing>.facts.has_arguments) {
    return a.name == b.name && argument_types(a.arguments) == argument_types(b.arguments);
  } else {
    return a.name == b.name;
  }
}

/// The same thing in a schema that may define it in another way, or null.
template <class Thing>
const Thing* find_same(const Schema& schema, const Thing& thing) {
  const auto in_name = [&](auto key) {
    const auto all = std::ranges::equal_range(list_of<Thing>(schema), thing.*key, {}, key);
    const auto same =
        std::ranges::find_if(all, [&](const Thing& other) { return is_same_thing(other, thing); });
    return same == all.end() ? nullptr : &*same;
  };
  if constexpr (is_on_table<Thing>) {
    return in_name(&Thing::table);
  } else {
    return in_name(&Thing::name);
  }
}

/// The thing that an object of its kind is, or null. `list` need not be sorted.
template <class Things>
auto* find_object(Things& list, const Object& object) {
  using Thing = typename std::remove_const_t<Things>::value_type;
  const auto found = std::ranges::find_if(list, [&](const Thing& thing) {
    if constexpr (is_on_table<Thing>) {
      return thing.table == object.name && thing.name == object.part;
    } else if constexpr (kind_of<Thing>.facts.has_arguments) {
      return thing.name == object.name &&
             argument_types(thing.arguments) == argument_types(object.part);
    } else {
      return thing.name == object.name;
    }
  });
  return found == list.end() ? nullptr : &*found;
}

/// Calls `visit` with the thing that the object is, if the schema has it, and returns whether it
/// has. An index is none.
template <class ASchema, class Visit>
bool visit_object(ASchema& schema, const Object& object, const Visit& visit) {
  bool found = false;
  for_each_kind([&](const auto& kind) {
    if constexpr (!std::is_same_v<ThingOf<decltype(kind)>, Table>) {
      if (kind.facts.object != object.kind) return;
      auto* thing = find_object(schema.*kind.member, object);
      if (thing != nullptr) visit(*thing);
      found = thing != nullptr;
    }
  });
  return found;
}

}  // namespace limbeck::schema
