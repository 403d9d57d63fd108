// A case of ../shared/cases/ddl.json as limbeck's own values.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "migrations/operations/operation.h"

namespace limbeck::tests {

struct DdlCase {
  std::string id, dialect;
  std::vector<operations::Operation> operations;
  schema::Schema before;              ///< the least on which the operations make sense
  std::vector<std::string> expected;  ///< SQL
  bool only_contains = false;         ///< `expected` is part of what is pinned
  std::string error;                  ///< Alembic's, or empty
};

/// What the record lost of an operation (actions of an inline foreign key, names that a convention
/// made) is read back from the SQL that is expected of it.
DdlCase read_ddl_case(const nlohmann::json& json);

}  // namespace limbeck::tests
