// What creating, altering and dropping does to objects of every kind. The file of a kind includes
// this and instantiates apply_as; its own rules are overloads of check_object and users_of_object
// in this namespace.
#pragma once

#include <utility>

#include "migrations/operations/altered_fields.h"
#include "migrations/operations/apply/apply_as.h"
#include "migrations/operations/apply/objects.h"

namespace limbeck::operations {

/// Fails for each rule of its kind that the new or changed object breaks.
template <class Thing>
void check_object(Change&, const Thing&) {}

/// What prevents that the object is dropped: `column 'users.email'`.
template <class Thing>
std::vector<std::string> users_of_object(Change&, const Thing&) {
  return {};
}

template <class Thing>
void apply_to(Change& change, const CreateObject<Thing>& operation) {
  const schema::Object object = object_of(operation.thing);
  require_new(change, object);
  if (is_nameless(object)) return;
  check_object(change, operation.thing);
  if (change.failed()) return;
  schema::list_of<Thing>(change.schema).push_back(operation.thing);
  schema::sort_objects(change.schema);
}

template <AltersObject Alter>
void apply_to(Change& change, const Alter& operation) {
  using Thing = typename AlteredFields<Alter>::Thing;
  Thing* found = require_object<Thing>(change, operation.name);
  if (found == nullptr) return;
  each_altered_parts<Alter>([&](const auto& field, const auto& row) {
    std::vector<std::string> names;
    for (const auto& part : found->*field.member) names.push_back(part.name);
    for (const std::string& name : operation.*row.drop) {
      if (std::ranges::find(names, name) == names.end())
        fail_missing_part(change, object_of(*found), row.label, name, names);
    }
  });
  Thing altered = *found;
  alter(altered, operation);
  check_object(change, altered);
  if (change.failed()) return;
  *found = std::move(altered);
  schema::sort_objects(change.schema);
}

template <class Thing>
void apply_to(Change& change, const DropObject<Thing>& operation) {
  const Thing* found = require_object<Thing>(change, operation.name, part_of(operation));
  if (found == nullptr) return;
  fail_used(change, called(object_of(*found)), users_of_object(change, *found));
  if (!change.failed()) take_out(schema::list_of<Thing>(change.schema), found);
}

}  // namespace limbeck::operations
