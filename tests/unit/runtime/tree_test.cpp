// `history --graph`: what a person sees of a history with branches.
#include "runtime/deployer/tree.h"

#include <gtest/gtest.h>

#include <list>
#include <set>

#include "limbeck/command_line.h"
#include "migrations/history/plan.h"
#include "runtime/commands/text.h"
#include "runtime/migrator/prepare.h"
#include "tests/unit/runtime/support/history.h"

namespace limbeck::test::tree_test {
namespace {

using history::Graph;

/// A history of revisions that do nothing.
class Drawn {
 public:
  Drawn& add(std::string_view id, std::vector<std::string_view> revises,
             std::string_view message = "a message", std::string_view label = {},
             std::string_view depends_on = {}) {
    Revision& revision = revisions_.emplace_back();
    for (std::string_view parent : revises)
      revision.revises.items[revision.revises.count++] = parent;
    if (!label.empty()) revision.branch_labels = {label};
    if (!depends_on.empty()) revision.depends_on = {depends_on};
    revision.message = message;
    history_.add(id, revision);
    return *this;
  }
  std::string draw(const deployer::TreeStyle& style = {}, std::string_view range = {}) {
    const Manifest manifest = history_.manifest();
    const Graph graph = migrator::graph_of(manifest);
    auto listed = history::history(graph, range);
    return "\n" + deployer::tree(manifest, graph, std::get<0>(listed), style);
  }

 private:
  std::list<Revision> revisions_;
  History history_;
};

Drawn two_branches() {
  Drawn drawn;
  drawn.add("a1", {}, "initial")
      .add("b1", {"a1"}, "add posts", "blog")
      .add("b2", {"b1"}, "add tags")
      .add("c1", {"a1"}, "add orders", "shop")
      .add("m1", {"b2", "c1"}, "merge b2 and c1")
      .add("d1", {"m1"}, "add prices");
  return drawn;
}

TEST(Tree, a_straight_history_is_a_line) {
  EXPECT_EQ(Drawn().add("a1", {}, "initial").add("a2", {"a1"}, "more").draw(), R"(
●  a2 (head) more
●  a1 initial
)");
}

TEST(Tree, branches_part_and_merge) {
  EXPECT_EQ(two_branches().draw(), R"(
●  d1 (head) add prices
●  m1 merge b2 and c1
├─╮
● │  b2 add tags
● │  b1 (blog) add posts
│ ●  c1 (shop) add orders
├─╯
●  a1 initial
)");
}

TEST(Tree, without_utf8_letters_do) {
  EXPECT_EQ(two_branches().draw({.utf8 = false}), R"(
*  d1 (head) add prices
*  m1 merge b2 and c1
|-\
* |  b2 add tags
* |  b1 (blog) add posts
| *  c1 (shop) add orders
|-/
*  a1 initial
)");
}

TEST(Tree, a_merge_of_three_and_two_histories_without_a_common_base) {
  Drawn drawn;
  drawn.add("a1", {})
      .add("b1", {"a1"})
      .add("b2", {"a1"})
      .add("b3", {"a1"})
      .add("m1", {"b1", "b2", "b3"})
      .add("z1", {}, "another base", "z", "b1")
      .add("z2", {"z1"});
  EXPECT_EQ(drawn.draw(), R"(
●  m1 (head) a message
├─┬─╮
│ │ │ ●  z2 (head) a message
│ │ │ ●  z1 (z) (depends on b1) another base
● │ │  b1 a message
│ ● │  b2 a message
│ │ ●  b3 a message
├─┴─╯
●  a1 a message
)");
}

TEST(Tree, histories_without_a_common_base_do_not_run_into_each_other) {
  EXPECT_EQ(Drawn().add("a1", {}).add("z1", {}).add("z2", {"z1"}).draw(), R"(
●  a1 (head) a message

●  z2 (head) a message
●  z1 a message
)");
}

TEST(Tree, with_marks_what_is_not_applied_is_hollow) {
  EXPECT_EQ(two_branches().draw({.marks = true, .current = {"c1"}, .applied = {"a1", "c1"}}),
            R"(
○  d1 (head) add prices
○  m1 merge b2 and c1
├─╮
○ │  b2 add tags
○ │  b1 (blog) add posts
│ ●  c1 (shop) (current) add orders
├─╯
●  a1 initial
)");
}

TEST(Tree, what_a_range_leaves_out_is_not_drawn) {
  EXPECT_EQ(two_branches().draw({}, "b1:m1"), R"(
●  m1 merge b2 and c1
●  b2 add tags
●  b1 (blog) add posts
)");
}

TEST(Tree, no_line_is_longer_than_the_terminal_is_wide) {
  Drawn drawn;
  const std::string message(300, 'x');
  drawn.add("a1", {}, message).add("b1", {"a1"}, message, "label").add("c1", {"a1"}, message);
  for (const std::size_t width : {80U, 200U}) {
    for (const bool verbose : {false, true}) {
      const std::string text = drawn.draw({.width = width, .verbose = verbose});
      std::size_t longest = 0;
      for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = text.find('\n', start);
        longest = std::max(longest,
                           commands::width_of(std::string_view(text).substr(start, end - start)));
        start = end + 1;
      }
      EXPECT_EQ(longest, width) << text;
    }
  }
  EXPECT_NE(drawn.draw().find(message), std::string::npos) << "no terminal: nothing is cut";
}

TEST(Tree, colour_changes_nothing_else) {
  const std::string coloured = two_branches().draw({.colour = true, .width = 20});
  std::string plain;
  for (std::size_t i = 0; i < coloured.size(); ++i) {
    if (coloured[i] == '\x1b') {
      i = coloured.find('m', i);
    } else {
      plain += coloured[i];
    }
  }
  EXPECT_NE(plain, coloured);
  EXPECT_EQ(plain, two_branches().draw({.width = 20}));
}

TEST(Tree, verbose_shows_all_of_a_revision_beside_the_lanes) {
  EXPECT_EQ(Drawn().add("a1", {}, "initial").add("a2", {"a1"}, "more").draw({.verbose = true}), R"(
●  Rev: a2 (head)
│  Parent: a1
│  Path: migrations/a2.cpp:4
│
│      more
│
●  Rev: a1
   Parent: <base>
   Path: migrations/a1.cpp:4

       initial

)");
}

}  // namespace
}  // namespace limbeck::test::tree_test
