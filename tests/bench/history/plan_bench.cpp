// Planning over 10,000 revisions of several shapes. To hold: ≤ 50 ms.
#include <benchmark/benchmark.h>

#include <string>
#include <utility>
#include <vector>

#include "migrations/history/plan.h"

namespace limbeck::history {
namespace {

constexpr int revisions = 10'000;

std::string id(int number) { return "rev" + std::to_string(100'000 + number); }

Node node(int number, std::vector<std::string> revises) {
  Node node;
  node.id = id(number);
  node.revises = std::move(revises);
  return node;
}

std::vector<Node> linear() {
  std::vector<Node> nodes = {node(0, {})};
  while (nodes.size() < revisions)
    nodes.push_back(node(static_cast<int>(nodes.size()), {nodes.back().id}));
  return nodes;
}

// Each merge of two revisions is where the next two start.
std::vector<Node> diamonds() {
  std::vector<Node> nodes = {node(0, {})};
  while (nodes.size() < revisions) {
    const int next = static_cast<int>(nodes.size());
    const std::string from = nodes.back().id;
    nodes.push_back(node(next, {from}));
    nodes.push_back(node(next + 1, {from}));
    nodes.push_back(node(next + 2, {id(next), id(next + 1)}));
  }
  return nodes;
}

// Branches of equal length from one revision, loaded one after another or in turns.
std::vector<Node> branches(int count, bool in_turns) {
  std::vector<Node> nodes = {node(0, {})};
  const int length = revisions / count;
  for (int i = 0; i < count * length; ++i) {
    const int position = in_turns ? i / count : i % length;
    const int above = in_turns ? i + 1 - count : i;
    nodes.push_back(node(i + 1, {position == 0 ? id(0) : id(above)}));
  }
  return nodes;
}

std::vector<Node> shape(int which) {
  switch (which) {
    case 0:
      return linear();
    case 1:
      return diamonds();
    case 2:
      return branches(100, false);
    case 3:
      return branches(100, true);
    default:
      return branches(5'000, true);
  }
}

const char* name(int which) {
  const char* const names[] = {"linear", "diamonds", "100 branches", "100 branches in turns",
                               "5,000 branches in turns"};
  return names[which];
}

Graph graph(int which) { return std::get<Graph>(Graph::build(shape(which))); }

void build(benchmark::State& state) {
  const std::vector<Node> nodes = shape(static_cast<int>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(Graph::build(nodes));
  state.SetLabel(name(static_cast<int>(state.range(0))));
}

void upgrade_from_nothing(benchmark::State& state) {
  const Graph g = graph(static_cast<int>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(plan_upgrade(g, {}, "heads"));
  state.SetLabel(name(static_cast<int>(state.range(0))));
}

void downgrade_to_base(benchmark::State& state) {
  const Graph g = graph(static_cast<int>(state.range(0)));
  std::vector<std::string> rows;
  for (const Graph::Index head : g.real_heads()) rows.push_back(g.node(head).id);
  for (auto _ : state) benchmark::DoNotOptimize(plan_downgrade(g, rows, "base"));
  state.SetLabel(name(static_cast<int>(state.range(0))));
}

void upgrade_by_one(benchmark::State& state) {
  const Graph g = graph(0);
  for (auto _ : state) benchmark::DoNotOptimize(plan_upgrade(g, {id(revisions - 2)}, "head"));
}

BENCHMARK(build)->DenseRange(0, 4)->Unit(benchmark::kMillisecond);
BENCHMARK(upgrade_from_nothing)->DenseRange(0, 4)->Unit(benchmark::kMillisecond);
BENCHMARK(downgrade_to_base)->DenseRange(0, 4)->Unit(benchmark::kMillisecond);
BENCHMARK(upgrade_by_one)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace limbeck::history
