// What the parts of apply share: the schema being changed, and what was found wrong on the way.
// Every part looks for all that is wrong first and changes the schema only if nothing is.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/operations/apply/catalog.h"
#include "migrations/operations/operation.h"

namespace limbeck::operations {

/// One thing wrong with an operation.
struct Failure {
  std::string message;  ///< without the operation's name
  std::string
      missing;  ///< the path (schema/location.h) of what is not there, where that is what is wrong
};

/// One operation being applied. Refers to the schema and its catalog; lives as long as the call.
struct Change {
  schema::Schema& schema;
  Catalog& catalog;
  std::vector<Failure> failures = {};
  std::vector<Name> edited = {};  ///< tables and views that the catalog has to read again

  void fail(std::string message, std::string missing = {}) {
    failures.push_back({std::move(message), std::move(missing)});
  }
  bool failed() const { return !failures.empty(); }
};

/// `'users'`, for messages.
std::string quoted(std::string_view name);
std::string quoted(const Name& name);
/// `; did you mean 'users'?`, or nothing where no candidate is near.
std::string suggestion(std::string_view wrong, const std::vector<std::string>& candidates);

/// The table or view, to be changed, or null. Nothing else gives one out: the catalog hears of all.
schema::Table* edit_table(Change& change, const Name& name);
schema::View* edit_view(Change& change, const Name& name);
/// The table, or null and a failure that suggests the nearest one.
schema::Table* require_table(Change& change, const Name& name);
/// The enum, or null and a failure that suggests the nearest one.
schema::Enum* require_enum(Change& change, const Name& name);
/// The column, or null and a failure that suggests the nearest one.
schema::Column* require_column(Change& change, schema::Table& table, std::string_view column);
bool require_column(Change& change, const schema::Table& table, std::string_view column);
/// The enum has the value, or a failure that suggests the nearest one.
bool require_value(Change& change, const schema::Enum& type, std::string_view value);
/// The function of that name and those argument types; the trigger of a table or view; the index of
/// a table or materialised view.
schema::Function* require_function(Change& change, const Name& name, const std::string& arguments);
schema::Trigger* require_trigger(Change& change, const Name& table, const std::string& name);
schema::Index* require_index(Change& change, const Name& table, const std::string& name);
/// Fails for a partition, whose columns are those of its partitioned table.
bool require_own_columns(Change& change, const schema::Table& table);
/// What a relation cannot have the name for: the table, index, sequence or view that has it.
std::optional<std::string> taken_by(Change& change, const Name& name);
/// Fails where a table, index, sequence or view of that name is in the way: databases keep all of
/// them in one space.
void require_free_relation(Change& change, const Name& name);

}  // namespace limbeck::operations
