#include "migrations/sql/sqlite/lower.h"

#include <algorithm>
#include <iterator>

#include "migrations/schema/other_objects.h"
#include "migrations/sql/quoting.h"
#include "migrations/sql/sqlite/expression.h"
#include "migrations/sql/sqlite/objects.h"
#include "migrations/sql/sqlite/types.h"
#include "migrations/sql_text/names.h"
#include "migrations/text/concat.h"

namespace limbeck::sql::sqlite {
namespace {

using schema::Column;
using schema::Index;
using schema::IndexElement;
using schema::Table;
using schema::TypeKind;

bool has_setting(const Table& table, const char* name) {
  const auto found = table.settings.find(name);
  return found != table.settings.end() && sql_text::equal_ignoring_case(found->second, "true");
}

std::string upper_case(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return result;
}

// Normalises the names of built-in collations. BINARY is the default of a column.
std::string lower_collation(std::string_view collation) {
  const std::string upper = upper_case(collation);
  if (upper == "BINARY") return {};
  return upper == "NOCASE" || upper == "RTRIM" ? upper : std::string(collation);
}

Column lower_column(const Column& column, const Scope& scope, bool strict, Types types) {
  Column result = column;
  result.comment.clear();
  result.type = types == Types::spelled ? lower_spelled_type(column.type, strict)
                                        : lower_type(column.type, strict);
  if (column.default_sql) result.default_sql = canonical(*column.default_sql, Scope{});
  if (column.generated)
    result.generated->expression = canonical(column.generated->expression, scope);
  result.collation = lower_collation(column.collation);
  return result;
}

// `INTEGER PRIMARY KEY` is the rowid for every size of integer, and never NULL.
void lower_identity(Table& table) {
  for (Column& column : table.columns) {
    if (!column.identity) continue;
    column.type = schema::Type{.kind = TypeKind::integer};  // SQLite takes no synonym for the rowid
    column.nullable = false;
    column.identity = schema::Identity{};
  }
  if (!is_without_rowid(table) || !table.primary_key) return;
  for (const std::string& key : table.primary_key->columns) {
    if (Column* column = find_column(table, key)) column->nullable = false;
  }
}

void lower_foreign_key(schema::ForeignKey& key, const schema::Schema& in) {
  key.ref_table = without_main(key.ref_table);
  key.match = schema::Match::simple;
  key.not_valid = false;
  if (!key.ref_columns.empty()) return;
  const Table* parent = find_table(in, key.ref_table);
  if (parent != nullptr && parent->primary_key) key.ref_columns = parent->primary_key->columns;
}

// An expression that is one column becomes a column, and the collation of the column itself is
// removed.
IndexElement lower_element(const IndexElement& element, const Table& table, const Scope& scope) {
  IndexElement result;
  result.order = element.order;
  result.collation = upper_case(element.collation);
  if (element.expression.empty()) {
    result.column = element.column;
  } else {
    const std::string text = canonical(element.expression, scope);
    const auto column = std::ranges::find_if(
        scope.columns, [&](const std::string& name) { return spelled(name) == text; });
    (column == scope.columns.end() ? result.expression : result.column) =
        column == scope.columns.end() ? text : *column;
  }
  if (const Column* column = find_column(table, result.column)) {
    const std::string own = column->collation.empty() ? "BINARY" : column->collation;
    if (result.collation == own) result.collation.clear();
  } else if (result.collation == "BINARY") {
    result.collation.clear();
  }
  // SQLite takes NULL for the smallest value.
  const bool ascending = element.order == schema::Order::ascending;
  const auto usual = ascending ? schema::Nulls::first : schema::Nulls::last;
  if (element.nulls != usual) result.nulls = element.nulls;
  result.opclass = element.opclass;
  return result;
}

Index lower_index(const Index& index, const Table& table, const Scope& scope) {
  Index result = index;
  result.comment.clear();
  if (sql_text::equal_ignoring_case(index.method, "btree")) result.method.clear();
  if (!index.where.empty()) result.where = canonical(index.where, scope);
  for (IndexElement& element : result.elements) element = lower_element(element, table, scope);
  return result;
}

}  // namespace

bool is_strict(const Table& table) { return has_setting(table, "sqlite.strict"); }
bool is_without_rowid(const Table& table) { return has_setting(table, "sqlite.without_rowid"); }
bool is_autoincrement(const Table& table) { return has_setting(table, "sqlite.autoincrement"); }
bool has_small_types(const Table& table) { return has_setting(table, "sqlite.small_types"); }

const Column* rowid_column(const Table& table) {
  if (is_without_rowid(table) || !table.primary_key || table.primary_key->columns.size() != 1) {
    return nullptr;
  }
  const Column* column = find_column(table, table.primary_key->columns.front());
  return column != nullptr && column->identity ? column : nullptr;
}

schema::Name without_main(schema::Name name) {
  if (sql_text::equal_ignoring_case(name.schema, "main")) name.schema.clear();
  return name;
}

schema::Check enum_check(const Column& column, const schema::Enum& type) {
  std::vector<std::string> values;
  for (const std::string& value : type.values) values.push_back(enclose(value, '\'', "a value"));
  return {.name = {},
          .expression = concat({spelled(column.name), " IN (", join(values, ", "), ")"})};
}

Table lower_table(const Table& table, const schema::Schema& in, Types types) {
  Table result;
  result.name = without_main(table.name);
  Scope scope{.table = table.name.name};
  for (const Column& column : table.columns) scope.columns.push_back(column.name);
  for (const char* setting : {"sqlite.autoincrement", "sqlite.strict", "sqlite.without_rowid"}) {
    if (has_setting(table, setting)) result.settings[setting] = "true";
  }
  if (types == Types::spelled && has_small_types(table))
    result.settings["sqlite.small_types"] = "true";
  for (const Column& column : table.columns) {
    result.columns.push_back(lower_column(column, scope, is_strict(table), types));
  }
  result.primary_key = table.primary_key;
  lower_identity(result);
  result.uniques = table.uniques;
  result.foreign_keys = table.foreign_keys;
  for (schema::ForeignKey& key : result.foreign_keys) lower_foreign_key(key, in);
  for (const schema::Check& check : table.checks) {
    result.checks.push_back({.name = check.name, .expression = canonical(check.expression, scope)});
  }
  for (const Column& column : table.columns) {
    if (column.type.kind != TypeKind::enumeration) continue;
    if (const schema::Enum* type = find_enum(in, column.type.name)) {
      result.checks.push_back(enum_check(column, *type));
    }
  }
  result.excludes = table.excludes;
  result.partition_by = table.partition_by;
  for (const Index& index : table.indexes) {
    result.indexes.push_back(lower_index(index, result, scope));
  }
  sort(result);
  return result;
}

schema::Schema lower(const schema::Schema& schema) {
  schema::Schema result;
  for (const Table& table : schema.tables) result.tables.push_back(lower_table(table, schema));
  for (const schema::View& view : schema.views) result.views.push_back(lower_view(view));
  for (const schema::Trigger& trigger : schema.triggers)
    result.triggers.push_back(lower_trigger(trigger));
  std::ranges::copy_if(schema.objects, std::back_inserter(result.objects),
                       [](const schema::OtherObject& object) {
                         const auto* kind = schema::kind_of_other(object.name.name);
                         return kind != nullptr && kind->dialect() == "sqlite";
                       });
  sort(result);
  return result;
}

}  // namespace limbeck::sql::sqlite
