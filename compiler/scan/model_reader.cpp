#include "compiler/scan/model_reader.h"

#include <clang/AST/DeclCXX.h>

#include <set>

#include "compiler/scan/constraints.h"
#include "compiler/scan/enumerations.h"
#include "compiler/scan/tables.h"
#include "migrations/findings/rule_id.h"

namespace limbeck::compiler {
namespace {

// In most databases the name of an index is unique in its schema, not only in its table.
void check_index_names(const Reading& reading, const std::vector<TableOfStruct>& tables,
                       const Model& model) {
  std::map<schema::Name, schema::Name> owners;
  for (const TableOfStruct& table : tables) {
    const schema::Name& name = table.table.name;
    for (const schema::Index& index : table.table.indexes) {
      const auto [other, fresh] = owners.emplace(schema::Name{name.schema, index.name}, name);
      if (fresh) continue;
      reading.error(RuleId::clash, "two indexes are named '" + index.name + "'",
                    model.locations.at(schema::path_of_index(name, index.name)),
                    {{"the other is here",
                      model.locations.at(schema::path_of_index(other->second, index.name))},
                     {"name = \"…\" gives one of them another"}});
    }
  }
}

// Reports constraints on a struct that is no table; probably `table` was forgotten.
void check_unused(const Reading& reading, const std::vector<TableOfStruct>& tables) {
  std::set<const clang::CXXRecordDecl*> used;
  for (const TableOfStruct& table : tables) {
    for (const clang::CXXRecordDecl* part : with_mixins(*table.record)) {
      used.insert(part->getCanonicalDecl());
      if (const auto* pattern = part->getTemplateInstantiationPattern()) {
        used.insert(pattern->getCanonicalDecl());
      }
    }
    for (const ColumnOfField& column : table.columns) {
      used.insert(column.home->getCanonicalDecl());  // reported where it is embedded
    }
  }
  for (const clang::CXXRecordDecl* record : reading.attributes.structs()) {
    if (used.contains(record->getCanonicalDecl())) continue;
    if (reading.attributes.find(*record, "table") != nullptr) continue;
    for (const Attribute& attribute : reading.attributes.of(*record)) {
      if (attribute.name == "type" || attribute.name == "comment") continue;
      reading.error(RuleId::misplaced_attribute,
                    "'" + attribute.name + "' goes on a table or a base of one, and '" +
                        record->getName().str() + "' is neither",
                    reading.locator.at(attribute.span), {{"[[limbeck::table]] makes it a table"}});
    }
  }
}

void place_columns(const TableOfStruct& table, Model& model) {
  const schema::Name& name = table.table.name;
  model.locations[schema::path_of_table(name)] = table.location;
  if (table.is_partition()) return;
  for (const ColumnOfField& column : table.columns) {
    model.locations[schema::path_of_column(name, column.column.name)] = column.location;
    if (!column.renamed_from.empty() && column.renamed_from != column.column.name) {
      model.hints.renamed_columns[{name, column.column.name}] = column.renamed_from;
    }
    if (column.has_fill) model.hints.fills[{name, column.column.name}] = column.fill;
  }
}

}  // namespace

Model read_model(const Reading& reading) {
  Model model;
  std::vector<TableOfStruct> tables = tables_of(reading);
  for (const TableOfStruct& table : tables) {
    place_columns(table, model);
    for (const ColumnOfField& column : table.columns) {
      if (column.mapped.enumeration != nullptr && !column.mapped.given) {
        add_enum(reading, *column.mapped.enumeration, model);
      }
    }
  }
  // Those that no field has, too: functions, domains and other schemas' tables may name them.
  for (const clang::EnumDecl* declared : reading.attributes.enums()) {
    const clang::EnumDecl* type = declared->getDefinition();
    if (type != nullptr && !type->isDependentType()) add_enum(reading, *type, model);
  }
  ConstraintReader constraints(reading, model);
  for (TableOfStruct& table : tables) constraints.read(table);
  for (TableOfStruct& table : tables) constraints.read_foreign_keys(table, tables);
  for (TableOfStruct& table : tables) constraints.number_key(table);
  check_index_names(reading, tables, model);
  check_unused(reading, tables);
  check_conditions(reading, tables);
  for (TableOfStruct& table : tables) model.schema.tables.push_back(std::move(table.table));
  sort(model.schema);
  return model;
}

}  // namespace limbeck::compiler
