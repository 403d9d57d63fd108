#include "migrations/operations/create.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "migrations/schema/columns.h"

namespace limbeck::operations {
namespace {

using ConstraintKind = schema::ConstraintKind;

DropConstraint by_columns(const Name& table, ConstraintKind kind, const std::string& name,
                          const std::vector<std::string>& columns) {
  return {table, name, kind, name.empty() ? columns : std::vector<std::string>(), {}};
}

DropConstraint by_text(const Name& table, ConstraintKind kind, const std::string& name,
                       const std::string& text) {
  return {table, name, kind, {}, name.empty() ? text : std::string()};
}

}  // namespace

std::vector<Operation> creation_of(schema::Table table) {
  const auto indexes = std::exchange(table.indexes, {});
  const auto needs_index = [&](const schema::ForeignKey& key) {
    return key.ref_table == table.name && !schema::is_key(table, key.ref_columns);
  };
  std::vector<schema::ForeignKey> later;
  std::copy_if(table.foreign_keys.begin(), table.foreign_keys.end(), std::back_inserter(later),
               needs_index);
  std::erase_if(table.foreign_keys, needs_index);
  const Name name = table.name;
  std::vector<Operation> operations;
  operations.push_back({CreateTable{std::move(table)}, {}});
  for (const schema::Index& index : indexes) operations.push_back({CreateIndex{name, index}, {}});
  for (const schema::ForeignKey& key : later)
    operations.push_back({CreateForeignKey{name, key}, {}});
  return operations;
}

std::vector<Operation> creation_of(schema::View view) {
  const auto indexes = std::exchange(view.indexes, {});
  const Name name = view.name;
  std::vector<Operation> operations;
  operations.push_back({CreateView{std::move(view)}, {}});
  for (const schema::Index& index : indexes) operations.push_back({CreateIndex{name, index}, {}});
  return operations;
}

DropConstraint dropping(const Name& table, const schema::PrimaryKey& key) {
  return by_columns(table, ConstraintKind::primary, key.name, key.columns);
}
DropConstraint dropping(const Name& table, const schema::Unique& constraint) {
  return by_columns(table, ConstraintKind::unique, constraint.name, constraint.columns);
}
DropConstraint dropping(const Name& table, const schema::ForeignKey& key) {
  return by_columns(table, ConstraintKind::foreign_key, key.name, key.columns);
}
DropConstraint dropping(const Name& table, const schema::Check& constraint) {
  return by_text(table, ConstraintKind::check, constraint.name, constraint.expression);
}
DropConstraint dropping(const Name& table, const schema::Exclude& constraint) {
  return by_text(table, ConstraintKind::exclude, constraint.name, constraint.definition);
}

}  // namespace limbeck::operations
