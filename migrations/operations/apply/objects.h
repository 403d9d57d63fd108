// What the operations on sequences, views and other objects share.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/operations/apply/change.h"
#include "migrations/schema/kinds.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {

/// `there is no sequence 'ids' at this revision; did you mean 'id'?`
void fail_missing(Change& change, const schema::Object& object);

/// The object, or null and a failure that suggests the nearest one.
template <class Thing>
Thing* require_object(Change& change, const Name& name, const std::string& part = {}) {
  const schema::Object object{*schema::kind_of<Thing>.facts.object, name, part};
  Thing* found = schema::find_object(schema::list_of<Thing>(change.schema), object);
  if (found == nullptr) fail_missing(change, object);
  return found;
}

/// `domain 'd' has no check 'c' at this revision`.
void fail_missing_part(Change& change, const schema::Object& object, std::string_view label,
                       const std::string& part, const std::vector<std::string>& known);

/// Whether what it is called by is empty.
bool is_nameless(const schema::Object& object);
/// `domain 'app.email'`.
std::string called(const schema::Object& object);
/// Fails if the name is empty or another thing has it that may not.
void require_new(Change& change, const schema::Object& object);

/// Adds the failure `… is used by A and B; change or drop them first` if there are users.
void fail_used(Change& change, const std::string& what, const std::vector<std::string>& users);

template <class Things, class Thing>
void take_out(Things& things, const Thing* thing) {
  things.erase(things.begin() + (thing - things.data()));
}

/// Inserts it at its place in the order of schema::sort_objects. Sorting for each would be
/// quadratic.
template <class Thing, class Key>
void put_in_order(std::vector<Thing>& things, const Thing& thing, Key key) {
  const auto before = [&](const Thing& a, const Thing& b) { return key(a) < key(b); };
  things.insert(std::upper_bound(things.begin(), things.end(), thing, before), thing);
}

// The users of an object.
/// Without those in `table`, or in that column of it.
std::vector<std::string> users_of_sequence(Change& change, const Name& sequence,
                                           const Name& table = {}, const std::string& column = {});
std::vector<std::string> users_of_type(Change& change, const Name& type);
std::vector<std::string> users_of_function(const schema::Schema& schema, const Name& function);
/// Everything that lives in the schema of the database of that name.
std::vector<std::string> contents_of(const schema::Schema& schema, const std::string& name);

/// Fails if an enum, a domain or a table (which is also a type) has the name.
void require_free_type(Change& change, const Name& name);

/// Drops the sequences that the table, or one column of it, owns. Fails if others use them.
void drop_owned(Change& change, const Name& table, const std::string& column = {});

/// The function that a trigger executes, by its definition.
std::optional<Name> function_of_trigger(const schema::Trigger& trigger);
/// Whether the trigger names the column: in UPDATE OF, or in its condition.
bool uses_column(const schema::Trigger& trigger, const std::string& column);
void rename_column_in(schema::Trigger& trigger, const std::string& column,
                      const std::string& new_name);

}  // namespace limbeck::operations
