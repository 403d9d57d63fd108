#include "migrations/diff/tables.h"

#include <algorithm>
#include <utility>

#include "migrations/diff/columns.h"
#include "migrations/diff/match.h"
#include "migrations/operations/create.h"

namespace limbeck::diff {
namespace {

using operations::Operation;

std::vector<std::string> sorted(std::vector<std::string> columns) {
  std::sort(columns.begin(), columns.end());
  return columns;
}

template <class Create, class Constraint>
Matched<Constraint> compare_constraints(TableChange& change, const std::vector<Constraint>& from,
                                        const std::vector<Constraint>& to) {
  auto matched = match(from, to);
  for (const Constraint* constraint : matched.dropped) {
    change.drops.push_back({operations::dropping(change.to->name, *constraint), {}});
  }
  for (const Constraint* constraint : matched.created) {
    change.creates.push_back({Create{change.to->name, *constraint}, {}});
  }
  return matched;
}

std::vector<schema::PrimaryKey> as_list(const std::optional<schema::PrimaryKey>& key) {
  return key ? std::vector<schema::PrimaryKey>{*key} : std::vector<schema::PrimaryKey>{};
}

void compare_keys(TableChange& change) {
  const auto from = as_list(change.from->primary_key);
  const auto to = as_list(change.to->primary_key);
  for (const auto* key :
       compare_constraints<operations::CreatePrimaryKey>(change, from, to).dropped) {
    change.lost_keys.insert(sorted(key->columns));
  }
  const auto uniques = compare_constraints<operations::CreateUnique>(change, change.from->uniques,
                                                                     change.to->uniques);
  for (const auto* unique : uniques.dropped) change.lost_keys.insert(sorted(unique->columns));
}

void compare_indexes(TableChange& change) {
  const auto indexes = match(change.from->indexes, change.to->indexes);
  for (const schema::Index* index : indexes.dropped) {
    change.drops.push_back({operations::DropIndex{change.to->name, index->name}, {}});
    if (!index->unique) continue;
    std::vector<std::string> columns;
    for (const auto& element : index->elements) columns.push_back(element.column);
    change.lost_keys.insert(sorted(std::move(columns)));
  }
  for (const schema::Index* index : indexes.created) {
    change.creates.push_back({operations::CreateIndex{change.to->name, *index}, {}});
  }
}

void compare_attributes(TableChange& change) {
  const Name& name = change.to->name;
  if (change.from->comment != change.to->comment) {
    change.attributes.push_back({operations::AlterTableComment{name, change.to->comment}, {}});
  }
  if (change.from->settings == change.to->settings) return;
  operations::AlterTableSettings settings{name, {}};
  for (const auto& [setting, value] : change.from->settings) {
    if (!change.to->settings.contains(setting)) settings.settings[setting] = "";
  }
  for (const auto& [setting, value] : change.to->settings) {
    const auto old = change.from->settings.find(setting);
    if (old == change.from->settings.end() || old->second != value)
      settings.settings[setting] = value;
  }
  change.attributes.push_back({std::move(settings), {}});
}

}  // namespace

TableChange compare_tables(const schema::Table& from, const schema::Table& to, const Hints& hints) {
  TableChange change;
  change.from = &from;
  change.to = &to;
  if (from == to) {
    for (const auto& key : from.foreign_keys) change.kept_keys.push_back(&key);
    return change;
  }
  compare_indexes(change);
  compare_constraints<operations::CreateCheck>(change, from.checks, to.checks);
  compare_constraints<operations::CreateExclude>(change, from.excludes, to.excludes);
  auto created = std::move(change.creates);
  change.creates.clear();
  compare_keys(change);
  std::move(created.begin(), created.end(), std::back_inserter(change.creates));
  auto columns = compare_columns(from, to, hints);
  change.columns = std::move(columns.operations);
  change.retyped = std::move(columns.retyped);
  auto keys = match(from.foreign_keys, to.foreign_keys);
  change.dropped_keys = std::move(keys.dropped);
  change.kept_keys = std::move(keys.kept);
  change.created_keys = std::move(keys.created);
  compare_attributes(change);
  return change;
}

bool disturbs(const TableChange& change, const std::vector<std::string>& ref_columns) {
  if (!change.lost_keys.empty() && change.lost_keys.contains(sorted(ref_columns))) return true;
  return std::any_of(ref_columns.begin(), ref_columns.end(),
                     [&](const std::string& column) { return change.retyped.contains(column); });
}

std::string relation_name(const Operation& operation) {
  if (const auto* drop = std::get_if<operations::DropIndex>(&operation.value)) return drop->index;
  if (const auto* create = std::get_if<operations::CreateIndex>(&operation.value))
    return create->index.name;
  if (const auto* key = std::get_if<operations::CreatePrimaryKey>(&operation.value))
    return key->constraint.name;
  if (const auto* unique = std::get_if<operations::CreateUnique>(&operation.value))
    return unique->constraint.name;
  if (const auto* exclude = std::get_if<operations::CreateExclude>(&operation.value)) {
    return exclude->constraint.name;
  }
  if (const auto* drop = std::get_if<operations::DropConstraint>(&operation.value)) {
    const bool has_index = drop->kind != schema::ConstraintKind::check &&
                           drop->kind != schema::ConstraintKind::foreign_key;
    return has_index ? drop->name : std::string();
  }
  return {};
}

}  // namespace limbeck::diff
