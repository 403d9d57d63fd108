#include "migrations/history/touched.h"

#include <algorithm>
#include <concepts>
#include <utility>

#include "migrations/operations/visit.h"
#include "migrations/schema/enum_texts.h"

namespace limbeck::history {
namespace {

using operations::Operation;
using schema::Name;

struct Collector {
  Touched& touched;
  bool& renames;

  void all(const std::vector<Operation>& operations) const {
    for (const Operation& operation : operations) operations::visit(*this, operation.value);
  }

  void operator()(const operations::CreateTable& op) const {
    touched.tables.insert(op.table.name);
    if (op.table.partition_of) touched.tables.insert(op.table.partition_of->table);
  }
  void operator()(const operations::RenameTable& op) const {
    touched.tables.insert(op.table);
    touched.tables.insert({op.table.schema, op.new_name});
    renames = true;
  }
  void operator()(const operations::RenameColumn& op) const {
    touched.tables.insert(op.table);
    renames = true;
  }
  void operator()(const operations::AttachPartition& op) const {
    touched.tables.insert({op.table, op.partition});
  }
  void operator()(const operations::DetachPartition& op) const {
    touched.tables.insert({op.table, op.partition});
  }
  void operator()(const operations::CommentOn& op) const {
    touched.objects = true;
    if (op.object.kind == schema::ObjectKind::enumeration) touched.enums.insert(op.object.name);
    if (op.object.kind == schema::ObjectKind::index) touched.tables.insert(op.object.name);
  }
  void operator()(const operations::RenameEnum& op) const {
    touched.enums.insert(op.name);
    touched.enums.insert({op.name.schema, op.new_name});
  }
  void operator()(const operations::CreateEnum& op) const { touched.enums.insert(op.type.name); }
  void operator()(const operations::Execute& op) const { all(op.effect); }
  void operator()(const operations::AutocommitBlock& op) const { all(op.operations); }
  void operator()(const operations::Run&) const {}
  template <class OnTable>
  requires requires(const OnTable& op) {
    { op.table } -> std::same_as<const Name&>;
  }
  void operator()(const OnTable& op) const {
    touched.tables.insert(op.table);
    touched.objects = touched.objects || operations::object_of({op, {}});
  }
  template <class OnEnum>
  requires requires(const OnEnum& op) {
    { op.name } -> std::same_as<const Name&>;
  }
  void operator()(const OnEnum& op) const {
    if (operations::object_of({op, {}})) {
      touched.objects = true;
    } else {
      touched.enums.insert(op.name);
    }
  }
  template <class OnObject>
  void operator()(const OnObject&) const {
    touched.objects = true;
  }
};

bool refers_to(const schema::Table& table, const std::set<Name>& tables) {
  return std::ranges::any_of(table.foreign_keys,
                             [&](const auto& key) { return tables.contains(key.ref_table); });
}

// Columns of the type, of a domain over it, and texts that may cast to it.
bool has_type(const schema::Table& table, const schema::EnumValues& type, const Name& name) {
  bool has = std::ranges::any_of(
      table.columns, [&](const schema::Column& column) { return type.is_type(column.type); });
  schema::each_text(table, [&](const std::string& text, const schema::Type*, const auto&) {
    has = has || text.find(name.name) != std::string::npos;
  });
  return has || (table.partition_of && !table.partition_of->bound.empty());
}

bool has_objects_of(const schema::Schema& schema, const std::set<Name>& tables) {
  return std::ranges::any_of(schema.triggers,
                             [&](const auto& trigger) { return tables.contains(trigger.table); }) ||
         std::ranges::any_of(schema.sequences,
                             [&](const auto& sequence) {
                               return sequence.owned_by &&
                                      tables.contains(sequence.owned_by->table);
                             }) ||
         std::ranges::any_of(schema.views,
                             [&](const auto& view) { return tables.contains(view.name); });
}

// A partition is nothing without its table, which has its columns.
void add_partitioned_tables(const schema::Schema& schema, std::set<Name>& tables) {
  std::vector<Name> left(tables.begin(), tables.end());
  while (!left.empty()) {
    const schema::Table* table = find_table(schema, left.back());
    left.pop_back();
    if (table == nullptr || !table->partition_of) continue;
    if (tables.insert(table->partition_of->table).second)
      left.push_back(table->partition_of->table);
  }
}

// All but tables and enums.
void copy_objects(schema::Schema& to, const schema::Schema& from) {
  to.schemas = from.schemas;
  to.extensions = from.extensions;
  to.sequences = from.sequences;
  to.domains = from.domains;
  to.views = from.views;
  to.functions = from.functions;
  to.triggers = from.triggers;
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
  add_partitioned_tables(schema, touched.tables);
  // A trigger or an owned sequence goes with its table, and the index of a view is on that.
  touched.objects = touched.objects || has_objects_of(schema, touched.tables);
  // Domains over an enum, and functions that take one, follow what becomes of it.
  touched.objects = touched.objects || (!touched.enums.empty() &&
                                        !(schema.domains.empty() && schema.functions.empty() &&
                                          schema.views.empty() && schema.triggers.empty()));
  if (!renames && touched.enums.empty()) return touched;
  std::set<Name> more;
  std::vector<std::pair<schema::EnumValues, Name>> types;
  for (const Name& name : touched.enums) types.emplace_back(schema::EnumValues(schema, name), name);
  const auto has_one = [&](const schema::Table& table) {
    return std::ranges::any_of(
        types, [&](const auto& type) { return has_type(table, type.first, type.second); });
  };
  for (const schema::Table& table : schema.tables) {
    if (table.partition_of && renames &&
        touched.tables.contains(column_source(schema, table).name)) {
      more.insert(table.name);
    }
    if ((renames && refers_to(table, touched.tables)) || has_one(table)) {
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
  if (touched.objects) copy_objects(part, schema);
  return part;
}

void restore(schema::Schema& schema, const Touched& touched, schema::Schema part) {
  for (const Name& name : touched.tables) put(schema.tables, name, find_table(part, name));
  if (touched.objects) copy_objects(schema, part);
  for (const Name& name : touched.enums) put(schema.enums, name, find_enum(part, name));
}

}  // namespace limbeck::history
