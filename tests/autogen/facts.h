// What a list of operations does, in words that Alembic's list and ours share: one fact for each
// thing that is made, dropped or changed, however the two tools divide it into operations.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "migrations/operations/operation.h"
#include "tests/autogen/read_case.h"

namespace limbeck::autogen {

using Facts = std::multiset<std::string>;

/// Of the case's expectation.
Facts expected_facts(const Json& expected, const Sides& sides);

/// Of our operations, which lead from `before`.
Facts facts_of(const std::vector<operations::Operation>& operations, const schema::Schema& before);

}  // namespace limbeck::autogen
