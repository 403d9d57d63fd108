// What PostgreSQL's DDL is looked at with: a revision's steps, from the schema that others made.
#pragma once

#include <string_view>
#include <vector>

#include "limbeck/operations.h"

namespace limbeck::tests {

/// A case: `before` makes the schema, `change` is what is rendered.
struct DdlCase {
  std::string_view name;
  RevisionStep before = nullptr;
  RevisionStep change = nullptr;
};

const std::vector<DdlCase>& postgresql_cases();

}  // namespace limbeck::tests
