#include "tests/mutations/kinds.h"
#include "tests/property/parts.h"

namespace limbeck::test {
namespace {

using schema::Column;
using schema::Schema;
using schema::Table;
using schema::TypeKind;

using Found = PartOf<Column>;

constexpr char c[] = "C";
constexpr char nocase[] = "NOCASE";

template <class Fits>
Found column_that(Random& random, Schema& schema, const Fits& fits) {
  return one_of(random, schema, &Table::columns,
                [&](const Table&, const Column& column) { return fits(column); });
}

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}
bool is_key(const Table& table, const Column& column) {
  return table.primary_key && has(table.primary_key->columns, column.name);
}
/// In no key, constraint or index: it can change alone.
bool is_alone(const Schema& schema, const Table& table, const Column& column) {
  if (is_key(table, column)) return false;
  Table without = table;
  take_out(without.columns, schema::find_column(without, column.name));
  Schema one;
  one.enums = schema.enums;
  one.tables = {without};
  const Table before = one.tables.front();
  repair(one);
  for (const Table& other : schema.tables)
    for (const auto& key : other.foreign_keys)
      if (key.ref_table == table.name && has(key.ref_columns, column.name)) return false;
  for (const auto& key : table.foreign_keys)
    if (has(key.columns, column.name)) return false;
  const Table& after = one.tables.front();
  return after.columns == before.columns && after.uniques == before.uniques &&
         after.checks == before.checks && after.indexes == before.indexes &&
         after.excludes == before.excludes && table.partition_by.empty();
}
Found alone(Random& random, Schema& schema) {
  return one_of(random, schema, &Table::columns, [&](const Table& table, const Column& column) {
    return is_alone(schema, table, column) && schema.views.empty() && schema.triggers.empty();
  });
}

std::string left_out(Random& random, Schema& schema) {
  const Found column = alone(random, schema);
  if (!column || column.table->columns.size() < 2) return {};
  const std::string name = column->name;
  take_out(column.table->columns, column.part);
  return name;
}
std::string one_more(Random& random, Schema& schema) {
  Table* table = one_of(random, schema.tables, [](const Table& one) { return !one.partition_of; });
  if (table == nullptr) return {};
  table->columns.push_back({.name = "left_over", .nullable = true});
  return "left_over";
}
std::string renamed(Random& random, Schema& schema) {
  const Found column = alone(random, schema);
  if (!column) return {};
  const std::string name = column->name;
  column->name += "_x";
  return name;
}
std::string nullable(Random& random, Schema& schema) {
  const Found column = one_of(
      random, schema, &Table::columns,
      [](const Table& table, const Column& one) { return !is_key(table, one) && !one.identity; });
  if (!column) return {};
  column->nullable = !column->nullable;
  return column->name;
}
std::string lost_default(Random& random, Schema& schema) {
  const Found column =
      column_that(random, schema, [](const Column& one) { return one.default_sql.has_value(); });
  if (!column) return {};
  column->default_sql.reset();
  return column->name;
}
// A default of the same type: the expression stays one of the type, and is never the value it was.
std::string other_default(Random& random, Schema& schema) {
  const Found column = column_that(random, schema, [](const Column& one) {
    return !one.generated && !one.identity && one.type.dimensions == 0 &&
           (one.type.kind == TypeKind::text || one.type.kind == TypeKind::integer ||
            one.type.kind == TypeKind::bigint);
  });
  if (!column) return {};
  column->default_sql = column->type.kind == TypeKind::text ? "'not this'" : "4711";
  return column->name;
}
std::string length(Random& random, Schema& schema) {
  const Found column =
      one_of(random, schema, &Table::columns, [&](const Table& table, const Column& one) {
        return one.type.length && is_alone(schema, table, one);
      });
  if (!column) return {};
  column->type.length = *column->type.length + 1;
  return column->name;
}
std::string precision(Random& random, Schema& schema) {
  const Found column =
      one_of(random, schema, &Table::columns, [&](const Table& table, const Column& one) {
        return one.type.kind == TypeKind::numeric && is_alone(schema, table, one);
      });
  if (!column) return {};
  auto& type = column->type;
  type.precision = type.precision ? *type.precision + 1 : 12;
  if (!type.scale) type.scale = 3;
  return column->name;
}
std::string seconds(Random& random, Schema& schema) {
  const Found column =
      one_of(random, schema, &Table::columns, [&](const Table& table, const Column& one) {
        return (one.type.kind == TypeKind::timestamp || one.type.kind == TypeKind::timestamptz ||
                one.type.kind == TypeKind::time) &&
               is_alone(schema, table, one);
      });
  if (!column) return {};
  column->type.precision = column->type.precision == 3 ? 2 : 3;
  return column->name;
}
std::string type(Random& random, Schema& schema) {
  const Found column =
      one_of(random, schema, &Table::columns, [&](const Table& table, const Column& one) {
        return !one.generated && !one.identity && is_alone(schema, table, one);
      });
  if (!column) return {};
  column->default_sql.reset();
  column->collation.clear();
  column->type = {.kind = column->type.kind == TypeKind::bytes ? TypeKind::text : TypeKind::bytes};
  return column->name;
}
std::string width(Random& random, Schema& schema) {
  const Found column =
      one_of(random, schema, &Table::columns, [&](const Table& table, const Column& one) {
        return (one.type.kind == TypeKind::integer || one.type.kind == TypeKind::bigint) &&
               !one.generated && is_alone(schema, table, one);
      });
  if (!column) return {};
  column->type.kind = column->type.kind == TypeKind::integer ? TypeKind::bigint : TypeKind::integer;
  return column->name;
}
std::string dimensions(Random& random, Schema& schema) {
  const Found column =
      one_of(random, schema, &Table::columns, [&](const Table& table, const Column& one) {
        return !one.generated && !one.identity && is_alone(schema, table, one);
      });
  if (!column) return {};
  column->default_sql.reset();
  column->collation.clear();
  column->type.dimensions = column->type.dimensions == 0 ? 1 : 0;
  return column->name;
}
std::string comment(Random& random, Schema& schema) {
  const Found column = column_that(random, schema, any);
  if (!column) return {};
  column->comment = column->comment.empty() ? "not what was said" : "";
  return column->name;
}
template <const char* Collation>
std::string collation(Random& random, Schema& schema) {
  const Found column =
      one_of(random, schema, &Table::columns, [&](const Table& table, const Column& one) {
        return one.type.kind == TypeKind::text && one.type.dimensions == 0 && !one.generated &&
               is_alone(schema, table, one);
      });
  if (!column) return {};
  column->collation = column->collation.empty() ? Collation : "";
  return column->name;
}
std::string generated(Random& random, Schema& schema) {
  const Found column =
      column_that(random, schema, [](const Column& one) { return one.generated.has_value(); });
  if (!column) return {};
  column->generated->expression = "coalesce(" + column->generated->expression + ", NULL)";
  return column->name;
}
std::string stored(Random& random, Schema& schema) {
  const Found column =
      column_that(random, schema, [](const Column& one) { return one.generated.has_value(); });
  if (!column) return {};
  column->generated->stored = !column->generated->stored;
  return column->name;
}
std::string no_longer_generated(Random& random, Schema& schema) {
  const Found column =
      column_that(random, schema, [](const Column& one) { return one.generated.has_value(); });
  if (!column) return {};
  column->generated.reset();
  return column->name;
}

template <class Change>
std::string identity(Random& random, Schema& schema, const Change& change) {
  const Found column =
      column_that(random, schema, [](const Column& one) { return one.identity.has_value(); });
  if (!column) return {};
  change(*column->identity);
  return column->name;
}
using schema::Identity;

}  // namespace

const std::vector<MutationKind>& column_mutations() {
  static const std::vector<MutationKind> kinds{
      {"column: left out", left_out},
      {"column: one more", one_more},
      {"column: name", renamed},
      {"column: not null", nullable},
      {"column: default lost", lost_default},
      {"column: default changed", other_default},
      {"column: length", length},
      {"column: precision", precision},
      {"column: digits of seconds", seconds},
      {"column: type", type},
      {"column: width of an integer", width},
      {"column: array", dimensions},
      {"column: comment", comment},
      {"column: collation", collation<c>, "postgresql"},
      {"column: collation", collation<nocase>, "sqlite"},
      {"generated: expression", generated},
      {"generated: stored", stored},
      {"generated: lost", no_longer_generated},
      {"identity: lost",
       [](Random& random, Schema& schema) -> std::string {
         const Found column = column_that(
             random, schema, [](const Column& one) { return one.identity.has_value(); });
         if (!column) return {};
         column->identity.reset();
         return column->name;
       }},
      {"identity: mode",
       [](Random& random, Schema& schema) {
         return identity(random, schema, [](Identity& one) {
           one.mode = one.mode == Identity::Mode::always ? Identity::Mode::by_default
                                                         : Identity::Mode::always;
         });
       }},
      {"identity: start",
       [](Random& random, Schema& schema) {
         return identity(random, schema, [](Identity& one) { one.start += 5; });
       }},
      {"identity: increment",
       [](Random& random, Schema& schema) {
         return identity(random, schema, [](Identity& one) { one.increment += 5; });
       }},
      {"identity: min",
       [](Random& random, Schema& schema) {
         return identity(random, schema, [](Identity& one) { one.min = one.min.value_or(1) - 7; });
       }},
      {"identity: max",
       [](Random& random, Schema& schema) {
         return identity(random, schema, [](Identity& one) { one.max = 12345; });
       }},
      {"identity: cache",
       [](Random& random, Schema& schema) {
         return identity(random, schema, [](Identity& one) { one.cache += 9; });
       }},
      {"identity: cycle",
       [](Random& random, Schema& schema) {
         return identity(random, schema, [](Identity& one) { one.cycle = !one.cycle; });
       }},
  };
  return kinds;
}

}  // namespace limbeck::test
