// What Alembic's own tests assert about revision graphs, from ../shared/cases/graph.json.
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "migrations/history/create.h"
#include "tests/unit/history/support.h"

namespace limbeck::history::cases_test {
namespace {

using Json = nlohmann::json;
using Strings = std::vector<std::string>;

// Cases that are about something limbeck has not: none.
const std::map<std::string, std::string> excluded = {};

Strings strings(const Json& json) {
  if (json.is_null()) return {};
  if (json.is_string()) return {json.get<std::string>()};
  return json.get<Strings>();
}

std::vector<Node> nodes_of(const Json& graph) {
  std::vector<Node> nodes;
  for (const Json& revision : graph) {
    Node node;
    node.id = revision.at("rev");
    node.revises = strings(revision.at("down"));
    node.branch_labels = strings(revision.at("labels"));
    node.depends_on = strings(revision.at("depends_on"));
    nodes.push_back(node);
  }
  return nodes;
}

std::string joined(const Strings& strings) {
  std::string text;
  for (const std::string& part : strings) text += (text.empty() ? "" : " ") + part;
  return text;
}

std::string sorted(Strings strings) {
  std::sort(strings.begin(), strings.end());
  return joined(strings);
}

// Words of Alembic's message that ours has to have too: its identifiers, and what it is about.
void expect_meaning(const std::string& theirs, const std::string& ours) {
  const std::map<std::string, std::string> meanings = {
      {"Multiple heads are present", "multiple heads are present"},
      {"overlaps with other requested revisions", "overlaps with other requested revisions"},
      {"Cycle is detected", "cycle"},
      {"Self-loop is detected", "self-loop"},
      {"No such branch", "no such branch"},
      {"No such revision or branch", "no such revision or branch"},
      {"at least four characters", "at least four characters"},
      {"is not a member of branch", "is not a member of branch"},
      {"is not an ancestor of revision", "is not an ancestor of revision"},
      {"Ambiguous upgrade from multiple current revisions",
       "ambiguous upgrade from multiple current revisions"},
      {"is not a valid downgrade target from current head(s)",
       "is not a valid downgrade target from current head(s)"},
      {"Relative revision", "relative revision"},
      {"didn't produce", "didn't produce"},
      {"not allowed in revision identifier", "not allowed in revision identifier"},
      {"is not a head revision; please specify --splice",
       "is not a head revision; please specify --splice"},
      {"Ambiguous walk", "ambiguous walk"},
      {"Multiple revisions start with", "multiple revisions start with"},
      {"already used by revision", "already used by revision"},
      {"Multiple version locations present", "multiple version locations present"},
  };
  bool known = false;
  for (const auto& [words, needed] : meanings) {
    if (theirs.find(words) == std::string::npos) continue;
    known = true;
    EXPECT_NE(ours.find(needed), std::string::npos) << "Alembic: " << theirs << "\nours: " << ours;
  }
  EXPECT_TRUE(known) << "a message that this test does not know: " << theirs;
  for (std::size_t from = theirs.find('\''); from != std::string::npos;) {
    const std::size_t to = theirs.find('\'', from + 1);
    if (to == std::string::npos) break;
    const std::string name = theirs.substr(from, to - from + 1);
    if (name.find(' ') == std::string::npos) {
      EXPECT_NE(ours.find(name), std::string::npos) << name << " is missing from: " << ours;
    }
    from = theirs.find('\'', to + 1);
  }
}

// The version table after the steps.
Strings after(const Plan& plan, const Strings& current) {
  std::set<std::string> rows(current.begin(), current.end());
  for (const Step& step : plan) {
    for (const std::string& row : step.removes) EXPECT_EQ(rows.erase(row), 1U) << row;
    for (const std::string& row : step.adds) EXPECT_TRUE(rows.insert(row).second) << row;
  }
  return {rows.begin(), rows.end()};
}

class GraphCase : public ::testing::TestWithParam<Json> {
 protected:
  void TearDown() override {
    if (HasFailure()) std::cerr << GetParam().dump() << '\n';
  }
};

template <class Result>
bool failed_as_expected(const Json& test, const Result& result) {
  const Json& error = test.at("expected_error");
  const auto* failed = std::get_if<Unresolved>(&result);
  if (error.is_null()) {
    EXPECT_EQ(failed, nullptr) << failed->message;
    return failed != nullptr;
  }
  EXPECT_NE(failed, nullptr) << "expected " << error;
  if (failed != nullptr) expect_meaning(error.at("message"), failed->message);
  return true;
}

void check_load(const Json& test) {
  const std::vector<Finding> found = problems(nodes_of(test.at("graph")));
  ASSERT_EQ(found.size(), 1U);
  expect_meaning(test.at("expected_error").at("message"), found.front().message);
}

void check_resolve(const Json& test, const Graph& graph) {
  const std::string command = test.at("command");
  const std::string name = command.substr(command.find(' ') + 1);
  if (command.starts_with("resolve-bases ")) {
    EXPECT_EQ(ids(graph, graph.bases()), joined(strings(test.at("expected_result"))));
    return;
  }
  if (command.starts_with("resolve-many ")) {
    const auto result = resolve(graph, name);
    if (failed_as_expected(test, result)) return;
    EXPECT_EQ(shown(graph, result), joined(strings(test.at("expected_result"))));
    return;
  }
  const auto result = resolve_one(graph, name);
  if (failed_as_expected(test, result)) return;
  const auto place = std::get<0>(result);
  EXPECT_EQ(place ? graph.node(*place).id : "", joined(strings(test.at("expected_result"))));
}

void check_iterate(const Json& test, const Graph& graph) {
  const Json& asked = test.at("options");
  IterateOptions options;
  options.inclusive = asked.at("inclusive");
  options.implicit_base = asked.at("implicit_base");
  options.exact_length = asked.at("assert_relative_length");
  options.downgrade = asked.at("select_for_downgrade");
  const auto result = iterate(graph, strings(test.at("upper")), strings(test.at("lower")), options);
  if (failed_as_expected(test, result)) return;
  EXPECT_EQ(shown(graph, result), joined(strings(test.at("expected_order"))));
}

void check_traversal(const Json& test, const Graph& graph) {
  const std::string command = test.at("command");
  const Strings current = strings(test.at("current"));
  const Strings targets = test.contains("target") ? strings(test.at("target")) : Strings();
  std::variant<Plan, Unresolved> result;
  if (command.starts_with("upgrade ")) {
    result = plan_upgrade(graph, current, targets);
  } else if (command.starts_with("downgrade ")) {
    result = plan_downgrade(graph, current, targets.empty() ? "" : targets.front());
  } else {
    ASSERT_TRUE(command.starts_with("stamp ")) << command;
    result = plan_stamp(graph, current, targets);
  }
  if (failed_as_expected(test, result)) return;
  const Plan& plan = std::get<Plan>(result);
  if (test.contains("expected_steps") && !test.at("expected_steps").is_null()) {
    const Json& steps = test.at("expected_steps");
    ASSERT_EQ(plan.size(), steps.size());
    for (std::size_t i = 0; i < plan.size(); ++i) {
      EXPECT_EQ(sorted(plan[i].removes), sorted(strings(steps[i].at("from"))));
      EXPECT_EQ(sorted(plan[i].adds), sorted(strings(steps[i].at("to"))));
      EXPECT_EQ(plan[i].direction == Direction::upgrade, steps[i].at("direction") == "up");
    }
  } else {
    EXPECT_EQ(shown(graph, result), joined(strings(test.at("expected_order"))));
  }
  const Json& heads = test.at("expected_heads").is_null() && test.contains("derived_heads")
                          ? test.at("derived_heads")
                          : test.at("expected_heads");
  if (!heads.is_null()) {
    EXPECT_EQ(joined(after(plan, current)), sorted(strings(heads)));
  }
}

// `revision --branch-label foobar`. Alembic's test of several directories has three.
void check_creation(const Json& test, const Graph& graph) {
  NewRevision request{.id = "NEW"};
  std::string path;
  const Strings words = split(test.at("command").get<std::string>(), ' ');
  for (std::size_t i = 1; i + 1 < words.size(); i += 2) {
    if (words[i] == "--head") {
      request.heads = {words[i + 1]};
    } else if (words[i] == "--branch-label") {
      request.branch_labels = {words[i + 1]};
    } else if (words[i] == "--rev-id") {
      request.id = words[i + 1];
    } else {
      ASSERT_EQ(words[i], "--version-path");
      path = words[i + 1];
    }
  }
  const auto result = new_revision(graph, request);
  if (test.at("source").get<std::string>().find("MultiDir") != std::string::npos) {
    const auto directory =
        directory_of(graph, std::get<Node>(result),
                     {"scratch/model1", "scratch/model2", "scratch/model3"}, path);
    if (failed_as_expected(test, directory)) return;
    EXPECT_EQ(std::get<std::string>(directory), path);
  }
  if (failed_as_expected(test, result)) return;
  const Node& node = std::get<Node>(result);
  const Json& expected = test.at("expected_result");
  EXPECT_EQ(node.id, expected.at("rev").get<std::string>());
  EXPECT_EQ(node.revises, strings(expected.at("down")));
  EXPECT_EQ(node.branch_labels, strings(expected.at("labels")));
  EXPECT_EQ(node.depends_on, strings(expected.at("depends_on")));
}

TEST_P(GraphCase, is_as_alembic_has_it) {
  const Json& test = GetParam();
  if (test.is_null()) GTEST_SKIP() << LIMBECK_GRAPH_CASES << " is not there";
  if (const auto reason = excluded.find(test.at("id")); reason != excluded.end()) {
    GTEST_SKIP() << reason->second;
  }
  const std::string kind = test.at("kind");
  if (kind == "load") return check_load(test);
  const Graph graph = [&] {
    auto built = Graph::build(nodes_of(test.at("graph")));
    EXPECT_EQ(built.index(), 0U);
    return built.index() == 0 ? std::get<Graph>(std::move(built))
                              : std::get<Graph>(Graph::build({}));
  }();
  if (kind == "resolve") return check_resolve(test, graph);
  if (kind == "iterate") return check_iterate(test, graph);
  if (kind == "traversal") return check_traversal(test, graph);
  if (kind == "revision") return check_creation(test, graph);
  FAIL() << "a kind that this test does not know: " << kind;
}

std::vector<Json> cases() {
  std::ifstream file(LIMBECK_GRAPH_CASES);
  if (!file) return {Json()};
  return Json::parse(file).get<std::vector<Json>>();
}

INSTANTIATE_TEST_SUITE_P(Alembic, GraphCase, ::testing::ValuesIn(cases()), [](const auto& test) {
  if (test.param.is_null()) return std::string("absent");
  std::string id = test.param.at("id");
  std::replace(id.begin(), id.end(), '-', '_');
  return id;
});

}  // namespace
}  // namespace limbeck::history::cases_test
