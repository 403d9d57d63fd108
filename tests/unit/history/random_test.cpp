// Random graphs: the fast order is the plain one, and the version table is right after every step.
#include <cstdlib>
#include <random>
#include <set>

#include "migrations/history/walk.h"
#include "tests/unit/history/support.h"

namespace limbeck::history::random_test {
namespace {

using Index = Graph::Index;

unsigned from_environment(const char* name, unsigned otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

// Forks, merges, several bases and dependencies; loaded in an order of their own.
Graph random_graph(std::mt19937& random) {
  const auto below = [&](std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
  };
  std::vector<Node> nodes(1 + below(14));
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    nodes[i].id = "r" + std::to_string(i);
    const auto some = [&](std::vector<std::string>& to, std::size_t count) {
      for (; i > 0 && count > 0; --count) {
        const std::string id = "r" + std::to_string(i - 1 - below(std::min<std::size_t>(i, 4)));
        if (std::find(to.begin(), to.end(), id) == to.end()) to.push_back(id);
      }
    };
    some(nodes[i].revises, below(10) == 0 ? 0 : 1 + below(4) / 3);
    some(nodes[i].depends_on, below(4) / 3);
  }
  std::shuffle(nodes.begin(), nodes.end(), random);
  return std::get<Graph>(Graph::build(std::move(nodes)));
}

// The order as Alembic describes it, with all the ancestors of all the tips looked at in each step.
Indices plain_order(const Graph& graph, Set todo, const Indices& heads) {
  Indices tips, order;
  for (Index i = 0; i < graph.size(); ++i) {
    if (todo[i] != 0 && std::find(heads.begin(), heads.end(), i) != heads.end()) tips.push_back(i);
  }
  std::size_t at = 0;
  while (!tips.empty()) {
    const Index tip = tips[at];
    std::size_t over = tips.size();
    for (std::size_t i = 0; i < tips.size() && over == tips.size(); ++i) {
      if (i != at && ancestors(graph, {tips[i]}, Follow::dependencies_too)[tip] != 0) over = i;
    }
    if (over != tips.size()) {
      at = over;
      continue;
    }
    order.push_back(tip);
    todo[tip] = 0;
    Indices next;
    for (const Index under : graph.below(tip)) {
      if (todo[under] != 0 && std::find(tips.begin(), tips.end(), under) == tips.end())
        next.push_back(under);
    }
    if (next.empty()) {
      tips.erase(tips.begin() + static_cast<std::ptrdiff_t>(at));
      at = at == 0 ? 0 : at - 1;
    } else {
      tips[at] = next.front();
      tips.insert(tips.end(), next.begin() + 1, next.end());
    }
  }
  return order;
}

// The applied revisions that no other applied one stands on.
std::set<std::string> tips_of(const Graph& graph, const std::set<Index>& applied) {
  std::set<std::string> tips;
  for (const Index index : applied) {
    const auto stands = [&](std::span<const Index> above) {
      return std::any_of(above.begin(), above.end(),
                         [&](Index over) { return applied.contains(over); });
    };
    if (!stands(graph.children(index)) && !stands(graph.dependents(index)))
      tips.insert(graph.node(index).id);
  }
  return tips;
}

// Runs a plan on a version table, and looks at it after each step.
void run(const Graph& graph, const Plan& plan, std::set<Index>& applied,
         std::set<std::string>& rows) {
  for (const Step& step : plan) {
    for (const std::string& row : step.removes) EXPECT_EQ(rows.erase(row), 1U);
    for (const std::string& row : step.adds) EXPECT_TRUE(rows.insert(row).second);
    const bool up = step.direction == Direction::upgrade;
    const auto has = [&](Index index) { return applied.contains(index); };
    const auto under = graph.revises(step.revision), needs = graph.depends_on(step.revision);
    EXPECT_TRUE(std::all_of(under.begin(), under.end(), has));
    EXPECT_TRUE(std::all_of(needs.begin(), needs.end(), has));
    if (up) {
      EXPECT_TRUE(applied.insert(step.revision).second);
    } else {
      EXPECT_EQ(applied.erase(step.revision), 1U);
    }
    EXPECT_EQ(rows, tips_of(graph, applied));
  }
}

TEST(RandomGraphs, plans_keep_the_version_table_right_after_every_step) {
  const unsigned seed = from_environment("LIMBECK_SEED", std::random_device()());
  const unsigned runs =
      from_environment("LIMBECK_RUNS", from_environment("LIMBECK_LONG", 0) != 0 ? 100'000 : 2'000);
  SCOPED_TRACE("LIMBECK_SEED=" + std::to_string(seed));
  std::cout << "LIMBECK_SEED=" << seed << '\n';
  std::mt19937 random(seed);
  for (unsigned i = 0; i < runs && !::testing::Test::HasFailure(); ++i) {
    const Graph graph = random_graph(random);
    EXPECT_EQ(ids(graph, newest_first(graph, Set(graph.size(), 1), graph.real_heads())),
              ids(graph, plain_order(graph, Set(graph.size(), 1), graph.real_heads())));
    std::set<Index> applied;
    std::set<std::string> rows;
    for (int move = 0; move < 4; ++move) {
      const Index target = random() % graph.size();
      const std::string& id = graph.node(target).id;
      const auto up = plan_upgrade(graph, {rows.begin(), rows.end()}, id);
      ASSERT_TRUE(std::holds_alternative<Plan>(up)) << shown(graph, up);
      run(graph, std::get<Plan>(up), applied, rows);
      EXPECT_TRUE(applied.contains(target));
      const Index lower = random() % graph.size();
      const auto down = plan_downgrade(graph, {rows.begin(), rows.end()}, graph.node(lower).id);
      if (const auto* plan = std::get_if<Plan>(&down)) {
        run(graph, *plan, applied, rows);
        for (const Index child : graph.children(lower)) EXPECT_FALSE(applied.contains(child));
      }
    }
    const auto base = plan_downgrade(graph, {rows.begin(), rows.end()}, "base");
    run(graph, std::get<Plan>(base), applied, rows);
    EXPECT_TRUE(rows.empty());
  }
}

}  // namespace
}  // namespace limbeck::history::random_test
