#include "tests/faults/holder.h"

#include "tests/faults/holder_history.h"

namespace limbeck::test {

void OfHolders::SetUp() {
  InArena::SetUp();
  if (arena_ == nullptr) return;
  history_ = holder_history(arena_->dialect());
  manifest_ = history_.manifest();
}

void OfHolders::renew() {
  if (!url_.empty()) arena_->drop(url_);
  url_ = arena_->fresh();
}

void OfHolders::expect_each_once() {
  arena_->settle(url_);
  const State state = state_of(url_);
  EXPECT_EQ(state.ledger, "h5");
  EXPECT_EQ(state.records, "upgrade h1, upgrade h2, upgrade h3, upgrade h4, upgrade h5");
  const std::string rows = "\neffects\n  h1\n  h2\n  h2 end\n  h3\n  h4\n  h4 end\n  h5";
  EXPECT_NE(state.contents.find(rows), std::string::npos) << state.contents;
  EXPECT_EQ(state.broken, "");
}

}  // namespace limbeck::test
