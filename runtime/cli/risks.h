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

std::vector<Risk> risks_of(const migrator::PreparedStep& step);

}  // namespace limbeck::cli
