// A schema with something of every kind, and what an owner might do to it by hand.
#pragma once

#include <string>
#include <vector>

#include "limbeck/operations.h"

namespace limbeck::verify {

/// The history's one step.
void make_shop(Operations& op);

struct HandMade {
  const char* name;
  const char* sql;
  const char* told;  ///< what verify says, a line a difference
  /// What its operations leave, or why they cannot undo it.
  const char* left = "";
  bool is_made_again = false;  ///< because no operation is about it
};
std::vector<HandMade> hand_made_changes();

}  // namespace limbeck::verify
