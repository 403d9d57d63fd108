#include "compiler/scan/tables.h"

#include <clang/AST/ASTContext.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/DeclTemplate.h>

#include <algorithm>
#include <map>

#include "compiler/scan/naming.h"
#include "migrations/findings/rule_id.h"

namespace limbeck::compiler {
namespace {

schema::Name name_of(const clang::CXXRecordDecl& record, const Attribute& table) {
  std::string name = only_text(&table);
  if (name.empty()) name = snake_case(record.getName());
  return {text_of(table, "schema"), std::move(name)};
}

void set_settings(const Attribute& attribute, schema::Table& table) {
  constexpr std::pair<std::string_view, std::string_view> flags[] = {
      {"strict", "sqlite.strict"},
      {"small_types", "sqlite.small_types"},
      {"without_rowid", "sqlite.without_rowid"},
      {"autoincrement", "sqlite.autoincrement"},
      {"unlogged", "postgresql.unlogged"}};
  for (const auto& [name, setting] : flags) {
    if (named(attribute, name) != nullptr) table.settings[std::string(setting)] = "true";
  }
  if (const Argument* fill = named(attribute, "fillfactor")) {
    table.settings["postgresql.fillfactor"] = std::to_string(fill->number);
  }
  if (const Argument* space = named(attribute, "tablespace")) {
    table.settings["postgresql.tablespace"] = space->text;
  }
}

// `setting("postgresql.autovacuum_enabled", "false")`: any of them, as a revision says it.
void add_settings(const Reading& reading, const clang::CXXRecordDecl& record,
                  schema::Table& table) {
  for (const Attribute& attribute : reading.attributes.of(record)) {
    if (attribute.name != "setting") continue;
    const std::vector<const Argument*> arguments = positional(attribute);
    if (arguments[0]->kind != Argument::Kind::string) {
      reading.error(RuleId::wrong_argument, "'setting' takes a name in quotes, then its value",
                    reading.locator.at(arguments[0]->span));
      continue;
    }
    const auto [known, fresh] = table.settings.emplace(arguments[0]->text, arguments[1]->text);
    if (fresh) continue;
    reading.error(RuleId::clash, "the setting '" + known->first + "' is given twice",
                  reading.locator.at(arguments[0]->span));
  }
}

void check_fields_of_partition(const Reading& reading, const TableOfStruct& partition) {
  for (const ColumnOfField& column : partition.columns) {
    if (column.home != partition.record) continue;
    reading.error(RuleId::clash,
                  "a partition has the columns of its table, and no field of its own",
                  column.location);
  }
}

// Keeps the first of two columns with the same name, and reports the other one.
void add_columns(const Reading& reading, TableOfStruct& into) {
  for (ColumnOfField& column : columns_of(reading, *into.record)) {
    const auto same = std::find_if(
        into.columns.begin(), into.columns.end(),
        [&](const ColumnOfField& other) { return other.column.name == column.column.name; });
    if (same != into.columns.end()) {
      reading.error(RuleId::duplicate_column,
                    "table '" + to_string(into.table.name) + "' has two columns named '" +
                        column.column.name + "'",
                    column.location, {{"the other is here", same->location}});
      continue;
    }
    into.columns.push_back(std::move(column));
  }
  if (into.is_partition()) return check_fields_of_partition(reading, into);
  for (const ColumnOfField& column : into.columns) into.table.columns.push_back(column.column);
}

// The table that a partition is one of: the base that its struct derives from.
const clang::CXXRecordDecl* partitioned(const Reading& reading,
                                        const clang::CXXRecordDecl& record) {
  for (const clang::CXXBaseSpecifier& base : record.bases()) {
    const clang::CXXRecordDecl* type = base.getType()->getAsCXXRecordDecl();
    if (type != nullptr && reading.attributes.find(*type, "table") != nullptr) return type;
  }
  return nullptr;
}

bool can_be_partition(const Reading& reading, const clang::CXXRecordDecl& record,
                      const Attribute& attribute) {
  const clang::CXXRecordDecl* table = partitioned(reading, record);
  const schema::Location location = reading.locator.at(attribute.span);
  const std::string name = record.getName().str();
  if (table == nullptr || record.getNumBases() != 1) {
    reading.error(
        RuleId::clash,
        "'" + name + "' is a partition, and so derives from the struct of its table alone",
        location, {{"as in struct " + name + " : Event {};"}});
    return false;
  }
  if (reading.attributes.find(*table, "partition_by") != nullptr) return true;
  reading.error(
      RuleId::clash,
      "'" + name + "' is a partition, and '" + table->getName().str() + "' is not partitioned",
      location,
      {{"it is here; [[limbeck::partition_by(range(…))]] partitions it",
        reading.locator.of(*table)}});
  return false;
}

bool can_be_table(const Reading& reading, const clang::CXXRecordDecl& record,
                  const Attribute& attribute, const schema::Location& location) {
  const std::string name = record.getName().str();
  if (record.isDependentType()) {
    reading.error(RuleId::misplaced_attribute,
                  "'" + name + "' is a template, and a table is one struct", location,
                  {{"put 'table' on a struct that derives from it, and its fields come first"}});
    return false;
  }
  if (!record.isCompleteDefinition()) {
    reading.error(RuleId::misplaced_attribute,
                  "'" + name + "' is a table, and declared here without its fields",
                  reading.locator.at(attribute.span), {{"include the header that defines it"}});
    return false;
  }
  if (const Attribute* partition = reading.attributes.find(record, "partition_of"))
    return can_be_partition(reading, record, *partition);
  bool fine = true;
  for (const clang::CXXRecordDecl* part : with_mixins(record)) {
    const Attribute* other = part == &record ? nullptr : reading.attributes.find(*part, "table");
    if (other == nullptr) continue;
    reading.error(RuleId::clash,
                  "'" + name + "' is a table and derives from '" + part->getName().str() +
                      "', which is one too",
                  location,
                  {{"a base without 'table' is a mixin, whose fields come first",
                    reading.locator.at(other->span)}});
    fine = false;
  }
  return fine;
}

/// `table("app.users")` is what other tools take for a table of a schema.
void warn_of_dot(const Reading& reading, const TableOfStruct& table) {
  const schema::Name& name = table.table.name;
  const std::size_t dot = name.name.find('.');
  if (dot == std::string::npos || !name.schema.empty()) return;
  reading.diagnostics.report({.rule = RuleId::dotted_name,
                              .message = "the name of table '" + name.name + "' has a dot in it",
                              .location = table.location,
                              .notes = {{"a table of the schema '" + name.name.substr(0, dot) +
                                         "' is [[limbeck::table(\"" + name.name.substr(dot + 1) +
                                         "\", schema = \"" + name.name.substr(0, dot) + "\")]]"}},
                              .severity = findings::Severity::warning});
}

}  // namespace

std::vector<TableOfStruct> tables_of(const Reading& reading) {
  std::vector<TableOfStruct> tables;
  std::map<schema::Name, schema::Location> known;
  for (const clang::CXXRecordDecl* declared : reading.attributes.structs()) {
    const Attribute* attribute = reading.attributes.find(*declared, "table");
    if (attribute == nullptr) continue;
    const clang::CXXRecordDecl* record = declared->getDefinition();
    if (record == nullptr) record = declared;
    TableOfStruct result;
    result.record = record;
    result.location = reading.locator.of(*record);
    if (!can_be_table(reading, *record, *attribute, result.location)) continue;
    result.table.name = name_of(*record, *attribute);
    warn_of_dot(reading, result);
    const auto [first, fresh] = known.emplace(result.table.name, result.location);
    if (!fresh) {
      reading.error(RuleId::duplicate_table,
                    "two structs are the table '" + to_string(result.table.name) + "'",
                    result.location, {{"the other is here", first->second}});
    }
    result.table.comment = text_of(*attribute, "comment");
    if (result.table.comment.empty()) result.table.comment = comment_of(reading, *record);
    set_settings(*attribute, result.table);
    if (const Attribute* partition = reading.attributes.find(*record, "partition_of")) {
      const clang::CXXRecordDecl& whole = *partitioned(reading, *record);
      result.table.partition_of = {name_of(whole, *reading.attributes.find(whole, "table")),
                                   only_text(partition)};
    }
    result.parts = with_mixins(*record);
    if (result.is_partition()) result.parts = {record};
    for (const clang::CXXRecordDecl* part : result.parts) {
      add_settings(reading, *part, result.table);
    }
    const std::size_t errors = reading.diagnostics.error_count();
    add_columns(reading, result);
    if (result.columns.empty() && reading.diagnostics.error_count() == errors) {
      reading.error(RuleId::no_columns,
                    "table '" + to_string(result.table.name) + "' has no columns", result.location,
                    {{"every field that is not static or transient is a column"}});
    }
    if (fresh) tables.push_back(std::move(result));
  }
  return tables;
}

int column_at(const TableOfStruct& table, const std::vector<const clang::FieldDecl*>& path) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].path == path) return static_cast<int>(i);
  }
  return -1;
}

bool is_embedded(const TableOfStruct& table, const std::vector<const clang::FieldDecl*>& path) {
  return std::any_of(table.columns.begin(), table.columns.end(), [&](const ColumnOfField& column) {
    return column.path.size() > path.size() &&
           std::equal(path.begin(), path.end(), column.path.begin());
  });
}

const TableOfStruct* table_of(const std::vector<TableOfStruct>& tables,
                              const clang::CXXRecordDecl& record) {
  const auto* wanted = record.getCanonicalDecl();
  for (const TableOfStruct& table : tables) {
    if (table.record->getCanonicalDecl() == wanted) return &table;
  }
  return nullptr;
}

}  // namespace limbeck::compiler
