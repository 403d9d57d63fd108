#include "compiler/scan/constraints.h"

#include <clang/AST/DeclCXX.h>

#include <algorithm>

#include "compiler/scan/enumerations.h"
#include "compiler/scan/lookup.h"
#include "compiler/scan/read_arguments.h"
#include "migrations/findings/rule_id.h"
#include "migrations/sql_text/expression.h"
#include "migrations/sql_text/names.h"

namespace limbeck::compiler {
namespace {

using schema::TypeKind;

// The columns that an expression names, in the order of the table.
std::vector<std::string> mentioned(const TableOfStruct& table, const std::string& expression) {
  std::vector<std::string> names;
  for (const ColumnOfField& field : table.columns) {
    const schema::Column& column = field.column;
    if (sql_text::mentions_column(expression, column.name)) names.push_back(column.name);
  }
  return names;
}

}  // namespace

std::string constraint_name(const Reading& reading, const Attribute& attribute,
                            std::string_view kind, const schema::NameParts& parts) {
  std::string name = text_of(attribute, "name");
  if (named(attribute, "unnamed") == nullptr)
    return name.empty() ? reading.options.naming.name(kind, parts) : name;
  if (!name.empty()) {
    reading.error(RuleId::clash, "a constraint has a name or is unnamed, not both",
                  reading.locator.at(named(attribute, "name")->span));
  }
  return {};
}

schema::Deferrable deferrable_of(const Attribute& attribute) {
  if (named(attribute, "initially_deferred") != nullptr) {
    return schema::Deferrable::initially_deferred;
  }
  return named(attribute, "deferrable") != nullptr ? schema::Deferrable::initially_immediate
                                                   : schema::Deferrable::no;
}

std::string column_in_sql(const std::string& name) {
  if (sql_text::is_plain_name(name)) return name;
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

bool ConstraintReader::place_constraint(const TableOfStruct& table, const std::string& name,
                                        const schema::Location& location) {
  if (name.empty()) return true;  // Any number of constraints have none.
  return place(
      schema::path_of_constraint(table.table.name, name),
      "table '" + to_string(table.table.name) + "' has two constraints named '" + name + "'",
      location);
}

bool ConstraintReader::place(const std::string& path, const std::string& what,
                             const schema::Location& location) {
  const auto [known, fresh] = model_.locations.emplace(path, location);
  if (fresh) return true;
  reading_.error(
      RuleId::clash, what, location,
      {{"the other is here", known->second}, {"name = \"…\" gives one of them another"}});
  return false;
}

int ConstraintReader::column(const TableOfStruct& table, const Argument& path) {
  const Found found = look_up(reading_, path, *table.record, false);
  const schema::Location location = reading_.locator.at(path.span);
  if (found.path.empty()) {
    reading_.error(found.rule, found.problem, location);
    return -1;
  }
  const int at = column_at(table, found.path);
  if (at >= 0) return at;
  const clang::FieldDecl& field = *found.path.back();
  const std::string name = field.getName().str();
  if (reading_.attributes.find(field, "transient") != nullptr) {
    reading_.error(RuleId::unknown_member, "'" + name + "' is transient: it has no column",
                   location, {{"it is here", reading_.locator.of(field)}});
  } else if (is_embedded(table, found.path)) {
    reading_.error(
        RuleId::unknown_member,
        "'" + name + "' is a struct of several columns; name one, as in '" + path.text + ".…'",
        location);
  } else if (found.record->getCanonicalDecl() != table.record->getCanonicalDecl()) {
    reading_.error(RuleId::unknown_member,
                   "'" + path.text + "' is no member of '" + table.record->getName().str() + "'",
                   location);
  }
  return -1;  // the field's own error was reported
}

std::vector<std::string> ConstraintReader::columns(const TableOfStruct& table,
                                                   const std::vector<const Argument*>& paths) {
  std::vector<std::string> names;
  bool all = true;
  for (const Argument* path : paths) {
    const int at = column(table, *path);
    all = all && at >= 0;
    if (at < 0) continue;
    const std::string& name = table.columns[static_cast<std::size_t>(at)].column.name;
    if (std::find(names.begin(), names.end(), name) != names.end()) {
      reading_.error(RuleId::clash, "'" + path->text + "' is named twice",
                     reading_.locator.at(path->span));
      all = false;
    }
    names.push_back(name);
  }
  if (!all) names.clear();
  return names;
}

std::optional<std::vector<std::string>> ConstraintReader::listed(const TableOfStruct& table,
                                                                 const Attribute& attribute,
                                                                 std::string_view parameter) {
  const Argument* list = named(attribute, parameter);
  if (list == nullptr) return std::vector<std::string>{};
  std::vector<const Argument*> paths;
  if (list->kind == Argument::Kind::path) paths.push_back(list);
  for (const Argument& one : list->arguments) {
    if (one.kind != Argument::Kind::path) {
      reading_.error(RuleId::wrong_argument, "'" + std::string(parameter) + "' takes members",
                     reading_.locator.at(one.span));
      return std::nullopt;
    }
    paths.push_back(&one);
  }
  if (paths.empty()) {
    reading_.error(RuleId::wrong_argument,
                   "'" + std::string(parameter) + "' takes at least one member",
                   reading_.locator.at(list->span));
    return std::nullopt;
  }
  std::vector<std::string> names = columns(table, paths);
  if (names.empty()) return std::nullopt;
  return names;
}

void ConstraintReader::read(TableOfStruct& table) {
  for (const clang::CXXRecordDecl* part : table.parts) {
    for (const Attribute& attribute : reading_.attributes.of(*part)) {
      read_attribute(table, attribute);
    }
  }
  if (table.is_partition()) return;  // The attributes of fields are those of the whole table.
  for (const ColumnOfField& column : table.columns) read_field(table, column);
}

void ConstraintReader::read_attribute(TableOfStruct& table, const Attribute& attribute) {
  if (attribute.name == "primary_key") {
    set_primary_key(table, attribute, columns(table, positional(attribute)));
  } else if (attribute.name == "unique") {
    add_unique(table, attribute, columns(table, positional(attribute)));
  } else if (attribute.name == "index") {
    add_index(*this, table, attribute);
  } else if (attribute.name == "check") {
    add_check(table, attribute, mentioned(table, only_text(&attribute)));
  } else if (attribute.name == "exclude") {
    add_exclude(table, attribute);
  } else if (attribute.name == "partition_by") {
    set_partition(table, attribute);
  } else if (attribute.name == "renamed_from") {
    model_.hints.renamed_tables[table.table.name] = only_text(&attribute);
  }
}

void ConstraintReader::read_field(TableOfStruct& table, const ColumnOfField& column) {
  const std::string& name = column.column.name;
  for (const Attribute& attribute : reading_.attributes.of(column.field())) {
    if (attribute.name == "primary_key") {
      set_primary_key(table, attribute, {name});
    } else if (attribute.name == "unique") {
      add_unique(table, attribute, {name});
    } else if (attribute.name == "index") {
      add_column_index(*this, table, attribute, name);
    } else if (attribute.name == "check") {
      add_check(table, attribute, {name});
    }
  }
  add_enum_check(table, column);
}

void ConstraintReader::set_primary_key(TableOfStruct& table, const Attribute& attribute,
                                       std::vector<std::string> columns) {
  if (columns.empty()) return;
  const schema::Location location = reading_.locator.at(attribute.span);
  const std::string path = schema::path_of_primary_key(table.table.name);
  if (table.table.primary_key) {
    reading_.error(RuleId::clash,
                   "table '" + to_string(table.table.name) + "' has two primary keys", location,
                   {{"the other is here", model_.locations[path]},
                    {"one of several columns is written primary_key(a, b) on the struct"}});
    return;
  }
  for (const std::string& name : columns) {
    const auto column =
        std::find_if(table.columns.begin(), table.columns.end(),
                     [&](const ColumnOfField& one) { return one.column.name == name; });
    // SQLite has keys that may be null: such a column says so itself. The key of a partition makes
    // its own columns NOT NULL.
    if (!column->column.nullable || table.is_partition() ||
        reading_.attributes.find(column->field(), "nullable") != nullptr) {
      continue;
    }
    reading_.error(RuleId::clash, "a key is never null, and '" + name + "' can be", location,
                   {{"it is here", column->location}});
    return;
  }
  schema::PrimaryKey key;
  if (!read_arguments(*this, table, attribute, key)) return;
  model_.locations[path] = location;
  key.name = constraint_name(reading_, attribute, "pk", {table.table.name.name, columns});
  key.columns = std::move(columns);
  place_constraint(table, key.name, location);
  table.table.primary_key = std::move(key);
}

void ConstraintReader::add_unique(TableOfStruct& table, const Attribute& attribute,
                                  std::vector<std::string> columns) {
  if (columns.empty()) return;
  schema::Unique unique;
  if (!read_arguments(*this, table, attribute, unique)) return;
  unique.name = constraint_name(reading_, attribute, "uq", {table.table.name.name, columns});
  unique.columns = std::move(columns);
  if (place_constraint(table, unique.name, reading_.locator.at(attribute.span))) {
    table.table.uniques.push_back(std::move(unique));
  }
}

void ConstraintReader::add_check(TableOfStruct& table, const Attribute& attribute,
                                 const std::vector<std::string>& about) {
  schema::Check check;
  check.name = constraint_name(reading_, attribute, "ck", {table.table.name.name, about});
  check.expression = only_text(&attribute);
  if (!read_arguments(*this, table, attribute, check)) return;
  if (place_constraint(table, check.name, reading_.locator.at(attribute.span))) {
    table.table.checks.push_back(std::move(check));
  }
}

// An enum that is stored as text: a check allows its values only.
void ConstraintReader::add_enum_check(TableOfStruct& table, const ColumnOfField& column) {
  if (column.mapped.enumeration == nullptr || column.mapped.given ||
      column.mapped.type.kind != TypeKind::varchar) {
    return;
  }
  std::string list;
  for (const std::string& value : values_of(reading_, *column.mapped.enumeration)) {
    list += (list.empty() ? "" : ", ") + sql_string(value);
  }
  schema::Check check;
  check.name = reading_.options.naming.name("ck", {table.table.name.name, {column.column.name}});
  check.expression = column_in_sql(column.column.name) + " IN (" + list + ")";
  if (check.name.empty() || place(schema::path_of_constraint(table.table.name, check.name),
                                  "the check of the values of '" + column.column.name +
                                      "' is named '" + check.name + "', and so is another",
                                  column.location)) {
    table.table.checks.push_back(std::move(check));
  }
  auto renamed = renamed_values_of(reading_, *column.mapped.enumeration);
  if (!renamed.empty())
    model_.hints.renamed_texts[{table.table.name, column.column.name}] = std::move(renamed);
}

void ConstraintReader::add_exclude(TableOfStruct& table, const Attribute& attribute) {
  schema::Exclude exclude;
  exclude.name = constraint_name(reading_, attribute, "ex", {table.table.name.name});
  exclude.definition = only_text(&attribute);
  if (!read_arguments(*this, table, attribute, exclude)) return;
  if (place_constraint(table, exclude.name, reading_.locator.at(attribute.span))) {
    table.table.excludes.push_back(std::move(exclude));
  }
}

void ConstraintReader::number_key(TableOfStruct& table) {
  const auto& key = table.table.primary_key;
  if (!key || key->columns.size() != 1 || table.is_partition()) return;
  schema::Column& column = *find_column(table.table, key->columns[0]);
  const auto position = static_cast<std::size_t>(&column - table.table.columns.data());
  const clang::FieldDecl& field = table.columns[position].field();
  const TypeKind kind = column.type.kind;
  const bool integer =
      (kind == TypeKind::smallint || kind == TypeKind::integer || kind == TypeKind::bigint) &&
      column.type.dimensions == 0;
  const bool references = std::any_of(
      table.table.foreign_keys.begin(), table.table.foreign_keys.end(),
      [&](const schema::ForeignKey& one) {
        return std::find(one.columns.begin(), one.columns.end(), column.name) != one.columns.end();
      });
  const auto says = [&](std::string_view name) {
    return reading_.attributes.find(field, name) != nullptr;
  };
  if (!integer || references || column.generated || says("identity") || says("references") ||
      says("default_sql")) {
    return;
  }
  column.identity = schema::Identity{};
  column.default_sql.reset();  // `id = 0` is the value of a row that is not stored yet
}

}  // namespace limbeck::compiler
