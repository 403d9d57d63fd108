#include <algorithm>
#include <set>
#include <utility>

#include "migrations/operations/apply/apply_as.h"
#include "migrations/operations/apply/checks.h"
#include "migrations/operations/apply/needs.h"
#include "migrations/operations/apply/objects.h"
#include "migrations/schema/inheritance.h"
#include "migrations/schema/other_objects.h"
#include "migrations/schema/parts.h"
#include "migrations/sql_text/expression.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {
namespace {

// The place of the table in the sorted list, or where it would be inserted.
auto place_of(schema::Schema& schema, const Name& name) {
  return std::lower_bound(
      schema.tables.begin(), schema.tables.end(), name,
      [](const schema::Table& other, const Name& key) { return other.name < key; });
}

void insert(Change& change, schema::Table table) {
  change.edited.push_back(table.name);
  change.schema.tables.insert(place_of(change.schema, table.name), std::move(table));
}

// Removes the table from the schema.
schema::Table take(Change& change, const Name& name) {
  const auto at = place_of(change.schema, name);
  schema::Table table = std::move(*at);
  change.schema.tables.erase(at);
  change.edited.push_back(name);
  return table;
}

void check_names_of_constraints(Change& change, const schema::Table& table) {
  std::set<std::string> seen;
  const auto note = [&](const auto& constraint) {
    if (constraint.name.empty() || seen.insert(constraint.name).second) return;
    change.fail(
        concat({"table ", quoted(table.name), " has two constraints ", quoted(constraint.name)}));
  };
  if (table.primary_key) note(*table.primary_key);
  std::for_each(table.uniques.begin(), table.uniques.end(), note);
  std::for_each(table.foreign_keys.begin(), table.foreign_keys.end(), note);
  std::for_each(table.checks.begin(), table.checks.end(), note);
  std::for_each(table.excludes.begin(), table.excludes.end(), note);
}

void check_indexes(Change& change, const schema::Table& table) {
  std::set<std::string> seen;
  for (const schema::Index& index : table.indexes) {
    check_index(change, table, index);
    if (index.name == table.name.name || !seen.insert(index.name).second) {
      change.fail(concat(
          {"table ", quoted(table.name), " has two things of the name ", quoted(index.name)}));
    } else {
      require_free_relation(change, {table.name.schema, index.name});
    }
  }
}

void rename_in_texts(schema::Table& table, const std::string& old_name,
                     const std::string& new_name) {
  const auto rename = [&](std::string& sql) {
    if (!sql.empty()) sql = sql_text::rename_table_in(sql, old_name, new_name);
  };
  for (auto& column : table.columns) {
    if (column.generated) rename(column.generated->expression);
  }
  for (auto& check : table.checks) rename(check.expression);
  for (auto& exclude : table.excludes) rename(exclude.definition);
  for (auto& index : table.indexes) {
    rename(index.where);
    for (auto& element : index.elements) rename(element.expression);
  }
}

}  // namespace

static void apply_to(Change& change, const CreateTable& operation) {
  schema::Table table = operation.table;
  if (table.name.name.empty()) return change.fail("a table must have a name");
  require_free_relation(change, table.name);
  if (table.partition_of) {
    check_partition(change, table.name, *table.partition_of);
    if (!table.columns.empty()) {
      change.fail(
          concat({"table ", quoted(table.name), " is a partition: its columns are those of ",
                  quoted(table.partition_of->table), ", so it can name none"}));
    }
    if (change.failed()) return;
  } else if (table.columns.empty()) {
    change.fail(concat({"table ", quoted(table.name), " has no columns"}));
  }
  std::set<std::string_view> seen;
  for (const schema::Column& column : table.columns) {
    if (!seen.insert(column.name).second) {
      change.fail(concat({"table ", quoted(table.name), " has two columns ", quoted(column.name)}));
    }
    check_column(change, table.name, column);
  }
  if (table.primary_key) {
    check_columns(change, table, table.primary_key->columns, naming(*table.primary_key));
    for (const std::string& column : table.primary_key->include)
      require_column(change, table, column);
  }
  for (const schema::Unique& unique : table.uniques) check_unique(change, table, unique);
  for (const schema::ForeignKey& key : table.foreign_keys) check_foreign_key(change, table, key);
  check_names_of_constraints(change, table);
  check_indexes(change, table);
  if (change.failed()) return;
  if (table.primary_key) {
    for (const std::string& column : table.primary_key->columns) {
      if (schema::Column* found = schema::find_column(table, column)) found->nullable = false;
    }
  }
  schema::sort(table);
  insert(change, std::move(table));
}

static void apply_to(Change& change, const DropTable& operation) {
  const schema::Table* table = require_table(change, operation.table);
  if (table == nullptr) return;
  std::vector<std::string> needs;
  for (const Reference& reference : references_to(change, operation.table)) {
    if (reference.table == table) continue;
    needs.push_back(concat({naming(*reference.key), " of table ", quoted(reference.table->name)}));
  }
  if (!needs.empty()) {
    return change.fail(
        concat({"table ", quoted(operation.table), " is referred to by ", enumerated(needs),
                "; drop ", needs.size() == 1 ? "it" : "them", " first"}));
  }
  for (const schema::Table* partition : partitions_of(change, operation.table)) {
    needs.push_back("partition " + quoted(partition->name));
  }
  if (!needs.empty()) {
    return change.fail(concat({"table ", quoted(operation.table), " has ", enumerated(needs),
                               "; drop or detach ", needs.size() == 1 ? "it" : "them", " first"}));
  }
  drop_owned(change, operation.table);
  if (change.failed()) return;
  std::erase_if(change.schema.triggers,
                [&](const schema::Trigger& trigger) { return trigger.table == operation.table; });
  std::erase_if(change.schema.objects, [&](const schema::OtherObject& object) {
    return schema::table_of(object) == operation.table;
  });
  take(change, operation.table);
}

static void apply_to(Change& change, const RenameTable& operation) {
  require_table(change, operation.table);
  if (operation.new_name.empty()) change.fail("a table must have a name");
  const Name new_name{operation.table.schema, operation.new_name};
  require_free_relation(change, new_name);
  if (change.failed()) return;
  std::set<Name> others = change.catalog.holders(Link::reference, operation.table);
  others.merge(std::set(change.catalog.holders(Link::partition, operation.table)));
  others.erase(operation.table);
  others.insert(new_name);
  schema::Table table = take(change, operation.table);
  table.name = new_name;
  rename_in_texts(table, operation.table.name, operation.new_name);
  insert(change, std::move(table));
  for (const Name& name : others) {
    schema::Table& other = *edit_table(change, name);
    for (schema::ForeignKey& key : other.foreign_keys) {
      if (key.ref_table == operation.table) key.ref_table = new_name;
    }
    if (other.partition_of && other.partition_of->table == operation.table)
      other.partition_of->table = new_name;
    schema::sort(other);
  }
  schema::for_each_sql_object_kind([&](const auto& kind) {
    for (auto& thing : change.schema.*kind.member) {
      schema::each_reference(thing, [&](Name& name) {
        if (name == operation.table) name = new_name;
      });
    }
  });
  for (schema::Table& other : change.schema.tables)
    schema::rename_parent(other, operation.table, operation.new_name);
  for (schema::OtherObject& object : change.schema.objects)
    object = with_table_renamed(std::move(object), operation.table, operation.new_name);
  schema::sort_objects(change.schema);
}

static void apply_to(Change& change, const AlterTableComment& operation) {
  if (schema::Table* table = require_table(change, operation.table))
    table->comment = operation.comment;
}

static void apply_to(Change& change, const AlterTableSettings& operation) {
  schema::Table* table = require_table(change, operation.table);
  if (table == nullptr) return;
  for (const auto& [name, value] : operation.settings) {
    if (value.empty()) {
      table->settings.erase(name);
    } else {
      table->settings[name] = value;
    }
  }
}

// This is compiled here, because it creates an operation of this kind.
AnyOperation::AnyOperation() : AnyOperation(CreateTable()) {}

template void apply_as<CreateTable>(Change&, const AnyOperation&);
template void apply_as<DropTable>(Change&, const AnyOperation&);
template void apply_as<RenameTable>(Change&, const AnyOperation&);
template void apply_as<AlterTableComment>(Change&, const AnyOperation&);
template void apply_as<AlterTableSettings>(Change&, const AnyOperation&);

}  // namespace limbeck::operations
