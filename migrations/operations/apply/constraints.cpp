#include <algorithm>

#include "migrations/operations/apply/apply_as.h"
#include "migrations/operations/apply/checks.h"
#include "migrations/operations/apply/needs.h"
#include "migrations/operations/drop_constraint.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {
namespace {

std::string_view words_for(schema::ConstraintKind kind) {
  switch (kind) {
    case schema::ConstraintKind::any:
      return "constraint";
    case schema::ConstraintKind::primary:
      return "primary key";
    case schema::ConstraintKind::unique:
      return "unique constraint";
    case schema::ConstraintKind::foreign_key:
      return "foreign key";
    case schema::ConstraintKind::check:
      return "check";
    case schema::ConstraintKind::exclude:
      return "exclude constraint";
  }
  return {};
}

std::vector<std::string> names_of_constraints(const schema::Table& table) {
  std::vector<std::string> names;
  const auto add = [&](const auto& constraint) { names.push_back(constraint.name); };
  if (table.primary_key) add(*table.primary_key);
  std::for_each(table.uniques.begin(), table.uniques.end(), add);
  std::for_each(table.foreign_keys.begin(), table.foreign_keys.end(), add);
  std::for_each(table.checks.begin(), table.checks.end(), add);
  std::for_each(table.excludes.begin(), table.excludes.end(), add);
  std::erase(names, std::string());
  return names;
}

// `instead` is the operation on an index that corresponds to the one on a constraint.
void fail_not_found(Change& change, const schema::Table& table, const DropConstraint& operation,
                    const char* instead) {
  const std::string kind(words_for(operation.kind));
  if (operation.name.empty()) {
    return change.fail(
        concat({"table ", quoted(table.name), " has no such ", kind, " at this revision"}));
  }
  const auto is_index = [&](const schema::Index& index) { return index.name == operation.name; };
  if (std::ranges::any_of(table.indexes, is_index)) {
    return change.fail(concat({quoted(operation.name), " is an index of table ", quoted(table.name),
                               ", not a constraint; use ", instead}));
  }
  DropConstraint any = operation;
  any.kind = schema::ConstraintKind::any;
  const auto other = find_constraints(table, any);
  if (!other.empty()) {
    return change.fail(concat({quoted(operation.name), " of table ", quoted(table.name), " is a ",
                               words_for(other.front().kind), ", not a ", kind}));
  }
  change.fail(
      concat({"table ", quoted(table.name), " has no ", kind, " ", quoted(operation.name),
              " at this revision", suggestion(operation.name, names_of_constraints(table))}),
      schema::path_of_constraint(operation.table, operation.name));
}

// The table to which a constraint is added, or null if its name is in use.
schema::Table* prepare(Change& change, const Name& name, const std::string& constraint) {
  schema::Table* table = require_table(change, name);
  if (table != nullptr) require_free_constraint(change, *table, constraint);
  return table;
}

template <class Constraints, class Constraint>
void add(Change& change, schema::Table& table, Constraints& constraints,
         const Constraint& constraint) {
  if (change.failed()) return;
  constraints.push_back(constraint);
  schema::sort(table);
}

}  // namespace

static void apply_to(Change& change, const CreatePrimaryKey& operation) {
  schema::Table* table = prepare(change, operation.table, operation.constraint.name);
  if (table == nullptr) return;
  check_primary_key(change, *table, operation.constraint);
  if (change.failed()) return;
  table->primary_key = operation.constraint;
  for (const std::string& column : operation.constraint.columns) {
    if (schema::Column* found = schema::find_column(*table, column)) found->nullable = false;
  }
}

static void apply_to(Change& change, const CreateUnique& operation) {
  schema::Table* table = prepare(change, operation.table, operation.constraint.name);
  if (table == nullptr) return;
  check_unique(change, *table, operation.constraint);
  add(change, *table, table->uniques, operation.constraint);
}

static void apply_to(Change& change, const CreateForeignKey& operation) {
  schema::Table* table = prepare(change, operation.table, operation.constraint.name);
  if (table == nullptr) return;
  check_foreign_key(change, *table, operation.constraint);
  add(change, *table, table->foreign_keys, operation.constraint);
}

static void apply_to(Change& change, const CreateCheck& operation) {
  schema::Table* table = prepare(change, operation.table, operation.constraint.name);
  if (table == nullptr) return;
  if (operation.constraint.expression.empty()) {
    change.fail(naming(operation.constraint) + " has no expression");
  }
  add(change, *table, table->checks, operation.constraint);
}

static void apply_to(Change& change, const CreateExclude& operation) {
  schema::Table* table = prepare(change, operation.table, operation.constraint.name);
  if (table == nullptr) return;
  if (operation.constraint.definition.empty()) {
    change.fail(naming(operation.constraint) + " has no definition");
  }
  add(change, *table, table->excludes, operation.constraint);
}

static void apply_to(Change& change, const ValidateConstraint& operation) {
  schema::Table* table = require_table(change, operation.table);
  if (table == nullptr) return;
  for (schema::ForeignKey& key : table->foreign_keys) {
    if (key.name != operation.name) continue;
    key.not_valid = false;
    return;
  }
  for (schema::Check& check : table->checks) {
    if (check.name != operation.name) continue;
    check.not_valid = false;
    return;
  }
  std::vector<std::string> names;
  for (const schema::ForeignKey& key : table->foreign_keys) names.push_back(key.name);
  for (const schema::Check& check : table->checks) names.push_back(check.name);
  change.fail(
      concat({"table ", quoted(table->name), " has no foreign key or check ",
              quoted(operation.name), " at this revision", suggestion(operation.name, names)}),
      schema::path_of_constraint(operation.table, operation.name));
}

static void apply_to(Change& change, const DropConstraint& operation) {
  schema::Table* table = require_table(change, operation.table);
  if (table == nullptr) return;
  const auto found = find_constraints(*table, operation);
  if (found.empty()) return fail_not_found(change, *table, operation, "drop_index");
  if (found.size() > 1) {
    std::vector<std::string> names;
    for (const FoundConstraint& which : found) names.push_back(naming(*table, which));
    return change.fail(concat(
        {"table ", quoted(table->name), " has more than one constraint that could be meant: ",
         enumerated(names), "; say which by its type, or by its columns or expression"}));
  }
  const schema::ConstraintKind kind = found.front().kind;
  if (kind == schema::ConstraintKind::primary || kind == schema::ConstraintKind::unique) {
    schema::Table after = *table;
    remove_constraint(after, found.front());
    check_references_keep_key(change, after, naming(*table, found.front()));
  }
  if (!change.failed()) remove_constraint(*table, found.front());
}

static void apply_to(Change& change, const RenameConstraint& operation) {
  schema::Table* table = require_table(change, operation.table);
  if (table == nullptr) return;
  const DropConstraint meant{.table = operation.table, .name = operation.name};
  const auto found = find_constraints(*table, meant);
  if (operation.name.empty() || found.empty())
    return fail_not_found(change, *table, meant, "rename_index");
  if (operation.new_name.empty()) return change.fail("the new name is empty");
  require_free_constraint(change, *table, operation.new_name);
  if (change.failed()) return;
  rename_constraint(*table, found.front(), operation.new_name);
  schema::sort(*table);
}

template void apply_as<CreatePrimaryKey>(Change&, const AnyOperation&);
template void apply_as<CreateUnique>(Change&, const AnyOperation&);
template void apply_as<CreateForeignKey>(Change&, const AnyOperation&);
template void apply_as<CreateCheck>(Change&, const AnyOperation&);
template void apply_as<CreateExclude>(Change&, const AnyOperation&);
template void apply_as<ValidateConstraint>(Change&, const AnyOperation&);
template void apply_as<DropConstraint>(Change&, const AnyOperation&);
template void apply_as<RenameConstraint>(Change&, const AnyOperation&);

}  // namespace limbeck::operations
