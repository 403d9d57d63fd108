#pragma once

#include <string>
#include <string_view>

#include "migrations/schema/objects.h"

namespace limbeck::sql::postgresql {

/// COMMENT ON the object that its SQL drops; empty where that is no DROP.
std::string comment_on_other(const schema::OtherObject& object, std::string_view comment);

}  // namespace limbeck::sql::postgresql
