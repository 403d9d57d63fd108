// Reverses one operation, given the schema that it is applied to.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "migrations/operations/operation.h"

namespace limbeck::operations {

/// The result is nullopt if the operation cannot be applied.
using Reversed = std::optional<std::vector<Operation>>;

/// For all kinds but AutocommitBlock and those whose reverse limbeck cannot know (Execute, Run,
/// BulkInsert).
Reversed reverse_one(const Operation& operation, const schema::Schema& before);

inline std::vector<Operation> one(AnyOperation value) {
  std::vector<Operation> operations;
  operations.push_back({std::move(value), {}});
  return operations;
}

/// The index of a table or materialised view, or null.
const schema::Index* find_index(const schema::Schema& schema, const Name& table,
                                const std::string& name);

/// `reverse_one` for operations on objects.
Reversed reverse_on_object(const Operation& operation, const schema::Schema& before);

/// Whether reverse_on_object handles the kind.
template <class Kind>
struct IsOnObject {
  static constexpr bool value = is_object(Descriptor<Kind>::facts.on);
};

/// The triggers that are dropped with a table or view.
void add_triggers(const schema::Schema& before, const Name& table, std::vector<Operation>& back);

}  // namespace limbeck::operations
