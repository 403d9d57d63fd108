// Replaying and verifying 1,000 revisions that make 1,000 tables of ten columns. To hold: verify ≤
// 0.3 s.
#include <benchmark/benchmark.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "limbeck/revision.h"
#include "migrations/state/replay.h"

namespace limbeck::state {
namespace {

using history::Graph;

constexpr std::size_t revisions = 1'000;

// Names come in no order, so that tables go into the middle of the schema.
std::string_view name_of(std::size_t number) {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> made;
    for (std::size_t i = 0; i < revisions; ++i) {
      made.push_back("table_" + std::to_string(i * 7'919 % revisions));
    }
    return made;
  }();
  return names[number];
}

void make(Operations& op, std::size_t number) {
  op.create_table(name_of(number),
                  {.columns = {{.name = "id", .type = bigint},
                               {.name = "a", .type = text},
                               {.name = "b", .type = text, .nullable = true},
                               {.name = "c", .type = integer, .server_default = "0"},
                               {.name = "d", .type = boolean},
                               {.name = "e", .type = text, .nullable = true},
                               {.name = "f", .type = text, .nullable = true},
                               {.name = "g", .type = timestamptz},
                               {.name = "h", .type = bigint},
                               {.name = "i", .type = bigint}},
                   .primary_key = {.columns = {"id"}}});
  if (number == 0) return;
  op.add_column(name_of(number - 1), {.name = "later", .type = text, .nullable = true});
}

void unmake(Operations& op, std::size_t number) {
  if (number > 0) op.drop_column(name_of(number - 1), "later");
  op.drop_table(name_of(number));
}

// A revision's step takes no arguments, so each revision has one of its own.
template <std::size_t Number>
void upgrade(Operations& op) {
  make(op, Number);
}
template <std::size_t Number>
void downgrade(Operations& op) {
  unmake(op, Number);
}

struct History {
  std::vector<std::string> ids;
  std::vector<Revision> all;
  std::vector<ManifestEntry> entries;

  History() : all(revisions) {
    for (std::size_t i = 0; i < revisions; ++i) ids.push_back("rev" + std::to_string(i));
    fill(std::make_index_sequence<revisions>());
    for (std::size_t i = 0; i < revisions; ++i) {
      if (i > 0) all[i].revises = {ids[i - 1]};
      entries.push_back({ids[i], &all[i], "history.cpp", static_cast<int>(i + 1), ""});
    }
  }
  template <std::size_t... Numbers>
  void fill(std::index_sequence<Numbers...>) {
    const RevisionStep up[] = {upgrade<Numbers>...};
    const RevisionStep down[] = {downgrade<Numbers>...};
    for (std::size_t i = 0; i < revisions; ++i) {
      all[i].upgrade = up[i];
      all[i].downgrade = i % 2 == 0 ? reverse_of_upgrade : Downgrade(down[i]);
    }
  }
  Manifest manifest() const {
    Manifest manifest{};
    manifest.entries = entries.data();
    manifest.size = entries.size();
    return manifest;
  }
  Graph graph() const { return std::get<Graph>(Graph::build(history::nodes_of(manifest()))); }
};

void replay_all(benchmark::State& state) {
  const History history;
  const std::vector<Graph::Index> order = history::topological_order(history.graph());
  for (auto _ : state) benchmark::DoNotOptimize(replay_with_locations(history.manifest(), order));
}

void verify_all(benchmark::State& state) {
  const History history;
  const Graph graph = history.graph();
  for (auto _ : state) {
    const auto problems = limbeck::state::verify(history.manifest(), graph);
    if (!problems.empty()) state.SkipWithError(problems.front().message.c_str());
  }
}

BENCHMARK(replay_all)->Unit(benchmark::kMillisecond);
BENCHMARK(verify_all)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace limbeck::state
