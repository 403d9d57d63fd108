// What a diff says, and whether it does what it says.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "migrations/diff/diff.h"
#include "tests/unit/operations/schemas.h"

namespace limbeck::diff {

using limbeck::Operations;
using operations::after;
using operations::shop;

/// The operations, described. They must apply, lead to `to`, and lead back when they are reversed.
inline std::vector<std::string> told(const schema::Schema& from, const schema::Schema& to,
                                     const Hints& hints = {}) {
  const auto operations = diff(from, to, hints);
  schema::Schema reached = from;
  std::vector<std::string> lines;
  for (const auto& operation : operations) {
    lines.push_back(operations::describe(operation));
    if (const auto problem = operations::apply(operation, reached))
      ADD_FAILURE() << problem->message;
  }
  EXPECT_TRUE(schema::equivalent(reached, to)) << "the operations lead elsewhere";
  EXPECT_TRUE(diff(reached, to, hints).empty()) << "something is left to do";
  const auto back = operations::reverse(operations, from);
  if (const auto* steps = std::get_if<std::vector<operations::Operation>>(&back)) {
    for (const auto& problem : operations::apply(*steps, reached)) ADD_FAILURE() << problem.message;
    EXPECT_TRUE(schema::equivalent(reached, from)) << "the reverse does not lead back";
  } else {
    ADD_FAILURE() << "no reverse";
  }
  return lines;
}

/// The same for what one step of a revision makes of the shop.
inline std::vector<std::string> told_of(RevisionStep step, const Hints& hints = {}) {
  return told(shop(), after(step, shop()), hints);
}

using Lines = std::vector<std::string>;

}  // namespace limbeck::diff
