// What each operation costs beside a schema that grows: 10,000 tables must take ten times what
// 1,000 take. Beside the limit: reading the schema that comes of it from its JSON.
#include <benchmark/benchmark.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "migrations/operations/apply.h"
#include "migrations/schema/json.h"
#include "migrations/sql/dialect.h"

namespace limbeck::operations {
namespace {

// Tables of ten columns with an index, in no order of their names, each referring to the one
// before; a column more for each, and an index that goes again.
std::vector<Operation> growing(int tables) {
  std::vector<Operation> operations;
  const auto name_of = [&](int number) {
    return Name{"", "table_" + std::to_string(static_cast<std::int64_t>(number) * 7'919 % tables)};
  };
  for (int i = 0; i < tables; ++i) {
    schema::Table table;
    table.name = name_of(i);
    table.columns.push_back({.name = "id", .type = schema::parse_type("bigint")});
    for (int column = 1; column < 10; ++column) {
      table.columns.push_back({.name = "column_" + std::to_string(column),
                               .type = schema::parse_type(column % 2 == 0 ? "text" : "integer"),
                               .nullable = true});
    }
    table.primary_key = {.name = "pk_" + table.name.name, .columns = {"id"}};
    if (i > 0) {
      table.foreign_keys = {{.name = "fk_" + table.name.name,
                             .columns = {"column_1"},
                             .ref_table = name_of(i - 1),
                             .ref_columns = {"id"}}};
    }
    const Name name = table.name;
    const schema::Index index{.name = "ix_" + name.name, .elements = {{.column = "column_2"}}};
    operations.push_back({CreateTable{std::move(table)}, {}});
    operations.push_back({CreateIndex{name, index}, {}});
    operations.push_back(
        {AddColumn{
             name, {.name = "more", .type = schema::parse_type("text"), .nullable = true}, {}},
         {}});
    operations.push_back({DropIndex{name, index.name}, {}});
  }
  return operations;
}

schema::Schema grown(int tables) {
  schema::Schema schema;
  operations::apply(growing(tables), schema);
  return schema;
}

void applied(benchmark::State& state) {
  const auto operations = growing(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    schema::Schema schema;
    if (!operations::apply(operations, schema).empty()) state.SkipWithError("does not apply");
    benchmark::DoNotOptimize(schema);
  }
}

void reversed(benchmark::State& state) {
  const auto operations = growing(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    schema::Schema schema;
    benchmark::DoNotOptimize(reverse_and_apply(operations, schema));
  }
}

// From the last table to the first, as a downgrade to base does.
void dropped(benchmark::State& state) {
  const auto operations = growing(static_cast<int>(state.range(0)));
  const schema::Schema full = grown(static_cast<int>(state.range(0)));
  const auto down = reverse(operations, {});
  for (auto _ : state) {
    schema::Schema schema = full;
    if (!operations::apply(std::get<std::vector<Operation>>(down), schema).empty())
      state.SkipWithError("does not apply");
  }
}

void rendered_for_postgresql(benchmark::State& state) {
  const auto operations = growing(static_cast<int>(state.range(0)));
  const sql::Dialect& dialect = *sql::find_dialect("postgresql");
  for (auto _ : state) benchmark::DoNotOptimize(dialect.render(operations, {}));
}

void read_from_json(benchmark::State& state) {
  const std::string text = schema::to_json(grown(static_cast<int>(state.range(0)))).dump();
  for (auto _ : state) benchmark::DoNotOptimize(schema::schema_from_text(text));
}

BENCHMARK(read_from_json)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);
BENCHMARK(applied)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);
BENCHMARK(reversed)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);
BENCHMARK(dropped)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);
BENCHMARK(rendered_for_postgresql)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace limbeck::operations
