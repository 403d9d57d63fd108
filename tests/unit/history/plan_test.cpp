#include "migrations/history/plan.h"

#include "tests/unit/history/support.h"

namespace limbeck::history::plan_test {
namespace {

using Indices = std::vector<Graph::Index>;
using Strings = std::vector<std::string>;

// `a: -x +a` — a step's revision and what it does to the version table.
std::string rows(const Graph& graph, const std::variant<Plan, Unresolved>& result) {
  if (const auto* failed = std::get_if<Unresolved>(&result)) return "error: " + failed->message;
  std::string all;
  for (const Step& step : std::get<Plan>(result)) {
    all += (all.empty() ? "" : ", ") + graph.node(step.revision).id + ":";
    for (const std::string& row : step.removes) all += " -" + row;
    for (const std::string& row : step.adds) all += " +" + row;
  }
  return all;
}

template <class Result>
Unresolved::Reason reason(const std::variant<Result, Unresolved>& result) {
  return std::get<Unresolved>(result).reason;
}

const char* const linear = "a b<a c<b d<c e<d";
const char* const branched = "a b<a c1<b{one} d1<c1 c2<b{two} d2<c2";
const char* const merged = "a b<a c1<b d1<c1 c2<b{two} d2<c2 e<d1,d2 f<e";

TEST(PlanUpgrade, an_upgrade_replaces_the_row) {
  const Graph g = graph(linear);
  EXPECT_EQ(rows(g, plan_upgrade(g, {}, "c")), "a: +a, b: -a +b, c: -b +c");
  EXPECT_EQ(rows(g, plan_upgrade(g, {"c"}, "head")), "d: -c +d, e: -d +e");
}

TEST(PlanUpgrade, at_the_target_or_past_it_nothing_runs) {
  const Graph g = graph(linear);
  EXPECT_EQ(rows(g, plan_upgrade(g, {"e"}, "head")), "");
  EXPECT_EQ(rows(g, plan_upgrade(g, {"e"}, "b")), "");
  EXPECT_EQ(rows(g, plan_upgrade(g, {"e"}, "base")), "");
  EXPECT_EQ(rows(graph(""), plan_upgrade(graph(""), {}, "head")), "");
}

TEST(PlanUpgrade, a_fork_adds_a_row_and_a_merge_takes_it_away) {
  const Graph g = graph(merged);
  EXPECT_EQ(rows(g, plan_upgrade(g, {"b"}, "f")),
            "c2: -b +c2, d2: -c2 +d2, c1: +c1, d1: -c1 +d1, e: -d1 -d2 +e, f: -e +f");
}

TEST(PlanUpgrade, what_another_row_depends_on_has_no_row) {
  const Graph g = graph("a b<a x y<x[a]");
  EXPECT_EQ(rows(g, plan_upgrade(g, {}, "y")), "a: +a, x: +x, y: -x -a +y");
  EXPECT_EQ(rows(g, plan_upgrade(g, {"y"}, "b")), "b: +b");
}

TEST(PlanUpgrade, several_heads_need_a_choice) {
  const Graph g = graph(branched);
  EXPECT_EQ(shown(g, plan_upgrade(g, {"b"}, "heads")), "c2 d2 c1 d1");
  EXPECT_EQ(shown(g, plan_upgrade(g, {"b"}, "one@head")), "c1 d1");
  const auto several = plan_upgrade(g, {"b"}, "head");
  EXPECT_EQ(reason(several), Unresolved::Reason::several_heads);
  EXPECT_EQ(shown(g, several),
            "error: multiple heads are present for given argument 'head': d1, d2; name one of "
            "them, narrow it "
            "to a branch ('one@head'), ask for all with 'heads', or merge them");
}

TEST(PlanUpgrade, steps_are_counted_from_the_row) {
  const Graph g = graph(linear);
  EXPECT_EQ(shown(g, plan_upgrade(g, {"b"}, "+2")), "c d");
  EXPECT_EQ(shown(g, plan_upgrade(g, {}, "+1")), "a");
  EXPECT_EQ(shown(g, plan_upgrade(g, {"a"}, "head-1")), "b c d");
  EXPECT_EQ(shown(g, plan_upgrade(g, {"a"}, "b+1")), "b c");
  EXPECT_EQ(shown(g, plan_upgrade(g, {"a"}, "base+3")), "b c");
  EXPECT_EQ(shown(g, plan_upgrade(g, {"b"}, "+5")),
            "error: relative revision +5 didn't produce 5 migrations: walked too far; there are "
            "only 3 above");
  EXPECT_EQ(
      shown(g, plan_upgrade(g, {"b"}, "-1")),
      "error: relative revision -1 didn't produce 1 migration: an upgrade goes up; use +N, or "
      "downgrade");
  EXPECT_EQ(reason(plan_upgrade(g, {"b"}, "+99999999999999999999")),
            Unresolved::Reason::out_of_range);
}

TEST(PlanUpgrade, a_walk_that_forks_needs_a_branch) {
  const Graph g = graph(branched);
  EXPECT_EQ(shown(g, plan_upgrade(g, {"b"}, "two@+1")), "c2");
  EXPECT_EQ(shown(g, plan_upgrade(g, {"b"}, "+1")),
            "error: ambiguous walk: '+1' can go several ways from 'b': c1, c2; name the revision, "
            "or a branch "
            "as in 'LABEL@+1'");
}

TEST(PlanUpgrade, rows_that_stand_on_each_other_are_reported) {
  const Graph g = graph(linear);
  const auto result = plan_upgrade(g, {"c", "b"}, "head");
  EXPECT_EQ(reason(result), Unresolved::Reason::overlapping);
}

TEST(PlanUpgrade, a_row_of_another_history_names_the_likely_causes) {
  const Graph g = graph(linear);
  const auto result = plan_upgrade(g, {"deadbeef0000"}, "head");
  EXPECT_EQ(reason(result), Unresolved::Reason::unknown_current);
  const std::string message = std::get<Unresolved>(result).message;
  for (const char* words : {"can't locate revision identified by 'deadbeef0000'", "the head is 'e'",
                            "this program is older than the database", "another branch",
                            "file is missing", "stamp that one with --purge"}) {
    EXPECT_NE(message.find(words), std::string::npos) << words << " is missing from: " << message;
  }
}

TEST(PlanUpgrade, a_row_is_an_identifier_whole_and_no_prefix) {
  const Graph g = graph("abcdef01 abcdef02<abcdef01");
  EXPECT_EQ(reason(plan_upgrade(g, {"abcdef0"}, "head")), Unresolved::Reason::unknown_current);
}

TEST(PlanDowngrade, a_downgrade_puts_the_row_below_back) {
  const Graph g = graph(linear);
  EXPECT_EQ(rows(g, plan_downgrade(g, {"e"}, "c")), "e: -e +d, d: -d +c");
  EXPECT_EQ(rows(g, plan_downgrade(g, {"b"}, "base")), "b: -b +a, a: -a");
  EXPECT_EQ(rows(g, plan_downgrade(g, {"e"}, "-2")), "e: -e +d, d: -d +c");
  EXPECT_EQ(rows(g, plan_downgrade(g, {"b"}, "-2")), "b: -b +a, a: -a");
  EXPECT_EQ(rows(g, plan_downgrade(g, {"c"}, "c")), "");
}

TEST(PlanDowngrade, a_merge_that_goes_leaves_a_row_for_each_side) {
  const Graph g = graph(merged);
  EXPECT_EQ(rows(g, plan_downgrade(g, {"f"}, "d1")), "f: -f +e, e: -e +d1 +d2");
  EXPECT_EQ(rows(g, plan_downgrade(g, {"f"}, "b")),
            "f: -f +e, e: -e +d1 +d2, d1: -d1 +c1, c1: -c1, d2: -d2 +c2, c2: -c2 +b");
}

TEST(PlanDowngrade, what_depends_on_a_revision_goes_with_it) {
  const Graph g = graph("a b<a x y<x[b] z<y");
  EXPECT_EQ(rows(g, plan_downgrade(g, {"z"}, "a")), "z: -z +y, y: -y +x +b, b: -b +a");
}

TEST(PlanDowngrade, a_branch_limits_what_goes) {
  const Graph g = graph(branched);
  EXPECT_EQ(rows(g, plan_downgrade(g, {"d1", "d2"}, "two@b")), "d2: -d2 +c2, c2: -c2");
  EXPECT_EQ(shown(g, plan_downgrade(g, {"d1", "d2"}, "one@-1")), "d1");
  EXPECT_EQ(shown(g, plan_downgrade(g, {"d1", "d2"}, "d1@b")), "d1 c1");
}

TEST(PlanDowngrade, a_base_of_a_branch_takes_only_that_tree) {
  const Graph g = graph("a{lib} b<a x{app} y<x");
  EXPECT_EQ(rows(g, plan_downgrade(g, {"b", "y"}, "lib@base")), "b: -b +a, a: -a");
  EXPECT_EQ(shown(g, plan_downgrade(g, {"b", "y"}, "base")), "b a y x");
}

TEST(PlanDowngrade, a_target_must_be_applied) {
  const Graph g = graph(branched);
  const auto result = plan_downgrade(g, {"c1"}, "d2");
  EXPECT_EQ(reason(result), Unresolved::Reason::not_related);
  EXPECT_EQ(shown(g, result),
            "error: destination d2 is not a valid downgrade target from current head(s) c1; a "
            "downgrade goes "
            "to a revision that is applied, or to base");
  EXPECT_EQ(reason(plan_downgrade(g, {}, "-1")), Unresolved::Reason::out_of_range);
  EXPECT_EQ(reason(plan_downgrade(g, {"d1"}, "+1")), Unresolved::Reason::out_of_range);
}

TEST(CurrentRows, rows_that_stand_on_each_other_are_refused_by_all_that_plans_from_them) {
  struct Case {
    const char* graph;
    std::vector<std::string> rows;
  };
  const Case cases[] = {{linear, {"d", "b"}},
                        {linear, {"b", "d"}},
                        {merged, {"e", "d2"}},
                        {branched, {"c1", "a", "d2"}},
                        {"a b<a x y<x[a]", {"a", "y"}}};
  for (const Case& each : cases) {
    const Graph g = graph(each.graph);
    EXPECT_EQ(reason(plan_upgrade(g, each.rows, "heads")), Unresolved::Reason::overlapping);
    EXPECT_EQ(reason(plan_downgrade(g, each.rows, "-1")), Unresolved::Reason::overlapping);
    EXPECT_EQ(reason(plan_downgrade(g, each.rows, "base")), Unresolved::Reason::overlapping);
    EXPECT_EQ(reason(plan_downgrade(g, each.rows, "a")), Unresolved::Reason::overlapping);
    EXPECT_EQ(reason(applied(g, each.rows)), Unresolved::Reason::overlapping);
    EXPECT_TRUE(std::holds_alternative<Indices>(applied(g, each.rows, Overlap::allow)));
  }
}

TEST(CurrentRows, rows_of_several_branches_are_no_overlap) {
  const Graph g = graph(branched);
  EXPECT_EQ(shown(g, plan_downgrade(g, {"d1", "c2"}, "one@-1")), "d1");
  EXPECT_EQ(shown(g, applied(g, {"d1", "c2"})), "a b c1 d1 c2");
}

TEST(PlanStamp, one_of_two_rows_that_stand_on_each_other_takes_the_other_away) {
  const Graph g = graph(linear);
  EXPECT_EQ(rows(g, plan_stamp(g, {"d", "b"}, {"d"})), "d: -b");
  EXPECT_EQ(rows(g, plan_stamp(g, {"d", "b"}, {"b"})), "b: -d");
  EXPECT_EQ(rows(g, plan_stamp(g, {"d", "b", "a"}, {"d"})), "d: -b -a");
}

TEST(PlanStamp, moves_the_rows_of_one_branch_only) {
  const Graph g = graph(branched);
  EXPECT_EQ(rows(g, plan_stamp(g, {}, {"d1"})), "d1: +d1");
  EXPECT_EQ(rows(g, plan_stamp(g, {"b"}, {"d1"})), "d1: -b +d1");
  EXPECT_EQ(rows(g, plan_stamp(g, {"d1", "d2"}, {"c1"})), "c1: -d1 +c1");
  EXPECT_EQ(rows(g, plan_stamp(g, {"d1", "d2"}, {"base"})), "d1: -d1, d2: -d2");
  EXPECT_EQ(rows(g, plan_stamp(g, {"d1", "d2"}, {"one@base"})), "d1: -d1");
  EXPECT_EQ(rows(g, plan_stamp(g, {"d1"}, {"d1"})), "");
}

TEST(PlanStamp, several_targets_leave_a_row_each) {
  const Graph g = graph(merged);
  EXPECT_EQ(rows(g, plan_stamp(g, {"b"}, {"d1", "d2"})), "d1: -b +d1, d2: +d2");
  EXPECT_EQ(rows(g, plan_stamp(g, {"e"}, {"c1", "c2"})), "c1: -e +c1, c2: +c2");
  EXPECT_EQ(reason(plan_stamp(g, {}, {"a", "b"})), Unresolved::Reason::overlapping);
}

TEST(Resolve, a_prefix_names_one_revision) {
  const Graph g = graph("ae1027a6acf 3f9c2a71d04e<ae1027a6acf 3f9c00000000<3f9c2a71d04e");
  EXPECT_EQ(shown(g, resolve(g, "ae1")), "ae1027a6acf");
  EXPECT_EQ(shown(g, resolve(g, "3f9c2")), "3f9c2a71d04e");
  EXPECT_EQ(
      shown(g, resolve(g, "3f9c")),
      "error: multiple revisions start with '3f9c': '3f9c2a71d04e', '3f9c00000000'; give more "
      "characters");
  EXPECT_EQ(shown(g, resolve(g, "zz")),
            "error: no such revision or branch 'zz'; please give at least four characters of a "
            "revision's "
            "identifier");
  EXPECT_EQ(shown(g, resolve(g, "ae1027a6acg")),
            "error: no such revision or branch 'ae1027a6acg'; did you mean 'ae1027a6acf'?");
}

TEST(Resolve, a_label_with_a_sign_in_it_is_still_a_label) {
  const Graph g = graph("a{rel-2} b<a");
  EXPECT_EQ(shown(g, resolve(g, "rel-2")), "a");
  EXPECT_EQ(shown(g, resolve(g, "rel-2@head")), "b");
  EXPECT_EQ(shown(g, resolve(g, "rel-2@head-1")), "a");
}

TEST(Resolve, symbols_name_ends_and_where_the_database_is) {
  const Graph g = graph(branched);
  EXPECT_EQ(shown(g, resolve(g, "base")), "");
  EXPECT_EQ(shown(g, resolve(g, "heads")), "d1 d2");
  EXPECT_EQ(shown(g, resolve(g, "two@head")), "d2");
  EXPECT_EQ(shown(g, resolve(g, "c1@heads")), "d1");
  EXPECT_EQ(shown(g, resolve(g, "current", {"c1"})), "c1");
  EXPECT_EQ(shown(g, resolve(g, "current+1", {"c1"})), "d1");
  EXPECT_EQ(shown(g, resolve(g, "-1")), "c1 c2");
  EXPECT_EQ(shown(g, resolve(g, "nowhere@head")), "error: no such branch: 'nowhere'");
}

TEST(Resolve, an_unknown_row_matters_only_where_it_is_asked_for) {
  const Graph g = graph(linear);
  EXPECT_EQ(shown(g, resolve(g, "c", {"gone"})), "c");
  EXPECT_EQ(std::get<Unresolved>(resolve(g, "current", {"gone"})).reason,
            Unresolved::Reason::unknown_current);
}

TEST(History, lists_both_ends_of_a_range_newest_first) {
  const Graph g = graph(linear);
  EXPECT_EQ(shown(g, history(g, "")), "e d c b a");
  EXPECT_EQ(shown(g, history(g, "b:d")), "d c b");
  EXPECT_EQ(shown(g, history(g, ":c")), "c b a");
  EXPECT_EQ(shown(g, history(g, "d:")), "e d");
  EXPECT_EQ(shown(g, history(g, "-2:")), "e d c");
  EXPECT_EQ(shown(g, history(g, "-1:current", {"c"})), "c b");
  EXPECT_EQ(shown(g, history(g, "-99:current", {"c"})), "c b a");
  EXPECT_EQ(shown(g, history(g, "current:", {"c"})), "e d c");
  EXPECT_EQ(shown(g, history(g, "b:+2")), "d c b");
}

TEST(History, a_range_goes_from_old_to_new) {
  const Graph g = graph(linear);
  EXPECT_EQ(std::get<Unresolved>(history(g, "d:b")).reason, Unresolved::Reason::not_related);
  EXPECT_EQ(std::get<Unresolved>(history(g, "d")).reason, Unresolved::Reason::malformed);
  EXPECT_EQ(std::get<Unresolved>(history(g, "a:b:c")).reason, Unresolved::Reason::malformed);
}

TEST(Applied, is_all_that_the_rows_stand_on) {
  const Graph g = graph("a b<a x y<x[a] z<y");
  EXPECT_EQ(shown(g, applied(g, {"y"})), "a x y");
  EXPECT_EQ(shown(g, applied(g, {})), "");
}

TEST(TopologicalOrder, is_the_order_of_an_upgrade_from_nothing) {
  const Graph g = graph(merged);
  EXPECT_EQ(ids(g, topological_order(g)), shown(g, plan_upgrade(g, {}, "heads")));
}

}  // namespace
}  // namespace limbeck::history::plan_test
