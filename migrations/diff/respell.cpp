#include "migrations/diff/respell.h"

#include "migrations/schema/table.h"

#include <algorithm>
#include <string_view>

namespace limbeck::diff {
namespace {

using schema::Table;

constexpr std::string_view given = "limbeck_nameless_";

template <class Thing>
const Thing* find_thing(const std::vector<Thing>& things, const std::string& name) {
  const auto found = std::find_if(things.begin(), things.end(),
                                  [&](const Thing& thing) { return thing.name == name; });
  return found == things.end() ? nullptr : &*found;
}

/// Calls `visit` with the name of every constraint.
template <class Visit>
void each_name(schema::Schema& schema, const Visit& visit) {
  for (Table& table : schema.tables) {
    if (table.primary_key) visit(table.primary_key->name);
    for (auto& constraint : table.uniques) visit(constraint.name);
    for (auto& constraint : table.foreign_keys) visit(constraint.name);
    for (auto& constraint : table.checks) visit(constraint.name);
    for (auto& constraint : table.excludes) visit(constraint.name);
  }
}

template <class Thing>
void give_names(std::vector<Thing>& found, const std::vector<Thing>& kept) {
  for (const Thing& thing : kept) {
    if (!is_given_name(thing.name)) continue;
    const auto same = std::find_if(found.begin(), found.end(), [&](const Thing& other) {
      if (find_thing(kept, other.name) != nullptr) return false;
      Thing renamed = other;
      renamed.name = thing.name;
      return renamed == thing;
    });
    if (same != found.end()) same->name = thing.name;
  }
}

template <class Thing>
void respell(std::vector<Thing>& found, const std::vector<Thing>& kept,
             const std::vector<Thing>& meant) {
  for (Thing& thing : found) {
    const Thing* same = find_thing(kept, thing.name);
    const Thing* original = find_thing(meant, thing.name);
    if (same != nullptr && original != nullptr && *same == thing) thing = *original;
  }
}

/// Removes the checks that represent an enum in a database without enums.
void leave_out_stand_ins(std::vector<schema::Check>& found, const std::vector<schema::Check>& kept,
                         const std::vector<schema::Check>& meant) {
  for (const schema::Check& check : kept) {
    if (find_thing(meant, check.name) != nullptr) continue;
    const auto same = std::find(found.begin(), found.end(), check);
    if (same != found.end()) found.erase(same);
  }
}

void respell(Table& found, const Table& kept, const Table& meant) {
  for (schema::Column& column : found.columns) {
    const auto* same = schema::find_column(kept, column.name);
    const auto* original = schema::find_column(meant, column.name);
    if (same == nullptr || original == nullptr) continue;
    const auto part = [&](auto member) {
      if (column.*member == same->*member) column.*member = original->*member;
    };
    schema::each_field<schema::Column>([&](const auto& field) { part(field.member); });
  }
  if (found.primary_key == kept.primary_key) found.primary_key = meant.primary_key;
  respell(found.uniques, kept.uniques, meant.uniques);
  respell(found.foreign_keys, kept.foreign_keys, meant.foreign_keys);
  leave_out_stand_ins(found.checks, kept.checks, meant.checks);
  respell(found.checks, kept.checks, meant.checks);
  respell(found.excludes, kept.excludes, meant.excludes);
  respell(found.indexes, kept.indexes, meant.indexes);
  if (found.comment == kept.comment) found.comment = meant.comment;
  if (found.partition_by == kept.partition_by) found.partition_by = meant.partition_by;
  if (found.partition_of == kept.partition_of) found.partition_of = meant.partition_of;
  if (found.settings == kept.settings) found.settings = meant.settings;
}

}  // namespace

schema::Schema with_names(schema::Schema meant) {
  int count = 0;
  each_name(meant, [&](std::string& name) {
    if (name.empty()) name = std::string(given) + std::to_string(++count);
  });
  schema::sort(meant);
  return meant;
}

bool is_given_name(std::string_view name) { return name.starts_with(given); }

schema::Schema without_given_names(schema::Schema schema) {
  each_name(schema, [](std::string& name) {
    if (is_given_name(name)) name.clear();
  });
  schema::sort(schema);
  return schema;
}

schema::Schema with_given_names(schema::Schema found, const schema::Schema& kept) {
  for (Table& table : found.tables) {
    const Table* same = schema::find_table(kept, table.name);
    if (same == nullptr) continue;
    if (table.primary_key && same->primary_key && is_given_name(same->primary_key->name))
      table.primary_key->name = same->primary_key->name;
    give_names(table.uniques, same->uniques);
    give_names(table.foreign_keys, same->foreign_keys);
    give_names(table.checks, same->checks);
    give_names(table.excludes, same->excludes);
  }
  schema::sort(found);
  return found;
}

schema::Schema respelled(schema::Schema found, const schema::Schema& kept,
                         const schema::Schema& meant) {
  for (Table& table : found.tables) {
    const Table* same = schema::find_table(kept, table.name);
    const Table* original = schema::find_table(meant, table.name);
    if (same != nullptr && original != nullptr) respell(table, *same, *original);
  }
  for (schema::Enum& type : found.enums) {
    const schema::Enum* same = schema::find_enum(kept, type.name);
    const schema::Enum* original = schema::find_enum(meant, type.name);
    if (same != nullptr && original != nullptr && type == *same) type = *original;
  }
  // The parts that the database stores in another form or not at all.
  for (const schema::Enum& type : meant.enums) {
    if (schema::find_enum(kept, type.name) == nullptr) found.enums.push_back(type);
  }
  respell_objects(found, kept, meant);
  schema::sort(found);
  return found;
}

}  // namespace limbeck::diff
