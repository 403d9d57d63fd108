// In a few words, what one schema has that another has not.
#pragma once

#include <string>
#include <vector>

#include "migrations/schema/schema.h"

namespace limbeck::history {

/// What is wrong with `got`, if it should be `wanted`: `column 'users.nick' is left`, `table
/// 'posts' is missing`, `column 'users.id' has another type`. Column order does not count. Empty if
/// they are equivalent.
std::vector<std::string> differences(const schema::Schema& wanted, const schema::Schema& got);

}  // namespace limbeck::history
