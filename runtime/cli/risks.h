#pragma once

#include <string>
#include <vector>

#include "runtime/migrator/prepare.h"

namespace limbeck::cli {

/// Something about a revision that should be known before it runs.
struct Risk {
  std::string kind;  ///< `destructive`, `rebuild`, `not_transactional` or `incompatible`: stable
  std::string message;
};

/// Also applies the step to `schema`, the schema that the step starts from.
std::vector<Risk> risks_of(const migrator::PreparedStep& step, schema::Schema& schema);

}  // namespace limbeck::cli
