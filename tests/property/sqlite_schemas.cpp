#include "tests/property/sqlite_schemas.h"

#include <algorithm>

#include "migrations/operations/apply.h"
#include "migrations/schema/columns.h"
#include "migrations/sql/dialect.h"
#include "migrations/sql/sqlite/expression.h"

namespace limbeck::test {
namespace {

using operations::Operation;
using schema::Column;
using schema::Table;
using schema::Type;
using schema::TypeKind;

const std::vector<std::string> names{"a",         "b",    "c",      "amount", "order",  "select",
                                     "the \"x\"", "groß", "Camel",  "it's",   "sp ace", "end",
                                     "key",       "x1",   "weird]", "semi;",  "date",   "--"};
const std::vector<std::string> table_names{"users", "posts", "order items", "Tag", "group", "t"};

// Expressions name columns bare where they can and quoted where they must.
std::string name(const std::string& column) { return sql::sqlite::spelled(column); }

Type random_type(Random& random, const schema::Schema& schema) {
  static const std::vector<std::string> types{
      "boolean", "smallint",      "integer",  "bigint",        "real",       "double precision",
      "text",    "numeric(10,2)", "numeric",  "varchar(20)",   "char(3)",    "bytes",
      "uuid",    "bytes(8)",      "date",     "time(3)",       "timestamp",  "timestamptz(6)",
      "json",    "jsonb",         "interval", "NVARCHAR(160)", "MEDIUM INT", "integer",
      "text",    "text",          "bigint"};
  if (!schema.enums.empty() && random.one_in(6)) {
    Type type;
    type.kind = TypeKind::enumeration;
    type.name = random.of(schema.enums).name;
    return type;
  }
  return schema::parse_type(random.of(types));
}

std::string random_default(Random& random, const Type& type, const schema::Schema& schema) {
  switch (type.kind) {
    case TypeKind::enumeration: {
      const schema::Enum& of = *find_enum(schema, type.name);
      return sql::find_dialect("sqlite")->quote_literal(random.of(of.values));
    }
    case TypeKind::boolean:
      return random.of<std::string>({"true", "false"});
    case TypeKind::text:
    case TypeKind::varchar:
      return random.of<std::string>({"'x'", "''", "'it''s'", "lower('A')", "('p' || 'q')"});
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
      return random.of<std::string>({"now()", "CURRENT_TIMESTAMP"});
    default:
      return random.of<std::string>({"0", "-1", "42", "(1 + 2)", "1.5", "+7", "NULL"});
  }
}

Column random_column(Random& random, const Table& table, const schema::Schema& schema) {
  Column column;
  column.name = random.of(names);
  column.type = random_type(random, schema);
  column.nullable = !random.one_in(3);
  if (random.one_in(3)) {
    column.default_sql = random_default(random, column.type, schema);
    if (column.default_sql == "NULL" && !column.nullable) column.default_sql = "5";
  }
  if (random.one_in(8)) column.collation = random.of<std::string>({"NOCASE", "rtrim", "BINARY"});
  if (random.one_in(10)) column.comment = "about " + column.name;
  if (random.one_in(10) && !table.columns.empty()) {
    column.default_sql.reset();
    column.type = schema::parse_type("text");
    const std::string other = random.of(column_names(table));
    column.generated =
        schema::Generated{random.one_in(2) ? "coalesce(" + name(other) + ", 1) || 'g'"
                                           : "upper( " + name(other) + ")",
                          random.one_in(2)};
  }
  return column;
}

std::string random_check(Random& random, const Table& table) {
  const std::string column = name(random.of(column_names(table)));
  const std::string other = name(random.of(column_names(table)));
  return random.of<std::string>({
      column + " is not 'never'",
      "(" + column + " IS NULL OR length(" + column + ") < 1000)",
      "coalesce(" + column + ", " + other + ", 1) /* either */ IS NOT NULL",
      "CASE WHEN " + column + " > -1 THEN 1 ELSE 1 END",
      "not (" + column + " = 'x' and " + other + " = 'y' and 1=2)",
      sql::sqlite::spelled(table.name.name) + "." + column + " is not x'00'",
  });
}

schema::Index random_index(Random& random, const Table& table) {
  schema::Index index;
  index.name = "ix_" + table.name.name + "_" + std::to_string(random.below(100));
  for (std::size_t size = 1 + random.below(3); size > 0; --size) {
    schema::IndexElement element;
    const std::string column = random.of(column_names(table));
    if (random.one_in(4)) {
      element.expression =
          random.of<std::string>({"lower(" + name(column) + ")", name(column) + " || 'x'",
                                  "coalesce(" + name(column) + ",0)"});
    } else {
      element.column = column;
    }
    if (random.one_in(4)) element.order = schema::Order::descending;
    if (random.one_in(6)) element.collation = random.of<std::string>({"NOCASE", "BINARY"});
    index.elements.push_back(element);
  }
  index.unique = random.one_in(6);
  if (random.one_in(5)) index.where = name(random.of(column_names(table))) + " IS NOT NULL";
  return index;
}

std::optional<schema::ForeignKey> random_foreign_key(Random& random, const Table& table,
                                                     const schema::Schema& schema) {
  std::vector<const Table*> parents{&table};
  for (const Table& other : schema.tables) parents.push_back(&other);
  const Table& parent = *random.of(parents);
  schema::ForeignKey key;
  key.name = random.one_in(5) ? "" : "fk_" + table.name.name + std::to_string(random.below(100));
  if (parent.primary_key && random.below(3) != 0) {
    key.ref_columns = parent.primary_key->columns;
  } else if (!parent.uniques.empty()) {
    key.ref_columns = random.of(parent.uniques).columns;
  } else {
    return std::nullopt;
  }
  key.ref_table = parent.name;
  std::vector<std::string> columns = column_names(table);
  for (std::size_t i = 0; i < key.ref_columns.size(); ++i) {
    if (columns.empty()) return std::nullopt;
    const std::size_t at = random.below(columns.size());
    key.columns.push_back(columns[at]);
    columns.erase(columns.begin() + static_cast<std::ptrdiff_t>(at));
  }
  using schema::Action;
  static const std::vector<Action> actions{Action::no_action, Action::restrict, Action::cascade,
                                           Action::set_null, Action::set_default};
  key.on_delete = random.of(actions);
  key.on_update = random.of(actions);
  key.deferrable = static_cast<schema::Deferrable>(random.below(3));
  return key;
}

std::vector<std::string> some_columns(Random& random, const Table& table) {
  std::vector<std::string> columns = column_names(table);
  for (std::size_t i = columns.size(); i > 1; --i)
    std::swap(columns[i - 1], columns[random.below(i)]);
  columns.resize(std::min(columns.size(), 1 + random.below(2)));
  return columns;
}

void add_primary_key(Random& random, Table& table) {
  schema::PrimaryKey key;
  key.name = random.one_in(3) ? "" : "pk_" + table.name.name;
  switch (random.below(4)) {
    case 0:
      return;
    case 1: {
      Column& column = table.columns.front();
      column = {.name = column.name,
                .type = schema::parse_type("bigint"),
                .identity = schema::Identity{}};
      if (random.one_in(2)) column.type = schema::parse_type("integer");
      key.columns = {column.name};
      if (random.one_in(3)) table.settings["sqlite.autoincrement"] = "true";
      break;
    }
    default:
      key.columns = some_columns(random, table);
      if (random.one_in(4)) table.settings["sqlite.without_rowid"] = "true";
  }
  table.primary_key = key;
}

std::vector<std::string> random_values(Random& random) {
  std::vector<std::string> values{"new", "paid", "it''s", "sent", "ü"};
  values[2] = "it's";
  values.resize(2 + random.below(4));
  return values;
}

}  // namespace

std::optional<Table> random_table(Random& random, const schema::Schema& schema) {
  Table table;
  table.name.name = random.of(table_names);
  if (random.one_in(5)) table.comment = "a comment";
  for (std::size_t count = 1 + random.below(5); count > 0; --count) {
    const Column column = random_column(random, table, schema);
    if (find_column(table, column.name) == nullptr) table.columns.push_back(column);
  }
  if (random.one_in(8)) table.settings["sqlite.strict"] = "true";
  if (random.one_in(8)) table.settings["postgresql.fillfactor"] = "70";
  add_primary_key(random, table);
  if (random.one_in(3)) {
    table.uniques.push_back({.name = random.one_in(4) ? "" : "uq_" + table.name.name,
                             .columns = some_columns(random, table)});
  }
  for (std::size_t count = random.below(3); count > 0; --count) {
    table.checks.push_back({.name = random.one_in(3) ? "" : "ck_" + std::to_string(count),
                            .expression = random_check(random, table)});
  }
  if (random.one_in(3)) {
    if (const auto key = random_foreign_key(random, table, schema))
      table.foreign_keys.push_back(*key);
  }
  for (std::size_t count = random.below(3); count > 0; --count) {
    table.indexes.push_back(random_index(random, table));
  }
  schema::Schema with = schema;
  if (apply(Operation{operations::CreateTable{table}, {}}, with)) return std::nullopt;
  if (!sql::find_dialect("sqlite")->refuse(with).empty()) return std::nullopt;
  return table;
}

schema::Schema random_schema(Random& random) {
  schema::Schema schema;
  if (random.one_in(2)) {
    schema.enums.push_back({.name = {{}, "status"}, .values = random_values(random)});
  }
  for (std::size_t attempts = 2 + random.below(5); attempts > 0; --attempts) {
    if (const auto table = random_table(random, schema)) {
      apply(Operation{operations::CreateTable{*table}, {}}, schema);
    }
  }
  return schema;
}

std::vector<Operation> creation_of(const schema::Schema& schema) {
  std::vector<Operation> result;
  for (const schema::Enum& type : schema.enums)
    result.push_back({operations::CreateEnum{type}, {}});
  for (Table table : schema.tables) {
    table.foreign_keys.clear();
    result.push_back({operations::CreateTable{table}, {}});
  }
  for (const Table& table : schema.tables) {
    for (const schema::ForeignKey& key : table.foreign_keys) {
      result.push_back({operations::CreateForeignKey{table.name, key}, {}});
    }
  }
  return result;
}

namespace {

std::optional<operations::AnyOperation> random_constraint_change(Random& random, const Table& table,
                                                                 const schema::Schema& schema) {
  switch (random.below(6)) {
    case 0:
      return operations::CreateCheck{table.name,
                                     {.name = "ck_" + std::to_string(random.below(100)),
                                      .expression = random_check(random, table)}};
    case 1:
      return operations::CreateUnique{table.name,
                                      {.name = "uq_" + std::to_string(random.below(100)),
                                       .columns = some_columns(random, table)}};
    case 2: {
      const auto key = random_foreign_key(random, table, schema);
      if (!key) return std::nullopt;
      return operations::CreateForeignKey{table.name, *key};
    }
    case 3:
      return operations::CreatePrimaryKey{table.name,
                                          {.name = "pk", .columns = some_columns(random, table)}};
    default: {
      std::vector<std::string> known;
      if (table.primary_key) known.push_back(table.primary_key->name);
      for (const auto& unique : table.uniques) known.push_back(unique.name);
      for (const auto& key : table.foreign_keys) known.push_back(key.name);
      for (const auto& check : table.checks) known.push_back(check.name);
      if (known.empty()) return std::nullopt;
      return operations::DropConstraint{table.name, random.of(known)};
    }
  }
}

operations::AlterColumn random_alter(Random& random, const Table& table,
                                     const schema::Schema& schema) {
  const Column& column = random.of(table.columns);
  operations::AlterColumn alter{.table = table.name, .column = column.name};
  // SQLite does not look whether a virtual column of a STRICT table is of its type.
  if (!column.generated && random.one_in(2)) {
    alter.type = random_type(random, schema);
    if (random.one_in(3)) alter.using_expression = name(column.name) + " || ''";
  }
  if (random.one_in(2)) {
    alter.nullable = !column.nullable;
    if (!*alter.nullable) alter.fill = random.one_in(2) ? "'f'" : "7 -- seven";
  }
  if (random.one_in(3)) {
    alter.default_sql = std::optional<std::string>();
    if (random.one_in(2))
      alter.default_sql = random_default(random, alter.type.value_or(column.type), schema);
  }
  if (random.one_in(6)) alter.collation = random.of<std::string>({"NOCASE", ""});
  if (random.one_in(6)) alter.comment = "other";
  if (random.one_in(8)) alter.generated = std::optional<schema::Generated>();
  return alter;
}

std::optional<operations::AnyOperation> random_change(Random& random,
                                                      const schema::Schema& schema) {
  if (schema.tables.empty() || random.one_in(12)) {
    const auto table = random_table(random, schema);
    if (!table) return std::nullopt;
    return operations::CreateTable{*table};
  }
  const Table& table = random.of(schema.tables);
  switch (random.below(15)) {
    case 0:
      return random.one_in(2)
                 ? std::nullopt
                 : std::optional<operations::AnyOperation>(operations::DropTable{table.name});
    case 1:
      return operations::RenameTable{table.name, random.of(table_names)};
    case 2:
    case 3: {
      operations::AddColumn add{table.name, random_column(random, table, schema), ""};
      if (!add.column.generated && random.one_in(3)) {
        add.fill = random.one_in(2) ? name(random.of(column_names(table))) : "coalesce(NULL, 3)";
      }
      return add;
    }
    case 4:
    case 5:
      return operations::DropColumn{table.name, random.of(table.columns).name};
    case 6:
    case 7:
      return operations::RenameColumn{table.name, random.of(table.columns).name, random.of(names)};
    case 8:
    case 9:
      return random_alter(random, table, schema);
    case 10:
      return operations::CreateIndex{table.name, random_index(random, table)};
    case 11:
      if (table.indexes.empty()) return std::nullopt;
      return operations::DropIndex{table.name, random.of(table.indexes).name};
    case 12: {
      const auto setting =
          random.of<std::string>({"sqlite.strict", "sqlite.without_rowid", "sqlite.autoincrement"});
      return operations::AlterTableSettings{
          table.name, {{setting, table.settings.contains(setting) ? "" : "true"}}};
    }
    case 13:
      if (schema.enums.empty()) {
        return operations::CreateEnum{{.name = {{}, "status"}, .values = random_values(random)}};
      }
      switch (random.below(3)) {
        case 0:
          return operations::AddEnumValue{
              schema.enums[0].name, "v" + std::to_string(random.below(9)), {}};
        case 1:
          return operations::RenameEnumValue{schema.enums[0].name,
                                             random.of(schema.enums[0].values),
                                             "r" + std::to_string(random.below(9))};
        default:
          return operations::ReplaceEnum{schema.enums[0].name, random_values(random)};
      }
    default:
      return random_constraint_change(random, table, schema);
  }
}

}  // namespace

std::optional<Operation> random_operation(Random& random, const schema::Schema& schema) {
  const auto change = random_change(random, schema);
  if (!change) return std::nullopt;
  Operation operation{*change, {}};
  schema::Schema after = schema;
  if (apply(operation, after)) return std::nullopt;
  if (!sql::find_dialect("sqlite")->refuse(after).empty()) return std::nullopt;
  return operation;
}

}  // namespace limbeck::test
