#include "migrations/history/graph.h"

#include "migrations/findings/rule.h"
#include "migrations/findings/rule_id.h"
#include "tests/unit/history/support.h"

namespace limbeck::history::graph_test {
namespace {

std::string told(std::string_view text) {
  std::string all;
  for (const Finding& problem : problems(nodes(text))) {
    all += std::to_string(problem.location.line) + ": " + problem.message + " [" +
           std::string(findings::id_of(problem.rule)) + "]\n";
    for (const findings::Note& note : problem.notes) {
      all += "  " + std::to_string(note.location.line) + ": " + note.message + "\n";
    }
  }
  return all;
}

std::string labels(const Graph& graph, std::string_view id) {
  std::string all;
  for (const std::string& label : graph.labels(*graph.find(id)))
    all += (all.empty() ? "" : " ") + label;
  return all;
}

TEST(Graph, of_nothing_has_no_heads) {
  const Graph empty = graph("");
  EXPECT_EQ(empty.size(), 0U);
  EXPECT_TRUE(empty.heads().empty());
  EXPECT_TRUE(topological_order(empty).empty());
}

TEST(Graph, knows_its_ends_and_forks) {
  const Graph g = graph("a b1<a b2<a c<b1,b2 x y<x[b1]");
  EXPECT_EQ(ids(g, g.bases()), "a x");
  EXPECT_EQ(ids(g, g.heads()), "c y");
  EXPECT_TRUE(g.is_branch_point(*g.find("a")));
  EXPECT_FALSE(g.is_branch_point(*g.find("b1")));
  EXPECT_TRUE(g.is_merge_point(*g.find("c")));
}

TEST(Graph, a_head_that_another_branch_depends_on_is_no_real_head) {
  const Graph g = graph("a x y<x[a]");
  EXPECT_EQ(ids(g, g.heads()), "a y");
  EXPECT_EQ(ids(g, g.real_heads()), "y");
}

TEST(Graph, revisions_may_come_in_any_order) {
  const Graph g = graph("c<b a b<a");
  EXPECT_EQ(ids(g, g.heads()), "c");
  EXPECT_EQ(ids(g, topological_order(g)), "a b c");
}

TEST(Graph, a_dependency_of_an_ancestor_is_not_one_again) {
  const Graph g = graph("a x y<x[a] z<y[a]");
  EXPECT_EQ(g.depends_on(*g.find("z")).size(), 1U);
  EXPECT_EQ(g.below(*g.find("z")).size(), 1U);
  EXPECT_EQ(g.below(*g.find("y")).size(), 2U);
}

TEST(Graph, a_dependency_may_be_a_label) {
  const Graph g = graph("a{lib} x[lib]");
  EXPECT_EQ(g.node(g.depends_on(*g.find("x")).front()).id, "a");
}

TEST(Graph, a_label_covers_its_branch_up_and_back_to_the_fork) {
  const Graph g = graph("a b1<a b2<a c1<b1{one} d1<c1 m<d1,b2");
  EXPECT_EQ(labels(g, "a"), "");
  EXPECT_EQ(labels(g, "b1"), "one");
  EXPECT_EQ(labels(g, "c1"), "one");
  EXPECT_EQ(labels(g, "m"), "one");
  EXPECT_EQ(labels(g, "b2"), "");
}

TEST(GraphProblems, an_unknown_parent_is_reported_where_it_stands_and_what_was_meant) {
  auto all = nodes("91b0c6e2f7aa 3f9c2a71d04e<91b0c6e2f7ab");
  all[1].revises_at = {{.file = "h.cpp", .line = 7, .column = 17, .length = 14}};
  const auto found = problems(all);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rule, RuleId::unknown_parent);
  EXPECT_EQ(found[0].location.line, 7);
  EXPECT_EQ(found[0].location.column, 17);
  EXPECT_EQ(
      found[0].message,
      "revision '3f9c2a71d04e' revises '91b0c6e2f7ab', which no revision is called; did you mean "
      "'91b0c6e2f7aa'?");
}

TEST(GraphProblems, an_unknown_parent_like_no_other_may_be_a_missing_file) {
  EXPECT_EQ(told("a b<zzzzzzzz"),
            "2: revision 'b' revises 'zzzzzzzz', which no revision is called; is its file missing "
            "from the "
            "directory of revisions? [limbeck-unknown-parent]\n");
}

TEST(GraphProblems, an_unknown_dependency_may_be_meant_to_be_a_label) {
  EXPECT_EQ(
      told("a{billing} b[biling]"),
      "2: revision 'b' depends on 'biling', which is no revision and no branch label; did you mean "
      "'billing'? [limbeck-unknown-dependency]\n");
}

TEST(GraphProblems, a_duplicate_is_reported_at_the_second_with_the_first_beside_it) {
  EXPECT_EQ(told("a b<a a"),
            "3: revision 'a' is present more than once; give one of them another identifier, or "
            "remove the "
            "copy [limbeck-duplicate-id]\n  1: the first is here\n");
}

TEST(GraphProblems, a_copied_revision_is_only_reported_to_be_a_copy) {
  EXPECT_EQ(problems(nodes("a b<a{x} b<a{x} c<b")).size(), 1U);
}

TEST(GraphProblems, a_cycle_lists_its_members_in_order_once) {
  EXPECT_EQ(told("a<c b<a c<b d<c"),
            "1: cycle of 3 revisions: 'a' revises 'c', which revises 'b', which revises 'a'; one "
            "of them must "
            "stand on another revision, or on none [limbeck-cycle]\n"
            "  3: 'c' revises 'b' here\n  2: 'b' revises 'a' here\n");
}

TEST(GraphProblems, cycles_apart_are_distinguished) {
  EXPECT_EQ(problems(nodes("a<b b<a x<y y<x")).size(), 2U);
}

TEST(GraphProblems, a_cycle_may_go_over_a_dependency) {
  EXPECT_EQ(told("a[b] b<a"),
            "1: dependency cycle of 2 revisions: 'a' depends on 'b', which revises 'a'; one of "
            "them must stand "
            "on another revision, or on none [limbeck-cycle]\n  2: 'b' revises 'a' here\n");
}

TEST(GraphProblems, a_revision_cannot_stand_on_itself) {
  EXPECT_EQ(told("a<a"), "1: self-loop: revision 'a' revises itself [limbeck-cycle]\n");
  EXPECT_EQ(told("a[a]"), "1: self-loop: revision 'a' depends on itself [limbeck-cycle]\n");
}

TEST(GraphProblems, a_label_belongs_to_one_revision) {
  EXPECT_EQ(told("a{x} b{x}"),
            "2: branch label 'x' in revision 'b' is already used by revision 'a' "
            "[limbeck-duplicate-label]\n"
            "  1: revision 'a' is here\n");
  EXPECT_EQ(told("a b{a}"),
            "2: branch label 'a' in revision 'b' is already the identifier of a revision "
            "[limbeck-duplicate-label]\n  1: revision 'a' is here\n");
  EXPECT_EQ(told("a{x,x}"),
            "1: branch label 'x' in revision 'a' is given twice [limbeck-duplicate-label]\n");
}

TEST(GraphProblems, an_identifier_is_what_the_command_line_and_the_version_table_can_hold) {
  EXPECT_EQ(
      told("a-b+c"),
      "1: character(s) '+, -' not allowed in revision identifier 'a-b+c'; use letters, digits and "
      "underscores [limbeck-bad-id]\n");
  EXPECT_EQ(
      told("heads"),
      "1: a revision cannot be called 'heads': that names other revisions on the command line "
      "[limbeck-bad-id]\n");
  EXPECT_EQ(told("a123456789012345678901234567890123"),
            "1: revision identifier 'a123456789012345678901234567890123' has 34 characters; the "
            "version table "
            "holds 32 [limbeck-bad-id]\n");
  EXPECT_EQ(told("a{head}"),
            "1: a branch cannot be called 'head': that names revisions on the command line "
            "[limbeck-bad-id]\n");
}

TEST(GraphProblems, all_are_reported_in_one_run_in_the_order_of_the_files) {
  const auto found = problems(nodes("a<b b<a c<nowhere d d e[unheard] f{x} g{x}"));
  std::string codes;
  for (const Finding& problem : found)
    codes += std::string(findings::id_of(problem.rule).substr(8)) + " ";
  EXPECT_EQ(codes, "cycle unknown-parent duplicate-id unknown-dependency duplicate-label ");
}

TEST(SeveralHeads, are_refused_with_a_note_at_each) {
  EXPECT_FALSE(refuse_several_heads(graph("a b<a")));
  const auto problem = refuse_several_heads(graph("a b<a c<a"));
  ASSERT_TRUE(problem);
  EXPECT_EQ(problem->rule, RuleId::several_heads);
  EXPECT_EQ(problem->message.substr(0, problem->message.find(';')),
            "the history has 2 heads: 'b', 'c'");
  ASSERT_EQ(problem->notes.size(), 2U);
  EXPECT_EQ(problem->notes[0].location.line, 2);
  EXPECT_EQ(problem->notes[1].location.line, 3);
  EXPECT_EQ(problem->location.line, 3);
}

TEST(Graph, a_long_history_needs_no_deep_stack) {
  std::string text = "r0";
  for (int i = 1; i < 50'000; ++i) text += " r" + std::to_string(i) + "<r" + std::to_string(i - 1);
  const Graph g = graph(text);
  EXPECT_EQ(topological_order(g).size(), 50'000U);
  EXPECT_EQ(std::get<Plan>(plan_upgrade(g, {}, "head")).size(), 50'000U);
  EXPECT_EQ(std::get<Plan>(plan_downgrade(g, {"r49999"}, "base")).size(), 50'000U);
  std::string cyclic = "r0<r49999" + text.substr(2);
  EXPECT_EQ(problems(nodes(cyclic)).size(), 1U);
}

// As limbeck-inspect is given it by a binary that somebody else made.
TEST(Graph, a_history_with_very_many_mistakes_is_reported_without_what_was_meant) {
  std::vector<Node> nodes;
  for (int i = 0; i < 3000; ++i) {
    Node node;
    node.id = "r" + std::to_string(i);
    node.revises = {"zz" + std::to_string(i)};
    nodes.push_back(std::move(node));
  }
  const auto built = Graph::build(std::move(nodes));
  EXPECT_EQ(std::get<std::vector<Finding>>(built).size(), 3000U);
}

}  // namespace
}  // namespace limbeck::history::graph_test
