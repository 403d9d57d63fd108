// PostgreSQL's catalogs as a schema.
#pragma once

#include "runtime/introspect/introspect.h"

namespace limbeck::introspect::postgresql {

/// Reads the connection's default schema and those that the options name, in a fixed number of
/// queries. Expressions are as the server writes them. Names of the default schema are without it,
/// as long as the search_path says the same as when the expressions are read.
Result introspect(Connection& connection, const Options& options);

}  // namespace limbeck::introspect::postgresql
