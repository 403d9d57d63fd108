#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>

#include "migrations/operations/apply.h"
#include "migrations/operations/apply/drop_constraint.h"
#include "migrations/operations/create.h"

namespace limbeck::operations {
namespace {

using Reversed = std::optional<std::vector<Operation>>;  ///< nothing: the operation does not apply

std::vector<Operation> one(AnyOperation value) {
  std::vector<Operation> operations;
  operations.push_back({std::move(value), {}});
  return operations;
}

const schema::Column* column_of(const schema::Schema& schema, const Name& table,
                                const std::string& column) {
  const schema::Table* found = schema::find_table(schema, table);
  return found == nullptr ? nullptr : schema::find_column(*found, column);
}

AlterColumn reversed(const AlterColumn& op, const schema::Column& before) {
  AlterColumn back;
  back.table = op.table;
  back.column = op.column;
  if (op.type) back.type = before.type;
  if (op.nullable) back.nullable = before.nullable;
  if (op.default_sql) back.default_sql.emplace(before.default_sql);
  if (op.identity) back.identity.emplace(before.identity);
  if (op.generated) back.generated.emplace(before.generated);
  if (op.collation) back.collation = before.collation;
  if (op.comment) back.comment = before.comment;
  return back;
}

// One operation's reverse, from the schema it is applied to. Those without one are not asked.
struct Reverse {
  const schema::Schema& before;

  Reversed operator()(const CreateTable& op) const { return one(DropTable{op.table.name}); }
  Reversed operator()(const DropTable& op) const {
    const schema::Table* table = schema::find_table(before, op.table);
    if (table == nullptr) return std::nullopt;
    return creation_of(*table);
  }
  Reversed operator()(const RenameTable& op) const {
    return one(RenameTable{{op.table.schema, op.new_name}, op.table.name});
  }
  Reversed operator()(const AlterTableComment& op) const {
    const schema::Table* table = schema::find_table(before, op.table);
    if (table == nullptr) return std::nullopt;
    return one(AlterTableComment{op.table, table->comment});
  }
  Reversed operator()(const AlterTableSettings& op) const {
    const schema::Table* table = schema::find_table(before, op.table);
    if (table == nullptr) return std::nullopt;
    AlterTableSettings back{op.table, {}};
    for (const auto& [name, value] : op.settings) {
      const auto old = table->settings.find(name);
      back.settings[name] = old == table->settings.end() ? std::string() : old->second;
    }
    return one(std::move(back));
  }
  Reversed operator()(const AddColumn& op) const {
    return one(DropColumn{op.table, op.column.name});
  }
  Reversed operator()(const DropColumn& op) const {
    const schema::Column* column = column_of(before, op.table, op.column);
    if (column == nullptr) return std::nullopt;
    return one(AddColumn{op.table, *column, {}});
  }
  Reversed operator()(const RenameColumn& op) const {
    return one(RenameColumn{op.table, op.new_name, op.column});
  }
  Reversed operator()(const AlterColumn& op) const {
    const schema::Column* column = column_of(before, op.table, op.column);
    if (column == nullptr) return std::nullopt;
    return one(reversed(op, *column));
  }
  Reversed operator()(const CreateIndex& op) const {
    return one(DropIndex{op.table, op.index.name, op.concurrently});
  }
  Reversed operator()(const DropIndex& op) const {
    const schema::Table* table = schema::find_table(before, op.table);
    if (table == nullptr) return std::nullopt;
    for (const schema::Index& index : table->indexes) {
      if (index.name == op.index) return one(CreateIndex{op.table, index, op.concurrently});
    }
    return std::nullopt;
  }
  // A primary key makes its columns NOT NULL; without it they may be what they were.
  Reversed operator()(const CreatePrimaryKey& op) const {
    std::vector<Operation> back = one(dropping(op.table, op.constraint));
    for (const std::string& name : op.constraint.columns) {
      const schema::Column* column = column_of(before, op.table, name);
      if (column == nullptr) return std::nullopt;
      if (!column->nullable) continue;
      AlterColumn nullable;
      nullable.table = op.table;
      nullable.column = name;
      nullable.nullable = true;
      back.push_back({std::move(nullable), {}});
    }
    return back;
  }
  Reversed operator()(const CreateUnique& op) const {
    return one(dropping(op.table, op.constraint));
  }
  Reversed operator()(const CreateForeignKey& op) const {
    return one(dropping(op.table, op.constraint));
  }
  Reversed operator()(const CreateCheck& op) const {
    return one(dropping(op.table, op.constraint));
  }
  Reversed operator()(const CreateExclude& op) const {
    return one(dropping(op.table, op.constraint));
  }
  Reversed operator()(const DropConstraint& op) const {
    const schema::Table* table = schema::find_table(before, op.table);
    if (table == nullptr) return std::nullopt;
    const auto found = find_constraints(*table, op);
    if (found.size() != 1) return std::nullopt;
    return one(creation_of(*table, found.front()));
  }
  Reversed operator()(const CreateEnum& op) const { return one(DropEnum{op.type.name}); }
  Reversed operator()(const DropEnum& op) const {
    const schema::Enum* type = schema::find_enum(before, op.name);
    if (type == nullptr) return std::nullopt;
    return one(CreateEnum{*type});
  }
  // No database takes a single value out of an enum.
  Reversed operator()(const AddEnumValue& op) const { return values_of(op.name); }
  Reversed operator()(const RenameEnumValue& op) const {
    return one(RenameEnumValue{op.name, op.new_value, op.value});
  }
  Reversed operator()(const ReplaceEnum& op) const { return values_of(op.name); }
  template <class Other>
  Reversed operator()(const Other&) const {
    return std::nullopt;
  }

 private:
  Reversed values_of(const Name& name) const {
    const schema::Enum* type = schema::find_enum(before, name);
    if (type == nullptr) return std::nullopt;
    return one(ReplaceEnum{name, type->values});
  }
};

Problem without_reverse(const Operation& operation, const std::string& why) {
  return {std::string(name_of(operation)) + ": " + why +
              "; write the downgrade, or say that there is none with limbeck::irreversible",
          operation.location};
}

// Why limbeck cannot know what undoes it; nothing if it can.
std::optional<Problem> no_reverse(const Operation& operation) {
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

using AllReversed = std::variant<std::vector<Operation>, std::vector<Problem>>;

// Reverses a list from `schema`, which it takes to the schema after the list. `made` are the tables
// that the list itself makes: their rows go with them.
AllReversed reverse_all(const std::vector<Operation>& operations, schema::Schema& schema,
                        std::set<Name>& made) {
  std::vector<std::vector<Operation>> steps;
  std::vector<Problem> problems;
  for (const Operation& operation : operations) {
    if (const auto* insert = std::get_if<BulkInsert>(&operation.value);
        insert != nullptr && made.contains(insert->table)) {
      continue;
    }
    if (const auto* block = std::get_if<AutocommitBlock>(&operation.value)) {
      auto inner = reverse_all(block->operations, schema, made);
      if (auto* found = std::get_if<std::vector<Problem>>(&inner)) {
        std::move(found->begin(), found->end(), std::back_inserter(problems));
      } else {
        steps.push_back(one(AutocommitBlock{std::get<std::vector<Operation>>(std::move(inner))}));
        steps.back().front().location = operation.location;
      }
      continue;
    }
    if (auto problem = no_reverse(operation)) {
      problems.push_back(std::move(*problem));
      apply(operation, schema);
      continue;
    }
    auto back = std::visit(Reverse{schema}, operation.value);
    if (auto problem = apply(operation, schema)) {
      problems.push_back(std::move(*problem));
      continue;
    }
    if (const auto* create = std::get_if<CreateTable>(&operation.value))
      made.insert(create->table.name);
    if (const auto* rename = std::get_if<RenameTable>(&operation.value);
        rename != nullptr && made.erase(rename->table) > 0) {
      made.insert({rename->table.schema, rename->new_name});
    }
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

std::variant<std::vector<Operation>, Problem> reverse(const Operation& operation,
                                                      const schema::Schema& before) {
  if (auto problem = no_reverse(operation)) return *std::move(problem);
  if (!std::holds_alternative<AutocommitBlock>(operation.value)) {
    if (auto back = std::visit(Reverse{before}, operation.value)) {
      for (Operation& step : *back) step.location = operation.location;
      return *std::move(back);
    }
  }
  auto all = reverse(std::vector<Operation>{operation}, before);
  if (auto* problems = std::get_if<std::vector<Problem>>(&all)) return std::move(problems->front());
  return std::get<std::vector<Operation>>(std::move(all));
}

std::variant<std::vector<Operation>, std::vector<Problem>> reverse(
    const std::vector<Operation>& operations, const schema::Schema& before) {
  schema::Schema schema = before;
  return reverse_and_apply(operations, schema);
}

std::variant<std::vector<Operation>, std::vector<Problem>> reverse_and_apply(
    const std::vector<Operation>& operations, schema::Schema& schema) {
  std::set<Name> made;
  return reverse_all(operations, schema, made);
}

}  // namespace limbeck::operations
