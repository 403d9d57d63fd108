// How PostgreSQL converts a value to another type.
#pragma once

#include <optional>
#include <string>

#include "migrations/schema/schema.h"

namespace limbeck::sql::postgresql {

/// The expression after USING for the quoted column `column`: empty if PostgreSQL converts the
/// values correctly without one, and nullopt if the author has to write it. Its result does not
/// depend on the settings of the session.
std::optional<std::string> conversion(const schema::Type& from, const schema::Type& to,
                                      const std::string& column, const schema::Schema& schema);

/// What authors mostly mean where `conversion` has nothing; empty where nothing is usual.
std::string usual_conversion(const schema::Type& from, const schema::Type& to,
                             const std::string& column, const schema::Schema& schema);

}  // namespace limbeck::sql::postgresql
