#include "migrations/operations/apply/checks.h"

#include <algorithm>
#include <set>

#include "migrations/operations/apply/needs.h"
#include "migrations/schema/columns.h"
#include "migrations/schema/enum_values.h"
#include "migrations/text/concat.h"

namespace limbeck::operations {
namespace {

void check_type(Change& change, const std::string& column, const schema::Column& value) {
  check_numbers(change, "column " + column, value.type);
  if (value.type.kind != schema::TypeKind::enumeration) return;
  const schema::Enum* type = schema::find_enum(change.schema, value.type.name);
  if (type == nullptr) {
    std::vector<std::string> names;
    for (const schema::Enum& known : change.schema.enums) names.push_back(to_string(known.name));
    change.fail(concat({"column ", column, " is of enum ", quoted(value.type.name),
                        ", which does not exist at this revision",
                        suggestion(to_string(value.type.name), names)}),
                schema::path_of_enum(value.type.name));
    return;
  }
  if (!value.default_sql) return;
  const schema::EnumValues values(change.schema, value.type.name);
  for (const auto& said : values.said_in_value(*value.default_sql, value.type)) {
    if (!said.certain || std::ranges::find(type->values, said.value) != type->values.end())
      continue;
    change.fail(concat({"the default of column ", column, " is ", quoted(said.value),
                        ", which is no value of enum ", quoted(type->name),
                        suggestion(said.value, type->values)}),
                schema::path_of_value(type->name, said.value));
  }
}

const schema::Table* referred_table(const Change& change, const schema::Table& table,
                                    const Name& name) {
  return name == table.name ? &table : schema::find_table(change.schema, name);
}

std::string list(const std::vector<std::string>& columns) {
  std::string text;
  for (const std::string& column : columns) text += (text.empty() ? "" : ", ") + column;
  return text;
}

}  // namespace

void check_numbers(Change& change, const std::string& what, const schema::Type& type) {
  for (const std::optional<int>& number : {type.length, type.precision, type.scale}) {
    if (!number || *number >= 0) continue;
    change.fail(
        concat({what, " has the type ", to_string(type),
                ", which has a negative "
                "number; what a database has of such types is written limbeck::native(\"…\")"}));
    return;
  }
}

void check_column(Change& change, const Name& table, const schema::Column& column) {
  const std::string name = quoted(concat({to_string(table), ".", column.name}));
  if (column.name.empty())
    change.fail(concat({"a column of table ", quoted(table), " has no name"}));
  check_type(change, name, column);
  if (column.generated && column.generated->expression.empty()) {
    change.fail(concat({"column ", name, " is generated from no expression"}));
  }
  if (column.generated && column.default_sql) {
    change.fail(
        concat({"column ", name, " is generated and has a default: it can only have one of them"}));
  }
  if (column.generated && column.identity) {
    change.fail(concat(
        {"column ", name, " is generated and has an identity: it can only have one of them"}));
  }
  if (column.identity && column.default_sql) {
    change.fail(
        concat({"column ", name, " has an identity and a default: it can only have one of them"}));
  }
  if (column.identity && column.nullable) {
    change.fail(concat({"column ", name, " has an identity, so it cannot be nullable"}));
  }
}

void check_columns(Change& change, const schema::Table& table,
                   const std::vector<std::string>& columns, const std::string& what) {
  if (columns.empty())
    change.fail(concat({what, " of table ", quoted(table.name), " names no columns"}));
  std::set<std::string_view> seen;
  for (const std::string& column : columns) {
    require_column(change, table, column);
    if (!seen.insert(column).second)
      change.fail(concat({what, " names column ", quoted(column), " twice"}));
  }
}

void require_free_constraint(Change& change, const schema::Table& table, const std::string& name) {
  if (name.empty()) return;
  const auto refuse = [&](const std::string& other) {
    change.fail(concat(
        {"table ", quoted(table.name), " has a constraint ", quoted(name), " already: ", other}));
  };
  const auto refuse_same = [&](const auto& constraint) {
    if (constraint.name == name) refuse(naming(constraint));
  };
  if (table.primary_key) refuse_same(*table.primary_key);
  std::for_each(table.uniques.begin(), table.uniques.end(), refuse_same);
  std::for_each(table.foreign_keys.begin(), table.foreign_keys.end(), refuse_same);
  std::for_each(table.checks.begin(), table.checks.end(), refuse_same);
  std::for_each(table.excludes.begin(), table.excludes.end(), refuse_same);
}

void check_primary_key(Change& change, const schema::Table& table, const schema::PrimaryKey& key) {
  if (table.primary_key) {
    change.fail(concat({"table ", quoted(table.name),
                        " has a primary key already: ", naming(*table.primary_key)}));
  }
  check_columns(change, table, key.columns, naming(key));
  for (const std::string& column : key.include) require_column(change, table, column);
}

void check_unique(Change& change, const schema::Table& table, const schema::Unique& constraint) {
  check_columns(change, table, constraint.columns, naming(constraint));
  for (const std::string& column : constraint.include) require_column(change, table, column);
}

void check_foreign_key(Change& change, const schema::Table& table, const schema::ForeignKey& key) {
  const std::string what = naming(key);
  const std::size_t before = change.failures.size();
  check_columns(change, table, key.columns, what);
  if (key.columns.size() != key.ref_columns.size()) {
    change.fail(
        concat({what, " names ", std::to_string(key.columns.size()), " columns, but refers to ",
                std::to_string(key.ref_columns.size()), " of table ", quoted(key.ref_table)}));
  }
  const schema::Table* referred = referred_table(change, table, key.ref_table);
  if (referred == nullptr) {
    std::vector<std::string> names;
    for (const schema::Table& known : change.schema.tables) names.push_back(to_string(known.name));
    change.fail(concat({what, " refers to table ", quoted(key.ref_table),
                        ", which does not exist at this revision",
                        suggestion(to_string(key.ref_table), names)}),
                schema::path_of_table(key.ref_table));
    return;
  }
  for (const std::string& column : key.ref_columns) require_column(change, *referred, column);
  for (const std::string& column : key.on_delete_columns) {
    if (std::ranges::find(key.columns, column) != key.columns.end()) continue;
    change.fail(concat({what, " sets column ", quoted(column),
                        " on delete, which is none of its own", suggestion(column, key.columns)}));
  }
  if (!key.on_delete_columns.empty() && key.on_delete != schema::Action::set_null &&
      key.on_delete != schema::Action::set_default) {
    change.fail(what + " names columns to set on delete, but sets none");
  }
  const schema::Table& source = schema::column_source(change.schema, *referred);
  if (change.failures.size() == before && !is_key(*referred, key.ref_columns) &&
      !is_key(source, key.ref_columns)) {
    change.fail(
        concat({what, " refers to ",
                quoted(concat({to_string(referred->name), " (", list(key.ref_columns), ")"})),
                ", which is neither the primary key nor unique there"}));
  }
}

namespace {

void check_elements(Change& change, const std::string& of, const schema::Index& index) {
  if (index.name.empty()) change.fail(concat({"an index of ", of, " has no name"}));
  if (index.elements.empty()) change.fail(naming(index) + " has no columns");
  for (const schema::IndexElement& element : index.elements) {
    if (element.column.empty() == element.expression.empty()) {
      change.fail(
          concat({"an element of ", naming(index), " is neither a column nor an expression"}));
    }
  }
}

}  // namespace

void check_index(Change& change, const schema::View& view, const schema::Index& index) {
  check_elements(change, "view " + quoted(view.name), index);
  if (!view.materialized) {
    change.fail(concat({"view ", quoted(view.name),
                        " keeps no rows, so it can have no index; make it materialized"}));
  }
}

void check_index(Change& change, const schema::Table& table, const schema::Index& index) {
  check_elements(change, "table " + quoted(table.name), index);
  for (const schema::IndexElement& element : index.elements) {
    if (!element.column.empty() && element.expression.empty())
      require_column(change, table, element.column);
  }
  for (const std::string& column : index.include) require_column(change, table, column);
}

void check_references_keep_key(Change& change, const schema::Table& after,
                               const std::string& what) {
  std::vector<std::string> needs;
  for (const Reference& reference : references_to(change, after.name)) {
    if (is_key(after, reference.key->ref_columns)) continue;
    needs.push_back(concat({naming(*reference.key), " of table ", quoted(reference.table->name)}));
  }
  if (needs.empty()) return;
  change.fail(concat({what, " is needed by ", enumerated(needs), "; drop ",
                      needs.size() == 1 ? "it" : "them", " first"}));
}

}  // namespace limbeck::operations
