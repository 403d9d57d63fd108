#pragma once

#include <string>
#include <vector>

#include "migrations/schema/schema.h"
#include "runtime/cli/context.h"

namespace limbeck::cli {

/// The schema that the history says a database with these rows has.
schema::Schema schema_at(Context& context, const std::vector<std::string>& rows);

}  // namespace limbeck::cli
