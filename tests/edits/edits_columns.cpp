// Tables and columns.
#include <algorithm>

#include "migrations/schema/expression.h"
#include "tests/edits/editor.h"

namespace limbeck::test {
namespace {

using schema::Column;
using schema::Table;
using schema::Type;
using schema::TypeKind;

bool is_integer(const Type& type) {
  return type.dimensions == 0 && (type.kind == TypeKind::smallint ||
                                  type.kind == TypeKind::integer || type.kind == TypeKind::bigint);
}
bool is_text(const Type& type) {
  return type.dimensions == 0 && (type.kind == TypeKind::text || type.kind == TypeKind::varchar);
}

}  // namespace

Type Editor::any_type() {
  std::vector<std::string> types{"boolean", "smallint",      "integer",     "bigint",
                                 "double",  "numeric(10,2)", "text",        "varchar(40)",
                                 "date",    "timestamp",     "timestamptz", "time",
                                 "uuid",    "jsonb",         "bytes",       "char(3)"};
  if (postgresql_) types.insert(types.end(), {"text[]", "interval", "integer[]", "real", "inet"});
  Type type = schema::parse_type(random_.of(types));
  if (!schema_.enums.empty() && random_.one_in(6)) {
    type = {};
    type.kind = TypeKind::enumeration;
    type.name = random_.of(schema_.enums).name;
  }
  return type;
}

std::string Editor::literal_for(const Type& type) {
  if (type.dimensions > 0) return "'{}'";
  switch (type.kind) {
    case TypeKind::boolean:
      return random_.of<std::string>({"true", "false"});
    case TypeKind::smallint:
    case TypeKind::integer:
    case TypeKind::bigint:
      return random_.of<std::string>({"0", "1", "-7", "42"});
    case TypeKind::real:
    case TypeKind::double_precision:
      return random_.of<std::string>({"0", "1.5"});
    case TypeKind::numeric:
      return random_.of<std::string>({"0", "1"});
    case TypeKind::bytes:
      return postgresql_ ? "'\\x00'" : "x'00'";
    case TypeKind::uuid:
      return postgresql_ ? "'00000000-0000-0000-0000-000000000001'"
                         : "x'00000000000000000000000000000001'";
    case TypeKind::date:
      return "'2020-01-01'";
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
      return random_.of<std::string>({"'2020-01-01 00:00:00'", "CURRENT_TIMESTAMP"});
    case TypeKind::time:
      return "'10:00:00'";
    case TypeKind::interval:
      return postgresql_ ? "'1 day'" : "1";
    case TypeKind::json:
    case TypeKind::jsonb:
      return "'{}'";
    case TypeKind::enumeration: {
      const schema::Enum* found = schema::find_enum(schema_, type.name);
      return found == nullptr || found->values.empty() ? "NULL"
                                                       : "'" + random_.of(found->values) + "'";
    }
    case TypeKind::native:
      return type.name.name == "inet" ? "'127.0.0.1'" : "NULL";
    default:
      return random_.of<std::string>({"'x'", "''", "'a'"});
  }
}

Column Editor::any_new_column(const Table&) {
  Column column;
  column.name = fresh("column");
  column.type = any_type();
  column.nullable = true;
  if (random_.one_in(3)) column.comment = any_comment();
  if (!postgresql_) column.comment.clear();
  return column;
}

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
    return other.columns.size() > 2 && !schema::mentions_column(other.partition_by, one.name) &&
           std::none_of(other.columns.begin(), other.columns.end(), [&](const Column& computed) {
             return computed.generated &&
                    schema::mentions_column(computed.generated->expression, one.name);
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
  // Hints of a circle hold only where the circle brings the two sides closer.
  if (table->columns[0].type == table->columns[1].type) return false;
  if (!apply(operations::RenameColumn{of, a, "between"}) ||
      !apply(operations::RenameColumn{of, b, a}) ||
      !apply(operations::RenameColumn{of, "between", b})) {
    return false;
  }
  hints_.renamed_columns[{of, a}] = b;
  hints_.renamed_columns[{of, b}] = a;
  return done();
}

std::optional<Type> Editor::wider(const Type& type) {
  if (type.dimensions > 0) return std::nullopt;
  const auto one = [&](const std::vector<std::string>& types) {
    return schema::parse_type(random_.of(types));
  };
  switch (type.kind) {
    case TypeKind::smallint:
      return one({"integer", "bigint", "numeric(10,0)"});
    case TypeKind::integer:
      return one({"bigint", "numeric(12,2)", "double"});
    case TypeKind::real:
      return one({"double"});
    case TypeKind::varchar:
    case TypeKind::character:
      return one({"text", "varchar(" + std::to_string(type.length.value_or(500) * 2) + ")"});
    case TypeKind::numeric:
      if (!type.precision) return std::nullopt;
      return one({"numeric(" + std::to_string(*type.precision + 4) + "," +
                      std::to_string(type.scale.value_or(0) + 1) + ")",
                  "numeric"});
    case TypeKind::date:
      return one({"timestamp", "timestamptz"});
    case TypeKind::timestamp:
      return one({"timestamptz"});
    case TypeKind::enumeration:
      return one({"text"});
    default:
      return std::nullopt;
  }
}

std::optional<Type> Editor::narrower(const Type& type) {
  if (type.dimensions > 0) return std::nullopt;
  const auto one = [&](const std::vector<std::string>& types) {
    return schema::parse_type(random_.of(types));
  };
  switch (type.kind) {
    case TypeKind::bigint:
      return one({"integer", "smallint"});
    case TypeKind::integer:
      return one({"smallint"});
    case TypeKind::double_precision:
      return one({"real"});
    case TypeKind::text:
      return one({"varchar(20)", "varchar(200)", "varchar(3)"});
    case TypeKind::varchar:
      return one({"varchar(" + std::to_string(std::max(1, type.length.value_or(80) / 2)) + ")",
                  "varchar(2)"});
    case TypeKind::numeric:
      return one({"integer", "numeric(8,1)", "double"});
    case TypeKind::timestamptz:
      return one({"timestamp", "timestamptz(0)", "date"});
    case TypeKind::timestamp:
      return one({"timestamp(0)", "date", "timestamp(3)"});
    case TypeKind::json:
      return one({"jsonb"});
    default:
      return std::nullopt;
  }
}

std::optional<Type> Editor::other(const Type& type) {
  if (type.dimensions > 0) return std::nullopt;
  const auto one = [&](const std::vector<std::string>& types) {
    return schema::parse_type(random_.of(types));
  };
  switch (type.kind) {
    case TypeKind::smallint:
    case TypeKind::integer:
    case TypeKind::bigint:
    case TypeKind::numeric:
    case TypeKind::uuid:
    case TypeKind::date:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
      return one({"text", "varchar(100)"});
    case TypeKind::boolean:
      return one({"text", "integer"});
    case TypeKind::text:
    case TypeKind::varchar:
      return one({"integer", "jsonb", "bytes", "date"});
    case TypeKind::jsonb:
    case TypeKind::json:
      return one({"text"});
    default:
      return std::nullopt;
  }
}

bool Editor::retype(const std::function<std::optional<Type>(const Type&)>& change,
                    bool keeps_texts) {
  const auto [table, column] = any_column([&](const Table& other, const Column& one) {
    return !one.generated && !schema::mentions_column(other.partition_by, one.name) &&
           (keeps_texts || !is_in_texts(other, one.name));
  });
  if (table == nullptr) return false;
  const auto type = change(column->type);
  if (!type || *type == column->type) return false;
  for (const auto& [of, tied] : tied_to(*table, column->name)) {
    if (tied->identity && !is_integer(*type)) return false;
    if (!keeps_texts && is_in_texts(*of, tied->name)) return false;
    if (tied->generated || schema::mentions_column(of->partition_by, tied->name)) return false;
    if (!is_text(*type)) tied->collation.clear();
    const bool number = tied->default_sql && tied->default_sql->size() < 10 &&
                        tied->default_sql->find_first_not_of("0123456789.-") == std::string::npos;
    if (!keeps_texts || !number) tied->default_sql.reset();
    tied->type = *type;
  }
  return done();
}

bool Editor::widen_type() {
  return retype([&](const Type& type) { return wider(type); }, random_.one_in(3));
}
bool Editor::narrow_type() {
  return retype([&](const Type& type) { return narrower(type); }, random_.one_in(3));
}
bool Editor::change_type() {
  return retype([&](const Type& type) { return other(type); }, false);
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
  if (fill != "NULL" && !refers && !random_.one_in(4))
    hints_.fills[{table->name, column->name}] = fill;
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

bool Editor::change_collation() {
  const auto [table, column] = any_column([&](const Table& other, const Column& one) {
    return is_text(one.type) && !one.generated && other.partition_by.empty() &&
           tied_to(other, one.name).size() == 1;
  });
  if (table == nullptr) return false;
  const std::string collation = postgresql_
                                    ? random_.of<std::string>({"C", "POSIX", "ucs_basic", ""})
                                    : random_.of<std::string>({"NOCASE", "RTRIM", ""});
  if (collation == column->collation) return false;
  column->collation = collation;
  return done();
}

bool Editor::change_column_comment() {
  const auto [table, column] = any_column([](const Table&, const Column&) { return true; });
  if (table == nullptr) return false;
  column->comment = any_comment();
  return done();
}

}  // namespace limbeck::test
