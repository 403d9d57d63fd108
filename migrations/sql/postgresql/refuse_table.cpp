#include "migrations/sql/postgresql/refuse_table.h"
#include "migrations/schema/inheritance.h"

#include <algorithm>

#include "migrations/schema/location.h"
#include "migrations/schema/schema.h"
#include "migrations/sql/postgresql/expressions.h"
#include "migrations/sql/postgresql/foreign_keys.h"
#include "migrations/sql/postgresql/operator_classes.h"
#include "migrations/sql/postgresql/server_version.h"
#include "migrations/sql/postgresql/settings.h"
#include "migrations/sql/postgresql/type.h"
#include "migrations/sql_text/expression.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::postgresql {
namespace {

constexpr std::size_t most_table_columns = 1600;
constexpr std::size_t most_index_columns = 32;

bool is_listed(const std::string& text, const std::vector<std::string>& list) {
  return std::ranges::find(list, text) != list.end();
}

void refuse_settings(Refusals& out, const schema::Table& table) {
  const std::string path = schema::path_of_table(table.name);
  std::vector<std::string> known = storage_parameter_names();
  known.insert(known.end(), other_setting_names().begin(), other_setting_names().end());
  for (const auto& [full_name, value] : table.settings) {
    const auto name = own_setting(full_name);
    if (!name) continue;
    out.check_text(path, concat({"setting '", full_name, "'"}), value);
    if (is_listed(*name, known)) {
      if (!value.empty()) refuse_setting(out, path, *name, value);
      continue;
    }
    const std::string meant = schema::nearest(*name, known);
    out.add(path,
            concat({"PostgreSQL has no table setting '", *name, "'",
                    meant.empty() ? "" : concat({"; did you mean 'postgresql.", meant, "'?"})}));
  }
  const std::vector<std::string> inherited = schema::inherited_columns(table);
  for (const std::string& column : inherited) {
    if (schema::find_column(table, column) == nullptr) {
      out.add(path, concat({"the setting 'postgresql.inherited' names '", column,
                            "', which is no column of the table"}));
    }
  }
  if (!inherited.empty() && schema::parents_of(table).empty()) {
    out.add(path,
            "the setting 'postgresql.inherited' needs 'postgresql.inherits': the tables that the "
            "columns are of");
  }
  const std::string unlogged = setting(table.settings, "unlogged");
  if (!unlogged.empty() && unlogged != "true" && unlogged != "false") {
    out.add(path, concat({"the setting 'postgresql.unlogged' is \"true\" or \"false\", not \"",
                          unlogged, "\""}));
  }
  if (!table.partition_by.empty() && is_unlogged(table.settings)) {
    out.add(path,
            "a partitioned table holds no rows, so it cannot be unlogged; make its partitions so");
  }
  if (!table.partition_by.empty() && !storage_of(table.settings).empty()) {
    out.add(path,
            "a partitioned table holds no rows, so PostgreSQL takes no storage settings for "
            "it; set them for its partitions");
  }
}

template <class Constraint>
void refuse_constraint(Refusals& out, const schema::Name& table, const Constraint& constraint,
                       std::string_view kind) {
  const std::string path = schema::path_of_constraint(table, constraint.name);
  out.check_name(path, kind, constraint.name);
  if constexpr (requires { constraint.columns; }) {
    if (constraint.columns.size() > most_index_columns) {
      out.add(path, concat({"a ", kind, " has at most 32 columns in PostgreSQL"}));
    }
  }
}

// Types that PostgreSQL compares with each other, among those that limbeck knows by name only.
std::string family_of(const std::string& indexed) {
  // From 18 on "char", which has no collation, refers to none that has one.
  if (is_listed(indexed, {"char", "name"})) return "text";
  if (is_listed(indexed, {"smallint", "integer", "numeric", "real", "double precision"}))
    return "bigint";
  if (is_listed(indexed, {"timestamp", "timestamptz"})) return "date";
  if (is_listed(indexed, {"timetz", "interval"})) return "time";
  return indexed == "bit varying" ? "bit" : indexed;
}

bool ties(const schema::Schema& schema, const schema::Type& from, const schema::Type& to) {
  if (!is_comparable(from, to)) return false;
  const std::string one = indexed_type(schema, from);
  const std::string other = indexed_type(schema, to);
  // is_comparable distinguishes arrays, enums and ranges where that is possible.
  return one.empty() || other.empty() || family_of(one) == family_of(other);
}

void refuse_types(Refusals& out, const schema::Schema& schema, const schema::Table& table,
                  const schema::ForeignKey& key) {
  const schema::Table* other = schema::find_table(schema, key.ref_table);
  for (std::size_t i = 0; i < std::min(key.columns.size(), key.ref_columns.size()); ++i) {
    const schema::Column* from =
        schema::find_column(schema::column_source(schema, table), key.columns[i]);
    const schema::Column* to =
        other == nullptr
            ? nullptr
            : schema::find_column(schema::column_source(schema, *other), key.ref_columns[i]);
    if (from == nullptr || to == nullptr || ties(schema, from->type, to->type)) continue;
    out.add(schema::path_of_constraint(table.name, key.name),
            concat({"a foreign key ties columns that PostgreSQL can compare, and '", from->name,
                    "' is ", to_string(from->type), " while '", to_string(other->name), ".",
                    to->name, "' is ", to_string(to->type), "; give both the same type"}));
  }
}

}  // namespace

namespace {

// A key is unique in each partition only, so it must say which partition.
void refuse_keys(Refusals& out, const schema::Schema& schema, const schema::Table& table) {
  const bool by_expression = partitions_by_expression(schema::column_source(schema, table));
  std::vector<std::string> columns;
  for (const schema::Column& column : schema::column_source(schema, table).columns) {
    columns.push_back(column.name);
  }
  const auto check = [&](const std::string& path, const std::vector<std::string>& key) {
    if (by_expression) {
      return out.add(path,
                     "a table that is partitioned by an expression has no primary key and nothing "
                     "unique in PostgreSQL; partition it by a column");
    }
    for (const std::string& column : columns) {
      if (!sql_text::mentions_column(table.partition_by, column, columns) ||
          is_listed(column, key)) {
        continue;
      }
      out.add(path, concat({"a key of a partitioned table has the columns of its partition key in "
                            "PostgreSQL, and '",
                            column, "' is not among these"}));
    }
  };
  // A partition that is partitioned in turn has the keys of all tables above it.
  const schema::Table* above = &table;
  for (std::size_t i = 0; above != nullptr && i <= schema.tables.size(); ++i) {
    if (const auto& key = above->primary_key) {
      check(schema::path_of_constraint(above->name, key->name), key->columns);
    }
    for (const schema::Unique& unique : above->uniques) {
      check(schema::path_of_constraint(above->name, unique.name), unique.columns);
    }
    for (const schema::Index& index : above->indexes) {
      if (!index.unique) continue;
      std::vector<std::string> key;
      for (const schema::IndexElement& element : index.elements) key.push_back(element.column);
      check(schema::path_of_index(above->name, index.name), key);
    }
    above = above->partition_of ? schema::find_table(schema, above->partition_of->table) : nullptr;
  }
}

void refuse_partitioned(Refusals& out, const schema::Schema& schema, const schema::Table& table) {
  refuse_keys(out, schema, table);
  const auto refuse = [&](const std::string& name, const std::string& message) {
    out.add(schema::path_of_constraint(table.name, name), message);
  };
  for (const schema::Exclude& exclude : table.excludes) {
    refuse(exclude.name, no_such("exclude constraints on partitioned tables"));
  }
  for (const schema::Check& check : table.checks) {
    if (check.no_inherit) refuse(check.name, "a check of a partitioned table is every partition's");
  }
  for (const schema::ForeignKey& key : table.foreign_keys) {
    if (key.not_valid) {
      refuse(key.name, no_such("foreign keys that are not valid on partitioned tables"));
    }
  }
}

}  // namespace

void refuse_table(Refusals& out, const schema::Schema& schema, const schema::Table& table) {
  const std::string path = schema::path_of_table(table.name);
  out.check_name(path, "table", table.name);
  out.check_text(path, "comment", table.comment);
  if (table.columns.size() > most_table_columns) {
    out.add(path, "a table has at most 1600 columns in PostgreSQL");
  }
  if (!table.partition_by.empty()) refuse_partition_key(out, schema, table);
  refuse_settings(out, table);
  for (const schema::Column& column : table.columns) refuse_column(out, schema, table, column);
  if (table.primary_key) refuse_constraint(out, table.name, *table.primary_key, "primary key");
  for (const auto& unique : table.uniques) {
    refuse_constraint(out, table.name, unique, "unique constraint");
  }
  for (const auto& key : table.foreign_keys) {
    refuse_constraint(out, table.name, key, "foreign key");
    out.check_name(schema::path_of_constraint(table.name, key.name), "table", key.ref_table);
    refuse_types(out, schema, table, key);
  }
  for (const auto& check : table.checks) {
    refuse_constraint(out, table.name, check, "check");
    const std::string at = schema::path_of_constraint(table.name, check.name);
    refuse_expression(out, at, check.expression, ExpressionPlace::check,
                      &schema::column_source(schema, table), schema);
    refuse_no_condition(out, at, check.expression, &schema::column_source(schema, table));
  }
  for (const auto& exclude : table.excludes) {
    refuse_constraint(out, table.name, exclude, "exclude constraint");
    refuse_exclude(out, schema, table, exclude);
    if (exclude.name.empty()) {
      out.add(path, "an exclude constraint needs a name: without one it could not be dropped");
    }
  }
  for (const schema::Index& index : table.indexes) {
    refuse_index(out, schema::path_of_index(table.name, index.name), schema, &table, index);
  }
  refuse_keys_without_class(out, schema, table);
  if (table.partition_of) {
    out.check_name(path, "table", table.partition_of->table);
    refuse_bound(out, schema, table);
  }
  if (!table.partition_by.empty()) refuse_partitioned(out, schema, table);
}

}  // namespace limbeck::sql::postgresql
