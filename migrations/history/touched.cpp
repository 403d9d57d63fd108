#include "migrations/history/touched.h"

#include <algorithm>
#include <concepts>
#include <utility>

namespace limbeck::history {
namespace {

using operations::Operation;
using schema::Name;

struct Collector {
  Touched& touched;
  bool& renames;

  void all(const std::vector<Operation>& operations) const {
    for (const Operation& operation : operations) std::visit(*this, operation.value);
  }

  void operator()(const operations::CreateTable& op) const { touched.tables.insert(op.table.name); }
  void operator()(const operations::RenameTable& op) const {
    touched.tables.insert(op.table);
    touched.tables.insert({op.table.schema, op.new_name});
    renames = true;
  }
  void operator()(const operations::RenameColumn& op) const {
    touched.tables.insert(op.table);
    renames = true;
  }
  void operator()(const operations::CreateEnum& op) const { touched.enums.insert(op.type.name); }
  void operator()(const operations::Execute& op) const { all(op.effect); }
  void operator()(const operations::AutocommitBlock& op) const { all(op.operations); }
  void operator()(const operations::Run&) const {}
  template <class OnTable>
  requires requires(const OnTable& op) {
    { op.table } -> std::same_as<const Name&>;
  }
  void operator()(const OnTable& op) const { touched.tables.insert(op.table); }
  template <class OnEnum>
  requires requires(const OnEnum& op) {
    { op.name } -> std::same_as<const Name&>;
  }
  void operator()(const OnEnum& op) const { touched.enums.insert(op.name); }
};

bool refers_to(const schema::Table& table, const std::set<Name>& tables) {
  return std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                     [&](const auto& key) { return tables.contains(key.ref_table); });
}

bool has_type(const schema::Table& table, const std::set<Name>& enums) {
  return std::any_of(table.columns.begin(), table.columns.end(), [&](const schema::Column& column) {
    return column.type.kind == schema::TypeKind::enumeration && enums.contains(column.type.name);
  });
}

template <class Things>
void put(Things& things, const Name& name, typename Things::value_type* thing) {
  const auto at =
      std::lower_bound(things.begin(), things.end(), name,
                       [](const auto& other, const Name& key) { return other.name < key; });
  const bool there = at != things.end() && at->name == name;
  if (thing == nullptr) {
    if (there) things.erase(at);
  } else if (there) {
    *at = std::move(*thing);
  } else {
    things.insert(at, std::move(*thing));
  }
}

}  // namespace

Touched touched_by(const std::vector<Operation>& operations, const schema::Schema& schema) {
  Touched touched;
  bool renames = false;
  Collector{touched, renames}.all(operations);
  if (!renames && touched.enums.empty()) return touched;
  std::set<Name> more;
  for (const schema::Table& table : schema.tables) {
    if ((renames && refers_to(table, touched.tables)) || has_type(table, touched.enums)) {
      more.insert(table.name);
    }
  }
  touched.tables.merge(more);
  return touched;
}

schema::Schema part_of(const schema::Schema& schema, const Touched& touched) {
  schema::Schema part;
  for (const Name& name : touched.tables) {
    if (const auto* table = find_table(schema, name)) part.tables.push_back(*table);
  }
  for (const Name& name : touched.enums) {
    if (const auto* type = find_enum(schema, name)) part.enums.push_back(*type);
  }
  return part;
}

void restore(schema::Schema& schema, const Touched& touched, schema::Schema part) {
  for (const Name& name : touched.tables) put(schema.tables, name, find_table(part, name));
  for (const Name& name : touched.enums) put(schema.enums, name, find_enum(part, name));
}

}  // namespace limbeck::history
