// Describes the differences between two schemas in a few words.
#pragma once

#include <string>
#include <vector>

#include "migrations/schema/schema.h"

namespace limbeck::state {

/// What is wrong with `got`, if it should be `wanted`: `column 'users.nick' is not dropped`, `table
/// 'posts' is missing`, `column 'users.id' has another type`. What schema::equivalent does not
/// count does not here. Empty if they are equivalent.
std::vector<std::string> differences(schema::Schema wanted, schema::Schema got);

}  // namespace limbeck::state
