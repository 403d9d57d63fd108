#include "migrations/operations/apply/needs.h"

#include <algorithm>
#include <set>
#include <utility>

#include "migrations/operations/apply/objects.h"
#include "migrations/schema/columns.h"
#include "migrations/sql_text/expression.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {
namespace {

std::string named(std::string_view kind, const std::string& name, const std::string& otherwise) {
  if (!name.empty()) return concat({kind, " '", name, "'"});
  return concat({"the ", kind, " ", otherwise});
}

std::string on(const std::vector<std::string>& columns) {
  std::string text = "on (";
  for (const std::string& column : columns) {
    if (&column != &columns.front()) text += ", ";
    text += column;
  }
  return text + ")";
}

bool contains(const std::vector<std::string>& columns, std::string_view column) {
  return std::ranges::find(columns, column) != columns.end();
}

}  // namespace

std::string naming(const schema::PrimaryKey& key) {
  return named("primary key", key.name, on(key.columns));
}
std::string naming(const schema::Unique& constraint) {
  return named("unique constraint", constraint.name, on(constraint.columns));
}
std::string naming(const schema::ForeignKey& constraint) {
  return named("foreign key", constraint.name, on(constraint.columns));
}
std::string naming(const schema::Check& constraint) {
  return named("check", constraint.name, concat({"(", constraint.expression, ")"}));
}
std::string naming(const schema::Exclude& constraint) {
  return named("exclude constraint", constraint.name, constraint.definition);
}
std::string naming(const schema::Index& index) {
  return named("index", index.name, "without a name");
}

std::vector<Reference> references_to(Change& change, const schema::Name& table) {
  std::vector<Reference> references;
  for (const Name& name : change.catalog.holders(Link::reference, table)) {
    const schema::Table& other = *schema::find_table(std::as_const(change.schema), name);
    for (const schema::ForeignKey& key : other.foreign_keys) {
      if (key.ref_table == table) references.push_back({&other, &key});
    }
  }
  return references;
}

std::vector<const schema::Table*> partitions_of(Change& change, const schema::Name& table) {
  std::vector<const schema::Table*> partitions;
  for (const Name& name : change.catalog.holders(Link::partition, table)) {
    partitions.push_back(schema::find_table(std::as_const(change.schema), name));
  }
  return partitions;
}

std::vector<const schema::Table*> all_partitions_of(Change& change, const schema::Name& table) {
  std::set<Name> found;
  std::vector<Name> left{table};
  while (!left.empty()) {
    const Name at = std::move(left.back());
    left.pop_back();
    for (const Name& name : change.catalog.holders(Link::partition, at)) {
      if (found.insert(name).second) left.push_back(name);
    }
  }
  found.erase(table);
  std::vector<const schema::Table*> partitions;
  for (const Name& name : found) {
    partitions.push_back(schema::find_table(std::as_const(change.schema), name));
  }
  return partitions;
}

namespace {

// The dependents of the column in `table`, which has the column or is a partition of the table that
// has.
std::vector<std::string> own_needs(const schema::Table& table, std::string_view column,
                                   const std::vector<std::string>& columns) {
  std::vector<std::string> needs;
  const auto mentions = [&](const std::string& sql) {
    return !sql.empty() && sql_text::mentions_column(sql, column, columns);
  };
  const auto look_at_key = [&](const auto& key) {
    if (contains(key.columns, column) || contains(key.include, column))
      needs.push_back(naming(key));
  };
  if (table.primary_key) look_at_key(*table.primary_key);
  std::for_each(table.uniques.begin(), table.uniques.end(), look_at_key);
  for (const auto& key : table.foreign_keys) {
    if (contains(key.columns, column)) needs.push_back(naming(key));
  }
  for (const auto& check : table.checks) {
    if (mentions(check.expression)) needs.push_back(naming(check));
  }
  for (const auto& exclude : table.excludes) {
    if (mentions(exclude.definition)) needs.push_back(naming(exclude));
  }
  for (const auto& index : table.indexes) {
    if (uses_column(index, column, columns)) needs.push_back(naming(index));
  }
  for (const auto& other : table.columns) {
    if (other.name != column && other.generated && mentions(other.generated->expression)) {
      needs.push_back(concat({"generated column '", other.name, "'"}));
    }
  }
  if (mentions(table.partition_by)) needs.push_back("the partition key");
  return needs;
}

}  // namespace

std::vector<std::string> needs_of_column(Change& change, const schema::Table& table,
                                         std::string_view column) {
  const std::vector<std::string> columns = column_names(table);
  std::vector<std::string> needs = own_needs(table, column, columns);
  for (const schema::Table* other : all_partitions_of(change, table.name)) {
    for (const std::string& need : own_needs(*other, column, columns)) {
      needs.push_back(concat({need, " of partition '", to_string(other->name), "'"}));
    }
  }
  for (const schema::Trigger& trigger : change.schema.triggers) {
    if (trigger.table == table.name && uses_column(trigger, std::string(column)))
      needs.push_back(concat({"trigger '", trigger.name, "'"}));
  }
  for (const Reference& reference : references_to(change, table.name)) {
    const bool is_reported =
        reference.table->name == table.name && contains(reference.key->columns, column);
    if (!is_reported && contains(reference.key->ref_columns, column)) {
      needs.push_back(
          concat({naming(*reference.key), " of table '", to_string(reference.table->name), "'"}));
    }
  }
  return needs;
}

std::string enumerated(const std::vector<std::string>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
    text += items[i];
  }
  return text;
}

}  // namespace limbeck::operations
