// Tables and partitions.
#include <algorithm>

#include "tests/edits/editor.h"

namespace limbeck::test {
namespace {

using schema::Column;
using schema::Table;

}  // namespace

bool Editor::add_table() {
  Table table;
  table.name = {"", fresh("table")};
  if (postgresql_ && !schema_.tables.empty() && random_.one_in(2))
    table.name.schema = random_.of(schema_.tables).name.schema;
  table.columns.push_back({.name = "id", .type = schema::parse_type("bigint")});
  if (random_.one_in(2)) table.columns[0].identity = schema::Identity{};
  table.primary_key = schema::PrimaryKey{"pk_" + table.name.name, {"id"}};
  for (std::size_t i = random_.below(4); i > 0; --i) {
    Column column = any_new_column(table);
    column.name = "c" + std::to_string(i);
    column.nullable = random_.one_in(2);
    if (random_.one_in(3)) column.default_sql = literal_for(column.type);
    table.columns.push_back(std::move(column));
  }
  if (random_.one_in(2)) {
    if (Table* parent = any_table([](const Table& other) {
          return other.primary_key && other.primary_key->columns.size() == 1;
        })) {
      const std::string& key = parent->primary_key->columns[0];
      Column column{.name = "parent", .type = schema::find_column(*parent, key)->type};
      column.nullable = true;
      table.columns.push_back(column);
      table.foreign_keys.push_back({.name = "fk_" + table.name.name,
                                    .columns = {"parent"},
                                    .ref_table = parent->name,
                                    .ref_columns = {key},
                                    .on_delete = schema::Action::cascade});
    }
  }
  if (random_.one_in(2))
    table.indexes.push_back({.name = "ix_" + table.name.name, .elements = {{.column = "id"}}});
  if (postgresql_ && random_.one_in(3)) table.comment = any_comment();
  schema_.tables.push_back(std::move(table));
  return done();
}

bool Editor::drop_table() {
  Table* table = any_table();
  if (table == nullptr || schema_.tables.size() < 3) return false;
  const schema::Name name = table->name;
  for (Table& other : schema_.tables)
    std::erase_if(other.foreign_keys, [&](const auto& key) { return key.ref_table == name; });
  std::vector<schema::Name> parts;
  for (const Table* part : schema::partitions_of(schema_, name)) parts.push_back(part->name);
  for (const schema::Name& part : parts) {
    if (!apply(operations::DropTable{part})) return false;
  }
  drop_texts_with(name, "");
  if (!apply(operations::DropTable{name})) return false;
  hints_.renamed_tables.erase(name);
  std::erase_if(hints_.renamed_columns, [&](const auto& hint) { return hint.first.first == name; });
  std::erase_if(hints_.fills, [&](const auto& hint) { return hint.first.first == name; });
  std::erase_if(values_, [&](const auto& value) { return value.first.first == name; });
  return done();
}

bool Editor::rename_table() {
  const Table* table = any_table();
  if (table == nullptr) return false;
  const schema::Name from = table->name, to{from.schema, fresh("name")};
  if (!apply(operations::RenameTable{from, to.name})) return false;
  rename_in_texts(from.name, to.name);
  note_renamed_table(from, to);
  return done();
}

bool Editor::change_table_comment() {
  Table* table = any_table();
  if (table == nullptr) return false;
  table->comment = any_comment();
  return done();
}

bool Editor::change_table_setting() {
  Table* table = any_table([](const Table& other) { return other.partition_by.empty(); });
  if (table == nullptr) return false;
  if (!postgresql_) {
    if (!table->primary_key) return false;
    auto& setting = table->settings["sqlite.strict"];
    if (!setting.empty()) return false;  // its rows would have to be of its types
    if (random_.one_in(2)) return false;
    setting = "true";
    return done();
  }
  table->settings[random_.of<std::string>({"postgresql.fillfactor", "postgresql.fillfactor",
                                           "postgresql.autovacuum_vacuum_threshold"})] =
      random_.of<std::string>({"70", "80", "90"});
  return done();
}

bool Editor::add_partitioned_table() {
  Table table;
  table.name = {"", fresh("events")};
  table.columns = {{.name = "id", .type = schema::parse_type("bigint")},
                   {.name = "day", .type = schema::parse_type("date")},
                   {.name = "note", .type = schema::parse_type("text"), .nullable = true}};
  table.partition_by = "RANGE (id)";
  if (random_.one_in(2)) table.primary_key = schema::PrimaryKey{fresh("pk"), {"id"}};
  if (random_.one_in(2)) table.indexes = {{.name = fresh("ix"), .elements = {{.column = "day"}}}};
  const schema::Name name = table.name;
  schema_.tables.push_back(std::move(table));
  for (int i = 0; i < 2; ++i) {
    Table part;
    part.name = {"", name.name + "_" + std::to_string(i)};
    part.partition_of =
        schema::PartitionOf{name, i == 0 ? "FOR VALUES FROM (1) TO (10)" : "DEFAULT"};
    schema_.tables.push_back(std::move(part));
  }
  return done();
}

bool Editor::add_partition() {
  const Table* parent = any_of<Table>(schema_.tables, [](const Table& other) {
    return !other.partition_by.empty() && !other.partition_of;
  });
  if (parent == nullptr) return false;
  for (const Table* part : schema::partitions_of(schema_, parent->name)) {
    if (part->partition_of->bound == "DEFAULT") return false;
  }
  Table part;
  part.name = {parent->name.schema, fresh("partition")};
  part.partition_of = schema::PartitionOf{parent->name, "DEFAULT"};
  schema_.tables.push_back(std::move(part));
  return done();
}

bool Editor::detach_partition() {
  const Table* part = any_of<Table>(schema_.tables, [](const Table& other) {
    return other.partition_of && other.partition_by.empty();
  });
  if (part == nullptr) return false;
  if (!apply(operations::DetachPartition{part->partition_of->table, part->name})) return false;
  return done();
}

// A partition gets another bound, so that it has to go and come again.
bool Editor::attach_partition() {
  Table* part = any_of<Table>(schema_.tables, [](const Table& other) {
    return other.partition_of && other.partition_by.empty() &&
           other.partition_of->bound != "DEFAULT";
  });
  if (part == nullptr) return false;
  for (const Table* other : schema::partitions_of(schema_, part->partition_of->table)) {
    if (other->partition_of->bound == "DEFAULT") return false;
  }
  part->partition_of->bound = "DEFAULT";
  return done();
}

}  // namespace limbeck::test
