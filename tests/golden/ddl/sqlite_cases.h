#pragma once

#include <string>
#include <vector>

#include "limbeck/revision.h"

namespace limbeck::tests {

/// One change, named `<object>-<aspect>`, of the schema that `before` makes.
struct SqliteCase {
  std::string name;
  RevisionStep before;
  RevisionStep change;
};

const std::vector<SqliteCase>& sqlite_cases();

}  // namespace limbeck::tests
