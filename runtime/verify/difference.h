// What a live database has otherwise than its history says, in words.
#pragma once

#include <string>
#include <vector>

#include "migrations/findings/text.h"
#include "migrations/schema/schema.h"

namespace limbeck::verify {

/// One thing that is not as it should be, RuleId::database_differs: `the default of column
/// 'users.age' is another`. The facts `expected`, `default 0`, and `found`, `no default`, are left
/// out where nothing is, or `what` says it all.
Finding difference(std::string path, std::string what, std::string expected = {},
                   std::string found = {});
/// A table, enum or other thing of its own that no revision made: RuleId::database_extra.
Finding extra(std::string path, std::string what, std::string found = {});

/// What of `found` is not as `kept` says: both as the database writes them.
std::vector<Finding> differences(const schema::Schema& kept, const schema::Schema& found);

/// As `differences`, for all that is neither table nor enum.
void add_object_differences(std::vector<Finding>& list, const schema::Schema& kept,
                            const schema::Schema& found);

}  // namespace limbeck::verify
