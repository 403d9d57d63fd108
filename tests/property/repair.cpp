#include <algorithm>

#include "migrations/schema/columns.h"
#include "migrations/sql_text/expression.h"
#include "migrations/sql_text/lexer.h"
#include "migrations/sql_text/literal.h"
#include "migrations/sql_text/names.h"
#include "tests/property/parts.h"

namespace limbeck::test {
namespace {

using schema::Column;
using schema::Table;

bool has_all(const Table& table, const std::vector<std::string>& columns) {
  return std::all_of(columns.begin(), columns.end(), [&](const std::string& name) {
    return schema::find_column(table, name) != nullptr;
  });
}

// Whether every column that the expression names is there.
bool has_all_of(const Table& table, const std::string& sql) {
  const auto tokens = sql_text::lex(sql);
  for (const std::size_t i : sql_text::column_references(tokens)) {
    const std::string name = sql_text::name_of(tokens[i]);
    if (schema::find_column(table, name) == nullptr) return false;
  }
  return true;
}

void repair_columns(const schema::Schema& schema, Table& table) {
  std::erase_if(table.columns, [&](const Column& column) {
    return column.generated && !has_all_of(table, column.generated->expression);
  });
  for (Column& column : table.columns) {
    if (column.type.kind != schema::TypeKind::enumeration) continue;
    const schema::Enum* type = schema::find_enum(schema, column.type.name);
    if (type == nullptr) {
      column.type = {};
      column.default_sql.reset();
    } else if (column.default_sql) {
      const auto tokens = sql_text::lex(*column.default_sql);
      const auto value = tokens.empty() ? std::nullopt : sql_text::text_of(tokens.front());
      if (value &&
          std::find(type->values.begin(), type->values.end(), *value) == type->values.end()) {
        column.default_sql.reset();
      }
    }
  }
}

void repair_constraints(Table& table) {
  const auto lacks = [&](const auto& key) {
    return key.columns.empty() || !has_all(table, key.columns);
  };
  if (table.primary_key && lacks(*table.primary_key)) table.primary_key.reset();
  std::erase_if(table.uniques, lacks);
  std::erase_if(table.foreign_keys, lacks);
  std::erase_if(table.checks,
                [&](const auto& check) { return !has_all_of(table, check.expression); });
  std::erase_if(table.excludes,
                [&](const auto& exclude) { return !has_all_of(table, exclude.definition); });
  std::erase_if(table.indexes, [&](const auto& index) {
    return !has_all(table, index.include) || !has_all_of(table, index.where) ||
           std::any_of(index.elements.begin(), index.elements.end(), [&](const auto& element) {
             return element.column.empty() ? !has_all_of(table, element.expression)
                                           : schema::find_column(table, element.column) == nullptr;
           });
  });
  if (!table.partition_by.empty() && !has_all_of(table, table.partition_by))
    table.partition_by.clear();
  // What only a primary key makes sense of.
  for (Column& column : table.columns) {
    const bool numbered =
        table.primary_key && table.primary_key->columns == std::vector{column.name};
    if (!numbered) column.identity.reset();
  }
  if (table.primary_key) {
    for (const std::string& name : table.primary_key->columns)
      schema::find_column(table, name)->nullable = false;
  }
}

// Those of a table that is not there any more, or not partitioned, and theirs in turn.
void repair_partitions(schema::Schema& schema) {
  const auto is_lost = [&](const Table& table) {
    const Table* parent =
        table.partition_of ? schema::find_table(schema, table.partition_of->table) : nullptr;
    return table.partition_of && (parent == nullptr || parent->partition_by.empty());
  };
  for (auto lost = schema.tables.begin(); lost != schema.tables.end();) {
    lost = std::find_if(schema.tables.begin(), schema.tables.end(), is_lost);
    if (lost != schema.tables.end()) lost = schema.tables.erase(lost);
  }
}

}  // namespace

void repair(schema::Schema& schema) {
  schema::sort(schema);
  for (Table& table : schema.tables) {
    if (table.partition_of) continue;
    repair_columns(schema, table);
    repair_constraints(table);
  }
  repair_partitions(schema);
  std::erase_if(schema.triggers, [&](const schema::Trigger& trigger) {
    return schema::find_table(schema, trigger.table) == nullptr;
  });
  std::erase_if(schema.tables, [](const Table& table) {
    return !table.partition_of &&
           std::all_of(table.columns.begin(), table.columns.end(),
                       [](const Column& column) { return column.generated.has_value(); });
  });
  for (Table& table : schema.tables) {
    std::erase_if(table.foreign_keys, [&](const schema::ForeignKey& key) {
      const Table* referred = schema::find_table(schema, key.ref_table);
      return referred == nullptr || !has_all(*referred, key.ref_columns) ||
             !schema::is_key(*referred, key.ref_columns);
    });
  }
  schema::sort(schema);
}

std::vector<schema::Schema> smaller(const schema::Schema& schema) {
  std::vector<schema::Schema> results;
  const auto with = [&](auto change) {
    schema::Schema copy = schema;
    change(copy);
    repair(copy);
    if (!(copy == schema)) results.push_back(std::move(copy));
  };
  const auto each = [&](auto list_of) {
    for (std::size_t t = 0; t < schema.tables.size(); ++t) {
      Table table = schema.tables[t];
      for (std::size_t i = 0; i < list_of(table).size(); ++i) {
        with([&](schema::Schema& copy) {
          auto& list = list_of(copy.tables[t]);
          list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
        });
      }
    }
  };
  for (std::size_t t = 0; t < schema.tables.size(); ++t) {
    with([&](schema::Schema& copy) {
      copy.tables.erase(copy.tables.begin() + static_cast<std::ptrdiff_t>(t));
    });
    with([&](schema::Schema& copy) { copy.tables[t].primary_key.reset(); });
    with([&](schema::Schema& copy) { copy.tables[t].settings.clear(); });
    with([&](schema::Schema& copy) { copy.tables[t].comment.clear(); });
  }
  for (std::size_t e = 0; e < schema.enums.size(); ++e) {
    with([&](schema::Schema& copy) {
      copy.enums.erase(copy.enums.begin() + static_cast<std::ptrdiff_t>(e));
    });
  }
  for (std::size_t i = 0; i < schema.views.size(); ++i) {
    with([&](schema::Schema& copy) {
      copy.views.erase(copy.views.begin() + static_cast<std::ptrdiff_t>(i));
    });
  }
  for (std::size_t i = 0; i < schema.triggers.size(); ++i) {
    with([&](schema::Schema& copy) {
      copy.triggers.erase(copy.triggers.begin() + static_cast<std::ptrdiff_t>(i));
    });
  }
  each([](Table & table) -> auto& { return table.columns; });
  each([](Table & table) -> auto& { return table.uniques; });
  each([](Table & table) -> auto& { return table.foreign_keys; });
  each([](Table & table) -> auto& { return table.checks; });
  each([](Table & table) -> auto& { return table.excludes; });
  each([](Table & table) -> auto& { return table.indexes; });
  return results;
}

}  // namespace limbeck::test
