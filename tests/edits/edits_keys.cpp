// Keys, constraints and indexes.
#include <algorithm>

#include "tests/edits/editor.h"

namespace limbeck::test {
namespace {

using schema::Action;
using schema::Column;
using schema::Deferrable;
using schema::ForeignKey;
using schema::Table;
using schema::TypeKind;

bool is_number(const schema::Type& type) {
  return type.dimensions == 0 &&
         (type.kind == TypeKind::smallint || type.kind == TypeKind::integer ||
          type.kind == TypeKind::bigint || type.kind == TypeKind::numeric);
}
bool can_be_indexed(const Column& column) {
  return is_number(column.type) || is_text(column.type) ||
         (column.type.dimensions == 0 &&
          (column.type.kind == TypeKind::date || column.type.kind == TypeKind::timestamp ||
           column.type.kind == TypeKind::timestamptz || column.type.kind == TypeKind::uuid));
}

}  // namespace

bool Editor::change_primary_key() {
  Table* table = any_table(
      [](const Table& other) { return other.partition_by.empty() && other.columns.size() > 1; });
  if (table == nullptr) return false;
  std::vector<Column*> others;
  for (Column& column : table->columns) {
    if (!column.nullable && !column.generated && can_be_indexed(column) &&
        !in_primary_key(*table, column.name)) {
      others.push_back(&column);
    }
  }
  if (others.empty()) return false;
  const std::string more = random_.of(others)->name;
  if (!table->primary_key) {
    table->primary_key = schema::PrimaryKey{fresh("pk"), {more}};
    return done();
  }
  for (const std::string& name : table->primary_key->columns) {
    Column* column = schema::find_column(*table, name);
    if (!postgresql_ && column->identity) column->identity.reset();
  }
  if (!postgresql_) table->settings.erase("sqlite.autoincrement");
  // What refers to the old key goes on to, as a unique constraint.
  if (random_.one_in(2)) {
    table->uniques.push_back({.name = fresh("uq"), .columns = table->primary_key->columns});
  }
  if (random_.one_in(2)) table->primary_key->name = fresh("pk");
  table->primary_key->columns.push_back(more);
  if (random_.one_in(2))
    std::reverse(table->primary_key->columns.begin(), table->primary_key->columns.end());
  drop_keys_to_what_is_no_key();
  return done();
}

bool Editor::drop_primary_key() {
  Table* table = any_table([&](const Table& other) {
    return other.primary_key && !other.settings.contains("sqlite.without_rowid") &&
           !other.settings.contains("sqlite.autoincrement");
  });
  if (table == nullptr) return false;
  if (!postgresql_) {
    for (Column& column : table->columns) column.identity.reset();
  }
  table->primary_key.reset();
  drop_keys_to_what_is_no_key();
  return done();
}

bool Editor::rename_constraint() {
  Table* table = any_table();
  if (table == nullptr) return false;
  switch (random_.below(4)) {
    case 0:
      if (!table->primary_key || table->primary_key->name.empty()) return false;
      table->primary_key->name = fresh("pk");
      return done();
    case 1:
      if (table->uniques.empty()) return false;
      table->uniques[0].name = fresh("uq");
      return done();
    case 2:
      if (table->foreign_keys.empty()) return false;
      table->foreign_keys[random_.below(table->foreign_keys.size())].name = fresh("fk");
      return done();
    default:
      if (table->checks.empty()) return false;
      table->checks[0].name = fresh("ck");
      return done();
  }
}

bool Editor::add_unique() {
  const auto [table, column] = any_column([&](const Table& other, const Column& one) {
    return can_be_indexed(one) && other.partition_by.empty() && !in_primary_key(other, one.name);
  });
  if (table == nullptr) return false;
  schema::Unique unique{.name = fresh("uq"), .columns = {column->name}};
  // With the key beside it, no two rows are alike.
  if (table->primary_key && !random_.one_in(4)) {
    unique.columns.insert(unique.columns.end(), table->primary_key->columns.begin(),
                          table->primary_key->columns.end());
  }
  if (postgresql_ && random_.one_in(4)) unique.nulls_not_distinct = true;
  if (postgresql_ && random_.one_in(4))
    unique.deferrable =
        random_.one_in(2) ? Deferrable::initially_deferred : Deferrable::initially_immediate;
  table->uniques.push_back(std::move(unique));
  return done();
}

bool Editor::drop_unique() {
  const auto [table, unique] = any_of<schema::Unique>(&Table::uniques);
  if (table == nullptr) return false;
  std::erase_if(table->uniques, [name = unique](const auto& one) { return &one == name; });
  drop_keys_to_what_is_no_key();
  return done();
}

bool Editor::change_unique() {
  const auto [table, unique] = any_of<schema::Unique>(&Table::uniques);
  if (table == nullptr) return false;
  if (postgresql_ && random_.one_in(2)) {
    unique->nulls_not_distinct = !unique->nulls_not_distinct;
  } else if (unique->columns.size() > 1 && random_.one_in(2)) {
    std::reverse(unique->columns.begin(), unique->columns.end());
  } else if (table->primary_key && table->partition_by.empty()) {
    for (const std::string& column : table->primary_key->columns) {
      if (std::find(unique->columns.begin(), unique->columns.end(), column) ==
          unique->columns.end()) {
        unique->columns.push_back(column);
      }
    }
  } else {
    return false;
  }
  drop_keys_to_what_is_no_key();
  return done();
}

bool Editor::add_foreign_key() {
  Table* parent = any_table([](const Table& other) {
    return other.primary_key && other.primary_key->columns.size() == 1 &&
           other.primary_key->deferrable == Deferrable::no;
  });
  if (parent == nullptr) return false;
  const std::string referred = parent->primary_key->columns[0];
  const schema::Type type = schema::find_column(*parent, referred)->type;
  const schema::Name parent_name = parent->name;
  Table* child = any_table([](const Table& other) { return other.partition_by.empty(); });
  if (child == nullptr) return false;
  ForeignKey key{.name = fresh("fk"), .ref_table = parent_name, .ref_columns = {referred}};
  if (random_.one_in(3)) {
    // One that is there, whose values may or may not be keys.
    std::vector<std::string> fitting;
    for (const Column& column : child->columns) {
      if (column.type == type && !column.generated) fitting.push_back(column.name);
    }
    if (fitting.empty()) return false;
    key.columns = {random_.of(fitting)};
  } else {
    Column column = any_new_column(*child);
    column.type = type;
    key.columns = {column.name};
    child->columns.push_back(std::move(column));
  }
  const bool nullable = schema::find_column(*child, key.columns[0])->nullable;
  const std::vector<Action> actions{Action::no_action, Action::restrict, Action::cascade};
  key.on_delete = nullable && random_.one_in(3) ? Action::set_null : random_.of(actions);
  key.on_update = random_.of(actions);
  if (postgresql_ && random_.one_in(4)) key.match = schema::Match::full;
  if (random_.one_in(4))
    key.deferrable =
        random_.one_in(2) ? Deferrable::initially_deferred : Deferrable::initially_immediate;
  if (postgresql_ && random_.one_in(6)) key.not_valid = true;
  child->foreign_keys.push_back(std::move(key));
  return done();
}

bool Editor::drop_foreign_key() {
  const auto [table, key] = any_of<ForeignKey>(&Table::foreign_keys);
  if (table == nullptr) return false;
  std::erase_if(table->foreign_keys, [gone = key](const auto& one) { return &one == gone; });
  return done();
}

bool Editor::change_foreign_key() {
  const auto [table, key] = any_of<ForeignKey>(&Table::foreign_keys);
  if (table == nullptr) return false;
  const std::vector<Action> actions{Action::no_action, Action::restrict, Action::cascade};
  switch (random_.below(3)) {
    case 0:
      key->on_delete = random_.of(actions);
      key->on_delete_columns.clear();
      break;
    case 1:
      key->on_update = random_.of(actions);
      break;
    default:
      key->deferrable =
          key->deferrable == Deferrable::no ? Deferrable::initially_deferred : Deferrable::no;
  }
  return done();
}

bool Editor::add_check() {
  const auto [table, column] = any_column([](const Table&, const Column& one) {
    return !one.generated && (is_number(one.type) || is_text(one.type));
  });
  if (table == nullptr) return false;
  const std::string name = quoted(column->name);
  schema::Check check{.name = fresh("ck")};
  const bool harmless = !random_.one_in(8);
  if (is_number(column->type)) {
    check.expression =
        harmless ? random_.of<std::string>({name + " > -100", name + " <> -8"}) : name + " > 4";
  } else {
    check.expression =
        harmless ? random_.of<std::string>({"length(" + name + ") < 1000", name + " <> 'it''s not'",
                                            name + " IN ('a') OR true"})
                 : name + " <> 'it''s'";
  }
  if (postgresql_ && random_.one_in(5)) check.not_valid = true;
  if (postgresql_ && random_.one_in(6) && table->partition_by.empty()) check.no_inherit = true;
  table->checks.push_back(std::move(check));
  return done();
}

bool Editor::drop_check() {
  const auto [table, check] = any_of<schema::Check>(&Table::checks);
  if (table == nullptr) return false;
  std::erase_if(table->checks, [gone = check](const auto& one) { return &one == gone; });
  return done();
}

bool Editor::change_check() {
  const auto [table, check] = any_of<schema::Check>(&Table::checks);
  if (table == nullptr) return false;
  check->expression = "(" + check->expression + ") OR (1 = 1)";
  return done();
}

bool Editor::add_exclude() {
  const auto [table, column] = any_column([&](const Table& other, const Column& one) {
    return other.partition_by.empty() && is_number(one.type) && !one.generated;
  });
  if (table == nullptr) return false;
  std::string elements = quoted(column->name) + " WITH =";
  if (table->primary_key) {
    for (const std::string& key : table->primary_key->columns) {
      const Column* part = schema::find_column(*table, key);
      if (key != column->name && can_be_indexed(*part)) elements += ", " + quoted(key) + " WITH =";
    }
  }
  table->excludes.push_back({.name = fresh("ex"), .definition = "USING btree (" + elements + ")"});
  return done();
}

schema::Index Editor::any_index(const Table& table) {
  schema::Index index{.name = fresh("ix")};
  std::vector<const Column*> fitting;
  for (const Column& column : table.columns) {
    if (can_be_indexed(column)) fitting.push_back(&column);
  }
  if (fitting.empty()) return index;
  const Column& first = *random_.of(fitting);
  schema::IndexElement element{.column = first.name};
  if (random_.one_in(3)) element.order = schema::Order::descending;
  if (postgresql_ && random_.one_in(4))
    element.nulls =
        element.order == schema::Order::ascending ? schema::Nulls::first : schema::Nulls::last;
  if (is_text(first.type) && random_.one_in(3)) {
    element.column.clear();
    element.expression = "lower(" + quoted(first.name) + ")";
  } else if (postgresql_ && is_text(first.type) && random_.one_in(3)) {
    element.opclass =
        first.type.kind == TypeKind::text ? "text_pattern_ops" : "varchar_pattern_ops";
  } else if (is_text(first.type) && random_.one_in(4)) {
    element.collation = postgresql_ ? "C" : "NOCASE";
  }
  index.elements.push_back(element);
  if (fitting.size() > 1 && random_.one_in(2)) {
    const Column& second = *random_.of(fitting);
    if (second.name != first.name) index.elements.push_back({.column = second.name});
  }
  if (random_.one_in(4)) index.where = quoted(first.name) + " IS NOT NULL";
  if (!postgresql_) return index;
  if (random_.one_in(5)) index.include = {fitting.front()->name};
  if (index.elements.size() == 1 && index.include.empty() && random_.one_in(5) &&
      element.order == schema::Order::ascending && element.nulls == schema::Nulls::standard &&
      element.opclass.empty()) {
    index.method = random_.one_in(2) ? "hash" : "brin";
    if (index.method == "brin" && !index.elements[0].expression.empty()) index.method.clear();
  }
  if (index.method.empty() && random_.one_in(4)) index.storage["fillfactor"] = "70";
  if (random_.one_in(4)) index.comment = any_comment();
  return index;
}

bool Editor::add_index() {
  Table* table = any_table();
  if (table == nullptr) return false;
  schema::Index index = any_index(*table);
  if (index.elements.empty()) return false;
  if (table->partition_by.empty() && index.method.empty() && random_.one_in(4)) {
    index.unique = true;
    // With the key beside it, no two rows are alike.
    if (table->primary_key && !random_.one_in(4)) {
      for (const std::string& key : table->primary_key->columns) {
        const bool there = std::any_of(index.elements.begin(), index.elements.end(),
                                       [&](const auto& element) { return element.column == key; });
        if (!there) index.elements.push_back({.column = key});
      }
    }
    if (postgresql_ && random_.one_in(3)) index.nulls_not_distinct = true;
  }
  table->indexes.push_back(std::move(index));
  return done();
}

bool Editor::drop_index() {
  const auto [table, index] = any_of<schema::Index>(&Table::indexes);
  if (table == nullptr) return false;
  std::erase_if(table->indexes, [gone = index](const auto& one) { return &one == gone; });
  drop_keys_to_what_is_no_key();
  return done();
}

bool Editor::change_index() {
  const auto [table, index] = any_of<schema::Index>(&Table::indexes);
  if (table == nullptr) return false;
  switch (random_.below(4)) {
    case 0:
      index->name = fresh("ix");
      break;
    case 1:
      if (!index->method.empty() && index->method != "btree") return false;
      index->elements[0].order = index->elements[0].order == schema::Order::ascending
                                     ? schema::Order::descending
                                     : schema::Order::ascending;
      break;
    case 2: {
      if (index->unique || table->columns.empty()) return false;
      index->where =
          index->where.empty() ? quoted(random_.of(table->columns).name) + " IS NOT NULL" : "";
      break;
    }
    default:
      if (!postgresql_) return false;
      index->comment = any_comment();
  }
  drop_keys_to_what_is_no_key();
  return done();
}

}  // namespace limbeck::test
