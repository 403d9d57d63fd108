#pragma once

#include <string>
#include <vector>

#include "migrations/findings/finding.h"
#include "runtime/migrator/prepare.h"

namespace limbeck::deployer {

/// What should be known about a revision before it runs. Also applies the step to `schema`, the
/// schema that the step starts from.
std::vector<Finding> risks_of(const migrator::PreparedStep& step, schema::Schema& schema);

/// What `plan --json` calls it, which is stable: `not_transactional`.
std::string kind_of(const Finding& risk);

}  // namespace limbeck::deployer
