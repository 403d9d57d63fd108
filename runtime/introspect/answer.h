// Queries of the introspection, whose answers come from a database that anybody may have made.
#pragma once

#include <string_view>

#include "limbeck/connection.h"

namespace limbeck::introspect {

/// Runs a query. Throws limbeck::Error when a text of the answer holds a NUL byte, which no name
/// and no definition can hold: a damaged or crafted file, or a hostile server, sends it.
Rows query_texts(Connection& connection, std::string_view query);

}  // namespace limbeck::introspect
