#include <iterator>
#include <string>
#include <utility>

#include "migrations/findings/rule_id.h"
#include "migrations/operations/apply.h"
#include "migrations/operations/made.h"
#include "migrations/operations/reverse_one.h"
#include "migrations/operations/walk.h"
#include "migrations/schema/enum_texts.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {
namespace {
Finding without_reverse(const Operation& operation, const std::string& why) {
  return {RuleId::operation,
          std::string(name_of(operation)) + ": " + why +
              "; write the downgrade, or say that there is none with limbeck::irreversible",
          operation.location};
}

// Why limbeck cannot know how to undo the operation; empty if it can.
std::optional<Finding> no_reverse(const Operation& operation, const schema::Schema& before) {
  if (const auto* add = std::get_if<AddEnumValue>(&operation.value);
      add != nullptr && schema::partitioned_by(before, add->name) != nullptr) {
    return without_reverse(operation,
                           concat({"PostgreSQL takes no value out of enum '", to_string(add->name),
                                   "', which is in the partition key of a table"}));
  }
  if (std::holds_alternative<Execute>(operation.value)) {
    return without_reverse(operation, "limbeck cannot know what undoes this SQL");
  }
  if (std::holds_alternative<Run>(operation.value)) {
    return without_reverse(operation, "limbeck cannot know what undoes a data migration in C++");
  }
  if (std::holds_alternative<BulkInsert>(operation.value)) {
    return without_reverse(operation, "limbeck cannot know which rows to take out again");
  }
  return std::nullopt;
}

using AllReversed = std::variant<std::vector<Operation>, std::vector<Finding>>;

// Reverses a list of operations that starts from the applier's schema, and applies it. Changes of
// rows in the tables of `made` need no reverse, because those tables are dropped.
AllReversed reverse_all(const std::vector<Operation>& operations, Applier& applier, Made& made) {
  std::vector<std::vector<Operation>> steps;
  std::vector<Finding> problems;
  for (const Operation& operation : operations) {
    if (const auto* insert = std::get_if<BulkInsert>(&operation.value);
        insert != nullptr && made.has_table(insert->table)) {
      continue;
    }
    if (const auto* block = block_of(operation)) {
      auto reversed = reverse_all(*block, applier, made);
      if (auto* found = std::get_if<std::vector<Finding>>(&reversed)) {
        std::move(found->begin(), found->end(), std::back_inserter(problems));
      } else {
        steps.push_back(
            one(AutocommitBlock{std::get<std::vector<Operation>>(std::move(reversed))}));
        steps.back().front().location = operation.location;
      }
      continue;
    }
    if (auto problem = no_reverse(operation, applier.schema())) {
      problems.push_back(std::move(*problem));
      applier.apply(operation);
      continue;
    }
    auto back = reverse_one(operation, applier.schema());
    if (auto problem = applier.apply(operation)) {
      problems.push_back(std::move(*problem));
      continue;
    }
    if (!back) {
      problems.push_back(without_reverse(
          operation, "limbeck cannot know what undoes it: what it makes has no name"));
      continue;
    }
    made.follow(operation);
    for (Operation& step : *back) step.location = operation.location;
    steps.push_back(std::move(*back));
  }
  if (!problems.empty()) return problems;
  std::vector<Operation> all;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    std::move(step->begin(), step->end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace

std::variant<std::vector<Operation>, Finding> reverse(const Operation& operation,
                                                      const schema::Schema& before) {
  if (auto problem = no_reverse(operation, before)) return *std::move(problem);
  if (block_of(operation) == nullptr) {
    if (auto back = reverse_one(operation, before)) {
      for (Operation& step : *back) step.location = operation.location;
      return *std::move(back);
    }
  }
  auto all = reverse(std::vector<Operation>{operation}, before);
  if (auto* problems = std::get_if<std::vector<Finding>>(&all)) return std::move(problems->front());
  return std::get<std::vector<Operation>>(std::move(all));
}

std::variant<std::vector<Operation>, std::vector<Finding>> reverse(
    const std::vector<Operation>& operations, const schema::Schema& before) {
  schema::Schema schema = before;
  return reverse_and_apply(operations, schema);
}

std::variant<std::vector<Operation>, std::vector<Finding>> reverse_and_apply(
    const std::vector<Operation>& operations, schema::Schema& schema) {
  Applier applier(schema);
  return reverse_and_apply(operations, applier);
}

std::variant<std::vector<Operation>, std::vector<Finding>> reverse_and_apply(
    const std::vector<Operation>& operations, Applier& applier) {
  Made made;
  return reverse_all(operations, applier, made);
}

}  // namespace limbeck::operations
