// How PostgreSQL makes a value of one type one of another.
#pragma once

#include <optional>
#include <string>

#include "migrations/schema/schema.h"

namespace limbeck::sql::postgresql {

/// What stands after USING, in terms of `column`, which is quoted; empty where PostgreSQL does it
/// by itself, as it should; nothing where the author has to say how. The result does not depend on
/// the session's settings.
std::optional<std::string> conversion(const schema::Type& from, const schema::Type& to,
                                      const std::string& column, const schema::Schema& schema);

/// What authors mostly mean where `conversion` has nothing; empty where nothing is usual.
std::string usual_conversion(const schema::Type& from, const schema::Type& to,
                             const std::string& column, const schema::Schema& schema);

}  // namespace limbeck::sql::postgresql
