#include <clang/AST/DeclCXX.h>

#include <algorithm>

#include "compiler/scan/constraints.h"
#include "compiler/scan/lookup.h"
#include "compiler/scan/read_arguments.h"
#include "migrations/findings/rule_id.h"

namespace limbeck::compiler {
namespace {

// Whether no two rows can have the same values in `columns`: what a foreign key needs of them. A
// deferrable key cannot be referred to (PostgreSQL, CREATE TABLE, "REFERENCES").
bool is_key(const schema::Table& table, std::vector<std::string> columns,
            bool may_be_deferrable = false) {
  std::sort(columns.begin(), columns.end());
  const auto same = [&](std::vector<std::string> others) {
    std::sort(others.begin(), others.end());
    return others == columns;
  };
  const auto fits = [&](const auto& key) {
    return (may_be_deferrable || key.deferrable == schema::Deferrable::no) && same(key.columns);
  };
  if (table.primary_key && fits(*table.primary_key)) return true;
  if (std::any_of(table.uniques.begin(), table.uniques.end(), fits)) return true;
  return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const schema::Index& one) {
    std::vector<std::string> names;
    for (const schema::IndexElement& element : one.elements) names.push_back(element.column);
    return one.unique && one.where.empty() && same(names);
  });
}

// The arguments of `(a, b)` and `references(T::x, T::y)`: members without a name.
bool take_members(const Reading& reading, const std::vector<Argument>& list,
                  std::vector<const Argument*>& into) {
  for (const Argument& one : list) {
    if (one.kind != Argument::Kind::path || !one.key.empty()) {
      reading.error(RuleId::wrong_argument, "expected a member, as in User::id",
                    reading.locator.at(one.span));
      return false;
    }
    into.push_back(&one);
  }
  return true;
}

std::string quoted_list(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "'" : ", '") + name + "'";
  return text;
}

}  // namespace

void ConstraintReader::read_foreign_keys(TableOfStruct& table,
                                         const std::vector<TableOfStruct>& tables) {
  for (const clang::CXXRecordDecl* part : table.parts) {
    for (const Attribute& attribute : reading_.attributes.of(*part)) {
      if (attribute.name != "foreign_key") continue;
      const std::vector<const Argument*> arguments = positional(attribute);
      const Argument& from = *arguments[0];
      const Argument& to = *arguments[1];
      if (from.kind == Argument::Kind::call || to.kind != Argument::Kind::call ||
          to.text != "references") {
        reading_.error(RuleId::wrong_argument,
                       "'foreign_key' takes members, then what they reference",
                       reading_.locator.at(attribute.span),
                       {{"it is written " + std::string(attribute.rule->usage)}});
        continue;
      }
      std::vector<const Argument*> own;
      std::vector<const Argument*> targets;
      if (from.kind == Argument::Kind::path) own.push_back(&from);
      if (!take_members(reading_, from.arguments, own) ||
          !take_members(reading_, to.arguments, targets)) {
        continue;
      }
      std::vector<int> positions;
      for (const Argument* one : own) positions.push_back(column(table, *one));
      add_foreign_key(table, attribute, targets, std::move(positions), tables);
    }
  }
  if (table.is_partition()) return;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Attribute* references = reading_.attributes.find(table.columns[i].field(), "references");
    if (references == nullptr) continue;
    add_foreign_key(table, *references, positional(*references), {static_cast<int>(i)}, tables);
  }
}

// What a row's end in the other table does to the columns here has to be possible.
void ConstraintReader::check_set_columns(const TableOfStruct& table, const Attribute& attribute,
                                         const schema::ForeignKey& key,
                                         const std::vector<int>& columns) {
  const schema::Location location = reading_.locator.at(attribute.span);
  const auto has = [](const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  if (const Argument* list = named(attribute, "on_delete_columns")) {
    const schema::Location there = reading_.locator.at(list->span);
    if (key.on_delete != schema::Action::set_null && key.on_delete != schema::Action::set_default) {
      reading_.error(RuleId::clash,
                     "'on_delete_columns' goes with on_delete = set_null or set_default", there);
    }
    for (const std::string& name : key.on_delete_columns) {
      if (has(key.columns, name)) continue;
      reading_.error(RuleId::clash, "'" + name + "' is no column of this foreign key", there);
    }
  }
  for (const int at : columns) {
    const ColumnOfField& column = table.columns[static_cast<std::size_t>(at)];
    const bool on_delete =
        key.on_delete == schema::Action::set_null &&
        (key.on_delete_columns.empty() || has(key.on_delete_columns, column.column.name));
    if (!on_delete && key.on_update != schema::Action::set_null) continue;
    // Both databases take such a key; who has one says so on the column.
    if (column.column.nullable || reading_.attributes.find(column.field(), "not_null") != nullptr)
      continue;
    reading_.error(RuleId::clash, "'set_null' needs a column that can be null", location,
                   {{"'" + column.column.name + "' cannot", column.location}});
  }
}

void ConstraintReader::add_foreign_key(TableOfStruct& table, const Attribute& attribute,
                                       const std::vector<const Argument*>& targets,
                                       std::vector<int> columns,
                                       const std::vector<TableOfStruct>& tables) {
  schema::ForeignKey key;
  const schema::Location location = reading_.locator.at(attribute.span);
  const TableOfStruct* other = nullptr;
  bool fine = std::find(columns.begin(), columns.end(), -1) == columns.end();
  for (const Argument* target : targets) {
    const schema::Location there = reading_.locator.at(target->span);
    // A field's own struct is where its attribute stands, a mixin's too.
    const clang::CXXRecordDecl* home =
        attribute.name == "references" && columns[0] >= 0
            ? table.columns[static_cast<std::size_t>(columns[0])].home
            : table.record;
    const bool own_member = target->scope.size() == 1;
    const Found found =
        look_up(reading_, *target, own_member ? *table.record : *home, targets.size() == 1);
    if (!found.problem.empty()) {
      reading_.error(found.rule, found.problem, there);
      fine = false;
      continue;
    }
    const TableOfStruct* named_table = table_of(tables, *found.record);
    if (named_table == nullptr) {
      fine = false;
      if (reading_.attributes.find(*found.record, "table") != nullptr) continue;  // reported
      reading_.error(RuleId::not_a_table, "'" + found.record->getName().str() + "' is no table",
                     there, {{"it is declared here", reading_.locator.of(*found.record)}});
      continue;
    }
    if (other != nullptr && other != named_table) {
      reading_.error(RuleId::wrong_argument, "a foreign key references one table", there);
      fine = false;
      continue;
    }
    other = named_table;
    if (found.path.empty()) {
      if (!other->table.primary_key) {
        reading_.error(
            RuleId::not_a_key,
            "table '" + to_string(other->table.name) + "' has no primary key to reference", there);
        fine = false;
      } else {
        key.ref_columns = other->table.primary_key->columns;
      }
      continue;
    }
    const int at = column_at(*other, found.path);
    if (at < 0) {
      // A field without a column was reported at its place, unless it was excluded on purpose.
      if (reading_.attributes.find(*found.path.back(), "transient") != nullptr) {
        reading_.error(RuleId::unknown_member,
                       "'" + target->text + "' is transient: it has no column", there);
      } else if (is_embedded(*other, found.path)) {
        reading_.error(RuleId::unknown_member,
                       "'" + target->text + "' is a struct of several columns; name one", there);
      }
      fine = false;
      continue;
    }
    key.ref_columns.push_back(other->columns[static_cast<std::size_t>(at)].column.name);
  }
  if (!fine || other == nullptr) return;
  if (columns.size() != key.ref_columns.size()) {
    reading_.error(RuleId::wrong_argument,
                   std::to_string(columns.size()) + " columns cannot reference " +
                       std::to_string(key.ref_columns.size()),
                   location);
    return;
  }
  if (!is_key(other->table, key.ref_columns)) {
    const std::string what =
        quoted_list(key.ref_columns) + " of table '" + to_string(other->table.name) + "' ";
    reading_.error(RuleId::not_a_key,
                   is_key(other->table, key.ref_columns, true)
                       ? what + "are a key that is deferrable: a foreign key needs one that is not"
                       : what +
                             "can be the same in two rows: a foreign key needs a primary key or "
                             "a unique one",
                   location, {{"the table is here", other->location}});
  }
  if (!read_arguments(*this, table, attribute, key)) return;
  for (const int at : columns) {
    key.columns.push_back(table.columns[static_cast<std::size_t>(at)].column.name);
  }
  check_set_columns(table, attribute, key, columns);
  key.ref_table = other->table.name;
  key.name =
      constraint_name(reading_, attribute, "fk",
                      {table.table.name.name, key.columns, key.ref_table.name, key.ref_columns});
  if (place_constraint(table, key.name, location)) {
    table.table.foreign_keys.push_back(std::move(key));
  }
}

}  // namespace limbeck::compiler
