// What undoes one operation, from the schema that it is applied to.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "migrations/operations/operation.h"

namespace limbeck::operations {

/// Nothing where the operation does not apply.
using Reversed = std::optional<std::vector<Operation>>;

/// For all operations but those that limbeck cannot know what undoes them (Execute, Run,
/// BulkInsert) and AutocommitBlock, which stands for others.
Reversed reverse_one(const Operation& operation, const schema::Schema& before);

inline std::vector<Operation> one(AnyOperation value) {
  std::vector<Operation> operations;
  operations.push_back({std::move(value), {}});
  return operations;
}

/// The index of a table or materialised view, or null.
const schema::Index* find_index(const schema::Schema& schema, const Name& table,
                                const std::string& name);

/// `reverse_one` for what stands beside tables and enums.
Reversed reverse_on_object(const Operation& operation, const schema::Schema& before);

/// Whether that is for the kind.
template <class Kind>
struct IsOnObject {
  static constexpr bool value = is_object(Descriptor<Kind>::facts.on);
};

/// The triggers that go with a table or view.
void add_triggers(const schema::Schema& before, const Name& table, std::vector<Operation>& back);

}  // namespace limbeck::operations
