#include "tests/property/postgresql_schemas.h"

#include <algorithm>
#include <functional>
#include <set>

#include "migrations/schema/columns.h"
#include "migrations/sql_text/expression.h"
#include "tests/property/parts.h"

namespace limbeck::test {
namespace {

using schema::Column;
using schema::Table;
using schema::TypeKind;

// PostgreSQL compares no two json values, in an array or not.
bool has_no_order(const Table& table, const std::string& name) {
  const Column* column = schema::find_column(table, name);
  return column != nullptr && column->type.kind == TypeKind::json;
}

bool has_no_order(const Table& table, const std::vector<std::string>& names) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return has_no_order(table, name); });
}

void fit(Column& column) {
  if (column.generated) column.generated->stored = true;
  if (column.type.kind == TypeKind::varchar || column.type.kind == TypeKind::character) {
    // Long enough for every default there is.
    column.type.length = std::max(column.type.length.value_or(10), 10);
  }
  const bool is_text = column.type.dimensions == 0 && (column.type.kind == TypeKind::text ||
                                                       column.type.kind == TypeKind::varchar);
  if (!is_text) column.collation.clear();
}

void fit(const Table& table, schema::Index& index) {
  index.tablespace.clear();
  std::erase_if(index.elements, [&](const schema::IndexElement& element) {
    return has_no_order(table, element.column);
  });
  for (schema::IndexElement& element : index.elements) {
    const Column* column = schema::find_column(table, element.column);
    const bool is_text =
        column != nullptr && column->type.dimensions == 0 && column->type.kind == TypeKind::text;
    if (!is_text || index.unique) element.opclass.clear();
  }
}

// PostgreSQL 15 fails to check foreign keys on arrays whose elements have a length or precision
// ("cannot determine element type of anyarray").
void drop_keys_on_arrays(Table& table) {
  std::erase_if(table.foreign_keys, [&](const schema::ForeignKey& key) {
    return std::any_of(key.columns.begin(), key.columns.end(), [&](const std::string& name) {
      const Column* column = schema::find_column(table, name);
      return column != nullptr && column->type.dimensions > 0;
    });
  });
}

void fit(Table& table) {
  for (Column& column : table.columns) fit(column);
  drop_keys_on_arrays(table);
  for (schema::Index& index : table.indexes) fit(table, index);
  std::erase_if(table.indexes, [](const auto& index) { return index.elements.empty(); });
  std::erase_if(table.uniques,
                [&](const auto& unique) { return has_no_order(table, unique.columns); });
  if (table.primary_key && has_no_order(table, table.primary_key->columns)) {
    table.primary_key.reset();
    for (Column& column : table.columns) column.identity.reset();
  }
  for (schema::Exclude& exclude : table.excludes) {
    const std::size_t method = exclude.definition.find("gist");
    if (method != std::string::npos) exclude.definition.replace(method, 4, "btree");
  }
  std::erase_if(table.excludes, [&](const schema::Exclude& exclude) {
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& column) {
      return column.type.kind == TypeKind::json &&
             sql_text::mentions_column(exclude.definition, column.name);
    });
  });
}

// A key that can be deferred is none that others may refer to.
void settle_keys(schema::Schema& schema) {
  for (const Table& table : schema.tables) {
    for (const schema::ForeignKey& key : table.foreign_keys) {
      Table* referred = schema::find_table(schema, key.ref_table);
      if (referred == nullptr) continue;
      const auto settle = [&](auto& other) {
        if (schema::same_columns(other.columns, key.ref_columns))
          other.deferrable = schema::Deferrable::no;
      };
      for (schema::Unique& unique : referred->uniques) settle(unique);
      if (referred->primary_key) settle(*referred->primary_key);
    }
  }
}

std::set<std::string> all_table_names() {
  Random random(0);
  schema::Schema none;
  const auto names = Parts(random, none, Expressible::on_postgresql).table_names();
  return {names.begin(), names.end()};
}

// Names of constraints that are free in the schema, the same for the same constraint in every
// schema.
class Names {
 public:
  void take(const schema::Name& name) { relations_.insert(name); }
  /// diff renames tables first, and so a name that an index or a key had a moment before is not
  /// free: those of tables are for tables alone.
  void apart_from_tables(std::string& name) const {
    if (tables_.contains(name)) name = "no table " + std::to_string(std::hash<std::string>()(name));
  }
  void give(const Table& table, std::string& name, const std::string& content, bool is_relation) {
    const std::string owner = to_string(table.name) + "\n";
    if (is_relation) apart_from_tables(name);
    const auto clashes = [&] {
      return constraints_.contains(owner + name) ||
             (is_relation && relations_.contains({table.name.schema, name}));
    };
    if (name.empty() || clashes()) {
      name = "n" + std::to_string(std::hash<std::string>()(table.name.name + content));
      while (clashes()) name += "_";
    }
    constraints_.insert(owner + name);
    if (is_relation) relations_.insert({table.name.schema, name});
  }

 private:
  const std::set<std::string> tables_ = all_table_names();
  std::set<schema::Name> relations_;
  std::set<std::string> constraints_;
};

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += name + ",";
  return out;
}

void name_constraints(Names& names, Table& table) {
  if (table.primary_key) names.give(table, table.primary_key->name, "pk", true);
  for (auto& unique : table.uniques)
    names.give(table, unique.name, "u" + joined(unique.columns), true);
  for (auto& exclude : table.excludes) names.give(table, exclude.name, exclude.definition, true);
  for (auto& key : table.foreign_keys) {
    names.give(table, key.name, "f" + joined(key.columns) + to_string(key.ref_table), false);
  }
  for (auto& check : table.checks) names.give(table, check.name, "c" + check.expression, false);
}

}  // namespace

const std::vector<std::string> postgresql_schema_names{"audit", "Other one"};

void fit_postgresql(schema::Schema& schema) {
  for (Table& table : schema.tables) fit(table);
  repair(schema);
  settle_keys(schema);
  Names names;
  for (Table& table : schema.tables) {
    names.take(table.name);
  }
  for (Table& table : schema.tables) {
    for (auto& index : table.indexes) names.give(table, index.name, "i" + index.name, true);
  }
  for (Table& table : schema.tables) name_constraints(names, table);
  schema::sort(schema);
}

schema::Schema without_texts(schema::Schema schema) {
  for (Table& table : schema.tables) {
    for (Column& column : table.columns) {
      if (column.default_sql) column.default_sql = "?";
      if (column.generated) column.generated->expression = "?";
    }
    for (schema::Check& check : table.checks) check.expression = "?";
    for (schema::Exclude& exclude : table.excludes) exclude.definition = "?";
    for (schema::Index& index : table.indexes) {
      if (!index.where.empty()) index.where = "?";
      for (schema::IndexElement& element : index.elements) {
        if (element.column.empty()) element.expression = "?";
      }
    }
  }
  schema::sort(schema);
  return schema;
}

}  // namespace limbeck::test
