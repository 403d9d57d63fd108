// When two defaults say the same.
#pragma once

#include <string>
#include <string_view>

#include "migrations/schema/canonical.h"
#include "migrations/schema/type.h"

namespace limbeck::schema {

/// sql_text::canonical_sql of the default of a column of type `type`, where '5' and 5 are one
/// number too, and 5 and 5.0 where the type keeps no digits.
std::string canonical_default(const Type& type, std::string_view expression);

}  // namespace limbeck::schema
