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

/// The operations on what stands beside tables.
struct ReverseObjects {
  const schema::Schema& before;

  Reversed operator()(const CreateSchema& op) const;
  Reversed operator()(const DropSchema& op) const;
  Reversed operator()(const CreateExtension& op) const;
  Reversed operator()(const AlterExtension& op) const;
  Reversed operator()(const DropExtension& op) const;
  Reversed operator()(const CreateSequence& op) const;
  Reversed operator()(const AlterSequence& op) const;
  Reversed operator()(const DropSequence& op) const;
  Reversed operator()(const CreateDomain& op) const;
  Reversed operator()(const AlterDomain& op) const;
  Reversed operator()(const DropDomain& op) const;
  Reversed operator()(const CreateView& op) const;
  Reversed operator()(const ReplaceView& op) const;
  Reversed operator()(const DropView& op) const;
  Reversed operator()(const CreateFunction& op) const;
  Reversed operator()(const ReplaceFunction& op) const;
  Reversed operator()(const DropFunction& op) const;
  Reversed operator()(const CreateTrigger& op) const;
  Reversed operator()(const ReplaceTrigger& op) const;
  Reversed operator()(const AlterTrigger& op) const;
  Reversed operator()(const DropTrigger& op) const;
  Reversed operator()(const CommentOn& op) const;

 protected:
  void add_triggers(const Name& table, std::vector<Operation>& back) const;
};

}  // namespace limbeck::operations
