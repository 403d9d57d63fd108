#include "migrations/operations/apply.h"

#include <utility>

#include "migrations/operations/apply/change.h"
#include "migrations/operations/visit.h"
#include "migrations/operations/walk.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {
namespace {

Problem problem(const Operation& operation, std::string_view message) {
  return {concat({name_of(operation), ": ", message}), operation.location};
}

// What the operation would have made: nothing that misses one of these is told again if it fails.
struct Makes {
  std::vector<std::string>& paths;
  std::optional<ObjectChange> object;

  void operator()(const CreateTable& op) const { add(schema::path_of_table(op.table.name)); }
  void operator()(const RenameTable& op) const {
    add(schema::path_of_table({op.table.schema, op.new_name}));
  }
  void operator()(const AddColumn& op) const {
    add(schema::path_of_column(op.table, op.column.name));
  }
  void operator()(const RenameColumn& op) const {
    add(schema::path_of_column(op.table, op.new_name));
  }
  void operator()(const CreateIndex& op) const {
    add(schema::path_of_index(op.table, op.index.name));
  }
  void operator()(const CreateEnum& op) const { add(schema::path_of_enum(op.type.name)); }
  void operator()(const RenameEnum& op) const {
    add(schema::path_of_enum({op.name.schema, op.new_name}));
  }
  void operator()(const AddEnumValue& op) const { add(schema::path_of_value(op.name, op.value)); }
  void operator()(const RenameEnumValue& op) const {
    add(schema::path_of_value(op.name, op.new_value));
  }
  void operator()(const ReplaceEnum& op) const {
    for (const std::string& value : op.values) add(schema::path_of_value(op.name, value));
  }
  template <class Other>
  void operator()(const Other& op) const {
    if constexpr (requires { op.constraint.name; }) {
      add(schema::path_of_constraint(op.table, op.constraint.name));
    } else if (object && object->verb == Verb::create) {
      add(schema::path_of(object->object));
    }
  }

 private:
  void add(std::string path) const { paths.push_back(std::move(path)); }
};

std::vector<Failure> apply_one(const Operation& operation, schema::Schema& schema,
                               Catalog& catalog) {
  Change change{schema, catalog};
  operation.value.apply_to(change);
  if (change.failures.empty()) {
    for (const Name& name : change.edited) catalog.update(name);
  }
  return std::move(change.failures);
}

}  // namespace

std::optional<Problem> apply(const Operation& operation, schema::Schema& schema) {
  return Applier(schema).apply(operation);
}

std::optional<Problem> Applier::apply(const Operation& operation) {
  if (const auto* operations = inner(operation)) return apply_block(*operations);
  const auto failures = apply_one(operation, *schema_, catalog_);
  if (failures.empty()) return std::nullopt;
  return problem(operation, failures.front().message);
}

// All or nothing. One alone is that already, and blocks mostly hold one.
std::optional<Problem> Applier::apply_block(const std::vector<Operation>& operations) {
  if (operations.empty()) return std::nullopt;
  if (operations.size() == 1) return apply(operations.front());
  schema::Schema before = *schema_;
  for (const Operation& operation : operations) {
    auto found = apply(operation);
    if (!found) continue;
    *schema_ = std::move(before);
    catalog_.forget();
    return found;
  }
  return std::nullopt;
}

bool Applier::follows(const std::string& missing) const {
  if (missing.empty()) return false;
  for (const std::string& path : unmade_) {
    if (missing == path || missing.starts_with(path + "/")) return true;
  }
  return false;
}

void Applier::apply(const std::vector<Operation>& operations, std::vector<Problem>& problems) {
  for (const Operation& operation : operations) {
    if (const auto* block = inner(operation)) {
      apply(*block, problems);
      continue;
    }
    const auto failures = apply_one(operation, *schema_, catalog_);
    if (failures.empty()) continue;
    for (const Failure& failure : failures) {
      if (!follows(failure.missing)) problems.push_back(problem(operation, failure.message));
    }
    operations::visit(Makes{unmade_, object_of(operation)}, operation.value);
  }
}

std::vector<Problem> Applier::apply(const std::vector<Operation>& operations) {
  std::vector<Problem> problems;
  apply(operations, problems);
  return problems;
}

std::vector<Problem> Applier::apply_apart(const std::vector<Operation>& operations) {
  const auto remembered = std::exchange(unmade_, {});
  std::vector<Problem> problems = apply(operations);
  unmade_ = remembered;
  return problems;
}

std::vector<Problem> apply(const std::vector<Operation>& operations, schema::Schema& schema) {
  return Applier(schema).apply(operations);
}

}  // namespace limbeck::operations
