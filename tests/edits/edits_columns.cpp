// Columns.
#include <algorithm>

#include "migrations/schema/mentions.h"
#include "migrations/sql_text/expression.h"
#include "tests/edits/editor.h"

namespace limbeck::test {
namespace {

using schema::Column;
using schema::Table;
using schema::Type;
using schema::TypeKind;

}  // namespace

Column Editor::any_new_column(const Table&) {
  Column column;
  column.name = fresh("column");
  column.type = any_type();
  column.nullable = true;
  if (random_.one_in(3)) column.comment = any_comment();
  if (!postgresql_) column.comment.clear();
  return column;
}

bool Editor::add_column() {
  Table* table = any_table();
  if (table == nullptr) return false;
  Column column = any_new_column(*table);
  if (random_.one_in(3)) column.default_sql = literal_for(column.type);
  if (column.default_sql && *column.default_sql != "NULL" && random_.one_in(2))
    column.nullable = false;
  if (!postgresql_ && !column.nullable && column.default_sql == "CURRENT_TIMESTAMP") return false;
  table->columns.push_back(std::move(column));
  return done();
}

bool Editor::add_not_null_column() {
  Table* table = any_table();
  if (table == nullptr) return false;
  Column column = any_new_column(*table);
  const std::string fill = literal_for(column.type);
  if (fill == "NULL") return false;
  column.nullable = false;
  hints_.fills[{table->name, column.name}] = fill;
  table->columns.push_back(std::move(column));
  return done();
}

bool Editor::add_generated_column() {
  const auto [table, of] = any_column([](const Table& other, const Column& column) {
    return other.partition_by.empty() && !column.generated &&
           (is_integer(column.type) || is_text(column.type));
  });
  if (table == nullptr) return false;
  Column column;
  column.name = fresh("computed");
  column.nullable = true;
  const std::string name = quoted(of->name);
  if (is_text(of->type)) {
    column.type = schema::parse_type(random_.one_in(2) ? "integer" : "text");
    column.generated = schema::Generated{
        column.type.kind == TypeKind::integer ? "length(" + name + ")" : "lower(" + name + ")"};
  } else {
    column.type = schema::parse_type("bigint");
    column.generated = schema::Generated{name + " * 2"};
  }
  if (!postgresql_) column.generated->stored = random_.one_in(2);
  table->columns.push_back(std::move(column));
  return done();
}

bool Editor::drop_column() {
  const auto [table, column] = any_column([&](const Table& other, const Column& one) {
    return other.columns.size() > 2 && !sql_text::mentions_column(other.partition_by, one.name) &&
           !is_new_and_read(other.name, one.name) &&
           std::none_of(other.columns.begin(), other.columns.end(), [&](const Column& computed) {
             return computed.generated &&
                    sql_text::mentions_column(computed.generated->expression, one.name);
           });
  });
  if (table == nullptr) return false;
  const schema::Name of = table->name;
  const std::string name = column->name;
  drop_what_stands_on(*table, name);
  drop_keys_to_what_is_no_key();
  if (!apply(operations::DropColumn{of, name})) return false;
  forget_column(of, name);
  return done();
}

bool Editor::rename_column() {
  const auto [table, column] = any_column([&](const Table& other, const Column& one) {
    return !is_in_texts(other, one.name) || random_.one_in(5);
  });
  if (table == nullptr) return false;
  const schema::Name of = table->name;
  const std::string from = column->name, to = fresh("name");
  // SQLite writes the key's new name for rowid, where nobody said that name.
  const bool has_rowid = std::any_of(schema_.triggers.begin(), schema_.triggers.end(),
                                     [](const schema::Trigger& trigger) {
                                       return trigger.definition.find("rowid") != std::string::npos;
                                     });
  if (has_rowid && in_primary_key(*table, from)) return false;
  if (!apply(operations::RenameColumn{of, from, to})) return false;
  rename_in_texts(from, to, &of);
  note_renamed_column(of, from, to);
  return done();
}

// Two columns of a table exchange their names.
bool Editor::swap_columns() {
  Table* table = any_table([](const Table& other) { return other.columns.size() > 2; });
  if (table == nullptr) return false;
  const schema::Name of = table->name;
  const std::string a = table->columns[0].name, b = table->columns[1].name;
  if (is_in_texts(*table, a) || is_in_texts(*table, b)) return false;
  for (const schema::Trigger& trigger : schema_.triggers) {
    if (trigger.definition.find("rowid") != std::string::npos) return false;
  }
  if (schema::find_table(before_, of) == nullptr || hints_.renamed_columns.contains({of, a}) ||
      hints_.renamed_columns.contains({of, b}) || hints_.fills.contains({of, a}) ||
      hints_.fills.contains({of, b})) {
    return false;
  }
  const Table& was = *schema::find_table(before_, of);
  if (schema::find_column(was, a) == nullptr || schema::find_column(was, b) == nullptr)
    return false;
  for (const auto& [column, fill] : hints_.fills) {
    const schema::Mentions names(fill);
    if (names.has_word(a) || names.has_word(b)) return false;
  }
  const auto was_a = origin_of(*table, table->columns[0]);
  const auto was_b = origin_of(*table, table->columns[1]);
  if (!apply(operations::RenameColumn{of, a, "between"}) ||
      !apply(operations::RenameColumn{of, b, a}) ||
      !apply(operations::RenameColumn{of, "between", b})) {
    return false;
  }
  hints_.renamed_columns[{of, a}] = b;
  hints_.renamed_columns[{of, b}] = a;
  const Table& now = *schema::find_table(schema_, of);
  if (was_b) (values_[{of, a}] = *was_b).type = schema::find_column(now, a)->type;
  if (was_a) (values_[{of, b}] = *was_a).type = schema::find_column(now, b)->type;
  return done();
}

bool Editor::make_nullable() {
  const auto [table, column] = any_column([&](const Table& other, const Column& one) {
    return !one.nullable && !one.identity && !in_primary_key(other, one.name);
  });
  if (table == nullptr) return false;
  column->nullable = true;
  return done();
}

bool Editor::make_not_null() {
  const auto [table, column] =
      any_column([&](const Table&, const Column& one) { return one.nullable && !one.generated; });
  if (table == nullptr) return false;
  column->nullable = false;
  const std::string fill = literal_for(column->type);
  const bool refers = std::any_of(
      table->foreign_keys.begin(), table->foreign_keys.end(), [&](const schema::ForeignKey& key) {
        return std::find(key.columns.begin(), key.columns.end(), column->name) != key.columns.end();
      });
  if (fill != "NULL" && !refers && !random_.one_in(4)) {
    if (random_.one_in(2)) {
      column->default_sql = fill;
    } else {
      hints_.fills[{table->name, column->name}] = fill;
    }
  }
  return done();
}

bool Editor::change_default() {
  const auto [table, column] = any_column([&](const Table&, const Column& one) {
    return !one.generated && !one.identity &&
           !(one.default_sql && schema::sequence_of_default(*one.default_sql));
  });
  if (table == nullptr) return false;
  const std::string literal = literal_for(column->type);
  if (literal == "NULL" || (column->default_sql && random_.one_in(2))) {
    if (!column->default_sql) return false;
    column->default_sql.reset();
  } else {
    column->default_sql = literal;
  }
  return done();
}

bool Editor::change_identity() {
  const auto [table, column] = any_column([&](const Table& other, const Column& one) {
    return is_integer(one.type) && !one.nullable && !one.default_sql && !one.generated &&
           (postgresql_ || (other.primary_key && other.primary_key->columns.size() == 1 &&
                            other.primary_key->columns[0] == one.name));
  });
  if (table == nullptr) return false;
  if (!column->identity) {
    column->identity = schema::Identity{};
    if (postgresql_ && random_.one_in(2)) column->identity->start = 1000;
    if (postgresql_ && random_.one_in(3)) column->identity->mode = schema::Identity::Mode::always;
  } else if (!postgresql_ || random_.one_in(2)) {
    column->identity.reset();
  } else {
    column->identity->increment = random_.one_in(2) ? 10 : 1;
    column->identity->cache = random_.one_in(2) ? 50 : 1;
    column->identity->cycle = random_.one_in(2);
    column->identity->mode =
        random_.one_in(2) ? schema::Identity::Mode::always : schema::Identity::Mode::by_default;
  }
  return done();
}

bool Editor::change_generated() {
  const auto [table, column] =
      any_column([](const Table&, const Column& one) { return one.generated.has_value(); });
  if (table == nullptr) return false;
  if (random_.one_in(2)) {
    column->generated.reset();
  } else {
    column->generated->expression = "coalesce(" + column->generated->expression + ", " +
                                    (is_integer(column->type) ? "0" : "'none'") + ")";
  }
  return done();
}

bool Editor::change_column_comment() {
  const auto [table, column] = any_column([](const Table&, const Column&) { return true; });
  if (table == nullptr) return false;
  column->comment = any_comment();
  return done();
}

}  // namespace limbeck::test
