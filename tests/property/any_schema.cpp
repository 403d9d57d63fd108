#include "tests/property/any_schema.h"

#include <algorithm>
#include <utility>

#include "migrations/operations/apply.h"
#include "tests/property/parts.h"

namespace limbeck::test {
namespace {

using schema::Column;
using schema::Table;

// One change such as a person makes; some do nothing where nothing fits.
class Edit {
 public:
  Edit(Random& random, Edited& edited, Expressible what)
      : random_(random),
        schema_(edited.schema),
        hints_(edited.hints),
        parts_(random, edited.schema, what) {}

  void run() {
    switch (random_.below(6)) {
      case 0:
        return change_tables();
      case 1:
        return change_enums();
      default:
        if (schema_.tables.empty()) return parts_.add_table();
        change_table(schema_.tables[random_.below(schema_.tables.size())]);
    }
  }

 private:
  void change_tables() {
    switch (random_.below(3)) {
      case 0:
        return parts_.add_table();
      case 1:
        if (!schema_.tables.empty()) erase_one(schema_.tables);
        return repair(schema_);
      default:
        if (!schema_.tables.empty())
          rename(schema_.tables[random_.below(schema_.tables.size())].name);
    }
  }

  void rename(const schema::Name& table) {
    const std::string name = parts_.free_relation(table.schema, parts_.table_names());
    const std::string old_name = table.name;
    const std::string in = table.schema;
    if (!name.empty() && apply(operations::RenameTable{table, name}))
      hints_.renamed_tables[{in, name}] = old_name;
  }

  void change_enums() {
    if (schema_.enums.empty()) return parts_.add_enum();
    schema::Enum& type = schema_.enums[random_.below(schema_.enums.size())];
    switch (random_.below(6)) {
      case 0:
        return parts_.add_enum();
      case 1:
        erase_one(schema_.enums);
        return repair(schema_);
      case 2:
        if (type.values.size() > 1) erase_one(type.values);
        return repair(schema_);
      case 3:
        std::reverse(type.values.begin(), type.values.end());
        return;
      case 4:
        if (const std::string value = parts_.free_value(type); !value.empty()) {
          const auto at = type.values.begin() +
                          static_cast<std::ptrdiff_t>(random_.below(type.values.size() + 1));
          type.values.insert(at, value);
        }
        return;
      default:
        if (const std::string value = parts_.free_value(type);
            !value.empty() && !type.values.empty()) {
          const schema::Name name = type.name;
          const std::string old_value = random_.of(type.values);
          if (apply(operations::RenameEnumValue{name, old_value, value})) {
            hints_.renamed_values[{name, value}] = old_value;
          }
        }
    }
  }

  void change_table(Table& table) {
    switch (random_.below(10)) {
      case 0:
        return parts_.add_column(table);
      case 1:
        return drop_column(table);
      case 2:
        return change_column(table, table.columns[random_.below(table.columns.size())]);
      case 3:
        return parts_.add_index(table);
      case 4:
        return parts_.add_foreign_key(table);
      case 5:
        random_.one_in(2) ? parts_.add_unique(table) : parts_.add_primary_key(table);
        return;
      case 6:
        return parts_.add_check(table);
      case 7:
        random_.one_in(2) ? parts_.add_setting(table) : parts_.add_comment(table.comment);
        return;
      case 8:
        return parts_.rename_something(table);
      default:
        return drop_something(table);
    }
  }

  void drop_column(Table& table) {
    if (table.columns.size() < 2) return;
    erase_one(table.columns);
    // A table needs a column that it does not compute.
    repair(schema_);
  }

  void change_column(Table& table, Column& column) {
    const bool in_key =
        table.primary_key &&
        std::find(table.primary_key->columns.begin(), table.primary_key->columns.end(),
                  column.name) != table.primary_key->columns.end();
    switch (random_.below(5)) {
      case 0:
        if (!in_key && !column.identity) column.nullable = !column.nullable;
        return;
      case 1:
        return parts_.set_default(column);
      case 2:
        return parts_.retype(table, column);
      case 3:
        return parts_.add_comment(column.comment);
      default:
        if (const std::string name = parts_.free_column(table); !name.empty()) {
          const schema::Name of = table.name;
          const std::string old_name = column.name;
          if (apply(operations::RenameColumn{of, old_name, name}))
            hints_.renamed_columns[{of, name}] = old_name;
        }
    }
  }

  void drop_something(Table& table) {
    switch (random_.below(5)) {
      case 0:
        table.primary_key.reset();
        break;
      case 1:
        erase_one(table.uniques);
        break;
      case 2:
        erase_one(table.foreign_keys);
        break;
      case 3:
        erase_one(table.checks);
        break;
      default:
        erase_one(table.indexes);
    }
    repair(schema_);
  }

  // A rename is followed as the databases follow it.
  bool apply(operations::AnyOperation value) {
    return !operations::apply(operations::Operation{std::move(value), {}}, schema_);
  }

  template <class Things>
  void erase_one(Things& things) {
    if (things.empty()) return;
    things.erase(things.begin() + static_cast<std::ptrdiff_t>(random_.below(things.size())));
  }

  Random& random_;
  schema::Schema& schema_;
  diff::Hints& hints_;
  Parts parts_;
};

}  // namespace

schema::Schema any_schema(Random& random, Expressible what) {
  schema::Schema schema;
  Parts parts(random, schema, what);
  for (std::size_t i = random.below(3); i > 0; --i) parts.add_enum();
  const std::size_t tables = random.one_in(20) ? 0 : random.below(7);
  for (std::size_t i = tables; i > 0; --i) parts.add_table();
  for (std::size_t i = 0; i < schema.tables.size(); ++i) {
    for (std::size_t keys = random.below(3); keys > 0; --keys)
      parts.add_foreign_key(schema.tables[i]);
  }
  return schema;
}

Edited edited(Random& random, const schema::Schema& schema, Expressible what) {
  Edited result{schema, {}};
  for (std::size_t i = 1 + random.below(8); i > 0; --i) Edit(random, result, what).run();
  return result;
}

diff::Hints any_hints(Random& random, const schema::Schema& from, const schema::Schema& to) {
  diff::Hints hints;
  if (from.tables.empty()) return hints;
  for (const Table& table : to.tables) {
    if (random.one_in(4)) hints.renamed_tables[table.name] = random.of(from.tables).name.name;
    for (const Column& column : table.columns) {
      const auto& columns = random.of(from.tables).columns;
      if (random.one_in(6))
        hints.renamed_columns[{table.name, column.name}] = random.of(columns).name;
      if (random.one_in(6)) hints.fills[{table.name, column.name}] = "0";
    }
  }
  for (const schema::Enum& type : to.enums) {
    for (const std::string& value : type.values) {
      if (random.one_in(4)) hints.renamed_values[{type.name, value}] = random.of(type.values);
    }
  }
  return hints;
}

}  // namespace limbeck::test
