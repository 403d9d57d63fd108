#pragma once

#include <string>
#include <vector>

#include "runtime/migrator/prepare.h"

namespace limbeck::cli {

/// What whoever runs a revision should know before.
struct Risk {
  std::string kind;  ///< `destructive`, `rebuild`, `not_transactional` or `incompatible`: stable
  std::string message;
};

/// Takes `schema`, from which the step starts, to what it is after it.
std::vector<Risk> risks_of(const migrator::PreparedStep& step, schema::Schema& schema);

}  // namespace limbeck::cli
