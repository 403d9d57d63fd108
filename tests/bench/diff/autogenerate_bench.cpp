// The drift check and autogenerate after the scan: JSON read, the difference told, the revision
// written. To hold: ≤ 0.15 s for 1,000 tables (Alembic 1.8.1: 9.4 s), 10,000 in proportion.
#include <benchmark/benchmark.h>

#include <nlohmann/json.hpp>
#include <string>

#include "compiler/check/drift.h"
#include "compiler/emit/revision_source.h"
#include "migrations/schema/json.h"

namespace limbeck::compiler {
namespace {

// Tables of ten columns with an index, each referring to the one before.
schema::Schema shop(int tables) {
  schema::Schema schema;
  for (int i = 0; i < tables; ++i) {
    schema::Table table;
    table.name.name = "table_" + std::to_string(i);
    table.columns.push_back({.name = "id", .type = schema::parse_type("bigint")});
    for (int column = 1; column < 10; ++column) {
      table.columns.push_back(
          {.name = "column_" + std::to_string(column),
           .type = schema::parse_type(column % 2 == 0 ? "text" : "integer"),
           .nullable = true,
           .default_sql = column == 3 ? std::optional<std::string>("0") : std::nullopt});
    }
    table.primary_key = {.name = "pk_" + table.name.name, .columns = {"id"}};
    table.indexes = {{.name = "ix_" + table.name.name, .elements = {{.column = "column_2"}}}};
    if (i > 0) {
      table.foreign_keys = {{.name = "fk_" + table.name.name,
                             .columns = {"column_1"},
                             .ref_table = {"", "table_" + std::to_string(i - 1)},
                             .ref_columns = {"id"}}};
    }
    schema.tables.push_back(std::move(table));
  }
  schema::sort(schema);
  return schema;
}

void check_and_autogenerate(benchmark::State& state, const schema::Schema& before,
                            const schema::Schema& after) {
  const std::string before_text = schema::to_json(before).dump();
  const std::string after_text = schema::to_json(after).dump();
  for (auto _ : state) {
    const State history = state_from_text(before_text);
    const Model model = model_from_text(after_text);
    diagnostics::Diagnostics diagnostics;
    NewRevision revision;
    revision.operations = report_drift(model, history, {}, diagnostics);
    revision.before = history.schema;
    revision.node.id = "91b0c6e2f7aa";
    benchmark::DoNotOptimize(revision_source(revision, std::string(revision_template())));
  }
}

void nothing_changed(benchmark::State& state) {
  const schema::Schema schema = shop(static_cast<int>(state.range(0)));
  check_and_autogenerate(state, schema, schema);
}

// In every hundredth table a column comes, one goes, one changes.
void a_few_changed(benchmark::State& state) {
  const schema::Schema before = shop(static_cast<int>(state.range(0)));
  schema::Schema after = before;
  for (std::size_t i = 0; i < after.tables.size(); i += 100) {
    schema::Table& table = after.tables[i];
    table.columns[5].type = schema::parse_type("bigint");
    table.columns[9].name = "other";
    table.columns[9].type = schema::parse_type("date");
  }
  check_and_autogenerate(state, before, after);
}

void all_new(benchmark::State& state) {
  check_and_autogenerate(state, {}, shop(static_cast<int>(state.range(0))));
}

BENCHMARK(nothing_changed)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);
BENCHMARK(a_few_changed)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);
BENCHMARK(all_new)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace limbeck::compiler
