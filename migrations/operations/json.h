// Operations as JSON, as `check --json`, `diff --json` and `plan --json` print them:
// {"op":"add_column","table":"users","column":{…}}.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "migrations/operations/operation.h"

namespace limbeck::operations {

/// `file`, `line` and `column_number` are added where the location is known.
nlohmann::ordered_json to_json(const Operation& operation);

}  // namespace limbeck::operations
