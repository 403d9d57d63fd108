#include "migrations/operations/apply.h"
#include "migrations/findings/rule_id.h"

#include <utility>

#include "migrations/operations/apply/change.h"
#include "migrations/operations/subject.h"
#include "migrations/operations/walk.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {
namespace {

Finding problem(const Operation& operation, std::string_view message) {
  return {RuleId::operation, concat({name_of(operation), ": ", message}), operation.location};
}

// The paths of what the operation would have created. If it fails, later operations that need one
// of these are not reported.
std::vector<std::string> made_by(const Operation& operation) {
  if (const auto* replace = std::get_if<ReplaceEnum>(&operation.value)) {
    std::vector<std::string> paths;
    for (const std::string& value : replace->values)
      paths.push_back(schema::path_of_value(replace->name, value));
    return paths;
  }
  Subject subject = subject_of(operation);
  if (subject.verb == Verb::rename) {
    if (subject.on != On::index && subject.on != On::constraint) return {path_of(renamed(subject))};
  } else if (subject.verb == Verb::create) {
    // Errors about a missing primary key name it like any other constraint.
    if (subject.on == On::primary_key) subject.on = On::constraint;
    return {path_of(subject)};
  }
  return {};
}

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

std::optional<Finding> apply(const Operation& operation, schema::Schema& schema) {
  return Applier(schema).apply(operation);
}

std::optional<Finding> Applier::apply(const Operation& operation) {
  if (const auto* operations = inner(operation)) return apply_block(*operations);
  const auto failures = apply_one(operation, *schema_, catalog_);
  if (failures.empty()) return std::nullopt;
  return problem(operation, failures.front().message);
}

// Applies all operations or none. A single one needs no copy for that, and most blocks have one.
std::optional<Finding> Applier::apply_block(const std::vector<Operation>& operations) {
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

void Applier::apply(const std::vector<Operation>& operations, std::vector<Finding>& problems) {
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
    for (std::string& path : made_by(operation)) unmade_.push_back(std::move(path));
  }
}

std::vector<Finding> Applier::apply(const std::vector<Operation>& operations) {
  std::vector<Finding> problems;
  apply(operations, problems);
  return problems;
}

std::vector<Finding> Applier::apply_apart(const std::vector<Operation>& operations) {
  const auto remembered = std::exchange(unmade_, {});
  std::vector<Finding> problems = apply(operations);
  unmade_ = remembered;
  return problems;
}

std::vector<Finding> apply(const std::vector<Operation>& operations, schema::Schema& schema) {
  return Applier(schema).apply(operations);
}

}  // namespace limbeck::operations
