// What the files of apply share: the schema that is changed, and the errors that were found. Each
// function checks everything first, and changes the schema only if there is no error.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/operations/apply/catalog.h"
#include "migrations/operations/operation.h"

namespace limbeck::operations {

/// An error in an operation.
struct Failure {
  std::string message;  ///< without the operation's name
  std::string
      missing;  ///< the path (schema/location.h) of what does not exist, if that is the error
};

/// The application of one operation. Refers to the schema and its catalog, and exists for one call.
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
/// `; did you mean 'users'?`, or an empty text if no candidate is similar.
std::string suggestion(std::string_view wrong, const std::vector<std::string>& candidates);

/// The table or view for changes, or null. Only these functions return one that may be changed, so
/// that the catalog is updated for all of them.
schema::Table* edit_table(Change& change, const Name& name);
schema::View* edit_view(Change& change, const Name& name);
/// The table, or null and a failure that suggests the nearest one.
schema::Table* require_table(Change& change, const Name& name);
/// The enum, or null and a failure that suggests the nearest one.
schema::Enum* require_enum(Change& change, const Name& name);
/// The column, or null and a failure that suggests the nearest one.
schema::Column* require_column(Change& change, schema::Table& table, std::string_view column);
bool require_column(Change& change, const schema::Table& table, std::string_view column);
/// Whether the enum has the value. If not, adds a failure that suggests the nearest one.
bool require_value(Change& change, const schema::Enum& type, std::string_view value);
/// The index of a table or materialised view.
schema::Index* require_index(Change& change, const Name& table, const std::string& name);
/// Fails for a partition, whose columns are those of its partitioned table.
bool require_own_columns(Change& change, const schema::Table& table);
/// Describes the table, index, sequence or view that has the name already.
std::optional<std::string> taken_by(Change& change, const Name& name);
/// Fails if a table, index, sequence or view has the name: they share one namespace in databases.
void require_free_relation(Change& change, const Name& name);

}  // namespace limbeck::operations
