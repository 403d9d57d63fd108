// Fills that read other columns and tables, and names that are exchanged: what the values must be
// after is known from the values before.
#include <algorithm>

#include "migrations/schema/mentions.h"
#include "migrations/sql_text/expression.h"
#include "tests/edits/editor.h"

namespace limbeck::test {
namespace {

using schema::Column;
using schema::Table;
using schema::TypeKind;

bool is_plain(const Column& column) {
  return column.type.kind != TypeKind::enumeration && column.type.kind != TypeKind::native &&
         column.type.dimensions == 0 && column.collation.empty();
}

}  // namespace

// The column before all of today's edits, where it is as it was.
std::optional<Editor::Value> Editor::origin_of(const Table& table, const Column& column) const {
  if (const auto known = values_.find({table.name, column.name}); known != values_.end())
    return known->second;
  schema::Name name = table.name;
  if (const auto renamed = hints_.renamed_tables.find(name); renamed != hints_.renamed_tables.end())
    name.name = renamed->second;
  const auto renamed = hints_.renamed_columns.find({table.name, column.name});
  const std::string old = renamed == hints_.renamed_columns.end() ? column.name : renamed->second;
  const Table* was = schema::find_table(before_, name);
  const Column* before = was == nullptr ? nullptr : schema::find_column(*was, old);
  if (before == nullptr || before->type != column.type || before->nullable != column.nullable ||
      before->generated.has_value() != column.generated.has_value()) {
    return std::nullopt;
  }
  return Value{name, quoted(old), {}, {}};
}

// A new column with the values of another of its table, which may go.
bool Editor::fill_from_column() {
  const auto [table, source] = any_column([&](const Table& other, const Column& one) {
    return is_plain(one) && origin_of(other, one) && other.partition_by.empty();
  });
  if (table == nullptr) return false;
  Column column{.name = fresh("copy"), .type = source->type, .nullable = true};
  Value value = *origin_of(*table, *source);
  value.fill = quoted(source->name);
  if (random_.one_in(3)) value.fill = quoted(table->name.name) + "." + value.fill;
  value.type = column.type;
  const schema::Name of = table->name;
  const std::string from = source->name;
  hints_.fills[{of, column.name}] = value.fill;
  values_[{of, column.name}] = value;
  table->columns.push_back(std::move(column));
  return random_.one_in(2) ? done() : drop_if_free(of, from);
}

// A column moves along a foreign key, from the parent to its children.
bool Editor::move_column() {
  const auto [table, key] = any_of<schema::ForeignKey>(
      &Table::foreign_keys,
      [](const schema::ForeignKey& each) { return each.columns.size() == 1; });
  if (table == nullptr || !table->partition_by.empty()) return false;
  Table* parent = schema::find_table(schema_, key->ref_table);
  if (parent == nullptr || parent->partition_of) return false;
  const Column* child = schema::find_column(*table, key->columns[0]);
  const Column* id = schema::find_column(*parent, key->ref_columns[0]);
  std::vector<const Column*> sources;
  for (const Column& column : parent->columns) {
    if (is_plain(column) && origin_of(*parent, column)) sources.push_back(&column);
  }
  if (child == nullptr || id == nullptr || sources.empty()) return false;
  const auto old_child = origin_of(*table, *child), old_id = origin_of(*parent, *id);
  if (!old_child || !old_id || !old_child->fill.empty() || !old_id->fill.empty()) return false;
  const Column& source = *random_.of(sources);
  const Value old_source = *origin_of(*parent, source);
  if (!old_source.fill.empty()) return false;
  // Under the same name it is what a bare name means as soon as the source is gone.
  const bool same_name =
      schema::find_column(*table, source.name) == nullptr && random_.one_in(2) &&
      std::none_of(before_.tables.begin(), before_.tables.end(), [&](const Table& other) {
        return other.name == old_child->table && schema::find_column(other, source.name) != nullptr;
      });
  Column column{
      .name = same_name ? source.name : fresh("moved"), .type = source.type, .nullable = true};
  const bool bare = table != parent && random_.one_in(2);
  Value value{old_child->table, {}, {}, column.type};
  value.fill = "(SELECT " + std::string(bare ? "" : "src.") + quoted(source.name) + " FROM " +
               quoted(parent->name) + " src WHERE src." + quoted(id->name) + " = " +
               quoted(table->name.name) + "." + quoted(child->name) + ")";
  value.expression = "(SELECT src." + old_source.expression + " FROM " + quoted(old_id->table) +
                     " src WHERE src." + old_id->expression + " = " +
                     quoted(old_child->table.name) + "." + old_child->expression + ")";
  const schema::Name of = parent->name;
  const std::string from = source.name;
  hints_.fills[{table->name, column.name}] = value.fill;
  values_[{table->name, column.name}] = value;
  table->columns.push_back(std::move(column));
  return random_.one_in(2) ? done() : drop_if_free(of, from);
}

// Without what stands on it; a key or a generated column keeps it.
bool Editor::drop_if_free(const schema::Name& of, const std::string& name) {
  Table* table = schema::find_table(schema_, of);
  const bool needed =
      table->columns.size() < 3 || in_primary_key(*table, name) || is_new_and_read(of, name) ||
      std::any_of(table->columns.begin(), table->columns.end(), [&](const Column& other) {
        return other.generated && sql_text::mentions_column(other.generated->expression, name);
      });
  if (needed) return done();
  drop_what_stands_on(*table, name);
  drop_keys_to_what_is_no_key();
  if (!apply(operations::DropColumn{of, name})) return false;
  forget_column(of, name);
  return done();
}

bool Editor::swap_tables() {
  const auto is_free = [&](const Table& table) {
    const auto names = [&](const std::string& text) {
      return schema::Mentions(text).has_word(table.name.name);
    };
    return table.partition_by.empty() && !table.partition_of &&
           schema::find_table(before_, table.name) != nullptr &&
           !hints_.renamed_tables.contains(table.name) &&
           std::none_of(schema_.views.begin(), schema_.views.end(),
                        [&](const auto& view) { return names(view.definition); }) &&
           std::none_of(schema_.functions.begin(), schema_.functions.end(),
                        [&](const auto& function) { return names(function.definition); }) &&
           std::none_of(schema_.triggers.begin(), schema_.triggers.end(), [&](const auto& trigger) {
             return trigger.table == table.name || names(trigger.definition);
           });
  };
  const Table* one = any_table(is_free);
  if (one == nullptr || !hints_.fills.empty() || !hints_.renamed_columns.empty()) return false;
  const schema::Name a = one->name;
  const Table* other = any_table([&](const Table& table) {
    return is_free(table) && table.name != a && table.name.schema == a.schema;
  });
  if (other == nullptr) return false;
  const schema::Name b = other->name;
  if (!apply(operations::RenameTable{a, "between"}) || !apply(operations::RenameTable{b, a.name}) ||
      !apply(operations::RenameTable{{a.schema, "between"}, b.name})) {
    return false;
  }
  hints_.renamed_tables[a] = b.name;
  hints_.renamed_tables[b] = a.name;
  for (const auto& [now, was] : {std::pair{a, b}, std::pair{b, a}}) {
    const Column& first = schema::find_table(schema_, now)->columns.front();
    values_[{now, first.name}] = {was, quoted(first.name), {}, first.type};
  }
  return done();
}

bool Editor::swap_enum_values() {
  schema::Enum* type = any_of<schema::Enum>(schema_.enums, [&](const schema::Enum& each) {
    const schema::Enum* was = schema::find_enum(before_, each.name);
    return was != nullptr && was->values == each.values && each.values.size() > 1;
  });
  if (type == nullptr) return false;
  const schema::Name name = type->name;
  const std::string a = type->values[0], b = type->values[1];
  const auto says = [&](const std::string& text) {
    return text.find("'" + a + "'") != std::string::npos ||
           text.find("'" + b + "'") != std::string::npos;
  };
  for (const Table& table : schema_.tables) {
    for (const auto& check : table.checks)
      if (says(check.expression)) return false;
    for (const auto& index : table.indexes)
      if (says(index.where)) return false;
    for (const auto& column : table.columns)
      if (column.generated && says(column.generated->expression)) return false;
  }
  for (const auto& view : schema_.views)
    if (says(view.definition)) return false;
  for (const auto& function : schema_.functions)
    if (says(function.definition)) return false;
  for (const auto& trigger : schema_.triggers)
    if (says(trigger.definition)) return false;
  if (!apply(operations::RenameEnumValue{name, a, "between"}) ||
      !apply(operations::RenameEnumValue{name, b, a}) ||
      !apply(operations::RenameEnumValue{name, "between", b})) {
    return false;
  }
  hints_.renamed_values[{name, a}] = b;
  hints_.renamed_values[{name, b}] = a;
  type = schema::find_enum(schema_, name);
  if (random_.one_in(2)) std::swap(type->values[0], type->values[1]);
  for (const Table& table : schema_.tables) {
    for (const Column& column : table.columns) {
      const bool is_of = column.type.kind == TypeKind::enumeration && column.type.name == name &&
                         column.type.dimensions == 0;
      const auto old = is_of ? origin_of(table, column) : std::nullopt;
      if (!old || table.partition_of) continue;
      const std::string text = old->expression + (postgresql_ ? "::text" : "");
      values_[{table.name, column.name}] = {old->table,
                                            "CASE " + text + " WHEN " + literal(a) + " THEN " +
                                                literal(b) + " WHEN " + literal(b) + " THEN " +
                                                literal(a) + " ELSE " + text + " END",
                                            {},
                                            column.type};
    }
  }
  return done();
}

}  // namespace limbeck::test
