#include <algorithm>
#include <set>
#include <utility>

#include "migrations/operations/apply/apply_as.h"
#include "migrations/operations/apply/checks.h"
#include "migrations/operations/apply/needs.h"
#include "migrations/operations/apply/objects.h"
#include "migrations/operations/column_change.h"
#include "migrations/schema/columns.h"
#include "migrations/schema/inheritance.h"
#include "migrations/schema/parts.h"
#include "migrations/sql_text/expression.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {
namespace {

bool in_primary_key(const schema::Table& table, const std::string& column) {
  return table.primary_key &&
         std::ranges::find(table.primary_key->columns, column) != table.primary_key->columns.end();
}

std::string full_name(const Name& table, const std::string& column) {
  return quoted(concat({to_string(table), ".", column}));
}

void rename(std::vector<std::string>& columns, const RenameColumn& operation) {
  std::replace(columns.begin(), columns.end(), operation.column, operation.new_name);
}

// `columns` are the names of the table's columns before.
void rename_in_table(schema::Table& table, const RenameColumn& operation,
                     const std::vector<std::string>& columns) {
  const auto rename_in = [&](std::string& sql) {
    if (sql.empty()) return;
    sql = sql_text::rename_column_in(sql, operation.column, operation.new_name, columns);
  };
  for (auto& column : table.columns) {
    if (column.generated) rename_in(column.generated->expression);
    if (column.name == operation.column) column.name = operation.new_name;
  }
  const auto rename_in_key = [&](auto& key) {
    rename(key.columns, operation);
    rename(key.include, operation);
  };
  if (table.primary_key) rename_in_key(*table.primary_key);
  for (auto& unique : table.uniques) rename_in_key(unique);
  for (auto& key : table.foreign_keys) {
    rename(key.columns, operation);
    rename(key.on_delete_columns, operation);
  }
  for (auto& check : table.checks) rename_in(check.expression);
  for (auto& exclude : table.excludes) rename_in(exclude.definition);
  for (auto& index : table.indexes) {
    for (auto& element : index.elements) {
      if (element.column == operation.column) element.column = operation.new_name;
      rename_in(element.expression);
    }
    rename(index.include, operation);
    rename_in(index.where);
  }
  rename_in(table.partition_by);
  schema::rename_inherited_column(table, operation.column, operation.new_name);
}

}  // namespace

static void apply_to(Change& change, const AddColumn& operation) {
  schema::Table* table = require_table(change, operation.table);
  if (table == nullptr) return;
  if (schema::find_column(*table, operation.column.name) != nullptr) {
    change.fail(concat({"table ", quoted(table->name), " has a column ",
                        quoted(operation.column.name), " already"}));
  }
  require_own_columns(change, *table);
  check_column(change, operation.table, operation.column);
  if (!operation.fill.empty() && operation.column.generated) {
    change.fail(concat({"column ", full_name(operation.table, operation.column.name),
                        " is generated: there is nothing to fill"}));
  }
  if (!change.failed()) table->columns.push_back(operation.column);
}

static void apply_to(Change& change, const DropColumn& operation) {
  schema::Table* table = require_table(change, operation.table);
  if (table == nullptr || !require_own_columns(change, *table)) return;
  schema::Column* column = require_column(change, *table, operation.column);
  if (column == nullptr) return;
  const auto needs = needs_of_column(change, *table, operation.column);
  if (!needs.empty()) {
    return change.fail(
        concat({"column ", full_name(operation.table, operation.column), " is needed by ",
                enumerated(needs), "; drop ", needs.size() == 1 ? "it" : "them", " first"}));
  }
  drop_owned(change, operation.table, operation.column);
  if (change.failed()) return;
  table->columns.erase(table->columns.begin() + (column - table->columns.data()));
}

static void apply_to(Change& change, const RenameColumn& operation) {
  schema::Table* table = require_table(change, operation.table);
  if (table == nullptr || !require_own_columns(change, *table)) return;
  require_column(change, *table, operation.column);
  if (operation.new_name.empty()) change.fail("a column must have a name");
  if (schema::find_column(*table, operation.new_name) != nullptr) {
    change.fail(concat(
        {"table ", quoted(table->name), " has a column ", quoted(operation.new_name), " already"}));
  }
  if (change.failed()) return;
  const std::vector<std::string> columns = column_names(*table);
  std::vector<schema::Table*> partitions;
  for (const schema::Table* partition : all_partitions_of(change, operation.table)) {
    partitions.push_back(edit_table(change, partition->name));
  }
  rename_in_table(*table, operation, columns);
  for (schema::Table* partition : partitions) rename_in_table(*partition, operation, columns);
  const auto is_changed = [&](const Name& name) {
    return name == operation.table ||
           std::ranges::any_of(
               partitions, [&](const schema::Table* partition) { return partition->name == name; });
  };
  schema::for_each_sql_object_kind([&](const auto& kind) {
    for (auto& thing : change.schema.*kind.member) {
      schema::each_part<schema::OwnedBy>(thing, [&](schema::OwnedBy& owner) {
        if (owner.table == operation.table && owner.column == operation.column)
          owner.column = operation.new_name;
      });
    }
  });
  for (schema::Trigger& trigger : change.schema.triggers) {
    if (is_changed(trigger.table)) rename_column_in(trigger, operation.column, operation.new_name);
  }
  std::set<Name> to_sort{operation.table};
  for (const schema::Table* partition : partitions) to_sort.insert(partition->name);
  for (const Name& changed : std::set(to_sort)) {
    for (const Name& name : change.catalog.holders(Link::reference, changed)) to_sort.insert(name);
  }
  for (const Name& name : to_sort) {
    schema::Table& other = *edit_table(change, name);
    for (schema::ForeignKey& key : other.foreign_keys) {
      if (is_changed(key.ref_table)) rename(key.ref_columns, operation);
    }
    schema::sort(other);
  }
}

std::string_view using_expression(const AlterColumn& change, std::string_view dialect) {
  const auto own = change.using_by_dialect.find(std::string(dialect));
  return own == change.using_by_dialect.end() ? change.using_expression : own->second;
}

bool has_using_expression(const AlterColumn& change) {
  return !change.using_expression.empty() || !change.using_by_dialect.empty();
}

static void apply_to(Change& change, const AlterColumn& operation) {
  schema::Table* table = require_table(change, operation.table);
  if (table == nullptr || !require_own_columns(change, *table)) return;
  schema::Column* column = require_column(change, *table, operation.column);
  if (column == nullptr) return;
  schema::Column altered = with_changes(*column, operation);
  const std::string name = full_name(operation.table, operation.column);
  if (altered.nullable && in_primary_key(*table, operation.column)) {
    change.fail(concat({"column ", name, " is in the primary key, so it cannot be nullable"}));
  }
  if (has_using_expression(operation) && !operation.type) {
    change.fail(
        concat({"column ", name, " has a using expression, but no new type that it would be for"}));
  }
  if (!operation.fill.empty() && operation.nullable != false) {
    change.fail(concat({"column ", name, " has a fill, which is for `nullable = false`"}));
  }
  if (altered.generated && !(operation.using_expression.empty() && operation.fill.empty())) {
    change.fail(concat({"column ", name,
                        " is generated: ", operation.fill.empty() ? "a using expression" : "a fill",
                        " would be given no row"}));
  }
  check_column(change, operation.table, altered);
  if (!change.failed()) *column = std::move(altered);
}

template void apply_as<AddColumn>(Change&, const AnyOperation&);
template void apply_as<DropColumn>(Change&, const AnyOperation&);
template void apply_as<RenameColumn>(Change&, const AnyOperation&);
template void apply_as<AlterColumn>(Change&, const AnyOperation&);

}  // namespace limbeck::operations
