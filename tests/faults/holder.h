// What tests of a lock's holder start from.
#pragma once

#include <string>

#include "tests/faults/arena.h"
#include "tests/unit/runtime/support/history.h"

namespace limbeck::test {

class OfHolders : public InArena {
 protected:
  void SetUp() override;
  /// Another database in the place of the one before.
  void renew();
  /// The database is at head and every revision ran once.
  void expect_each_once();

  History history_;
  Manifest manifest_;
  std::string url_;
};

}  // namespace limbeck::test
