#pragma once

#include <string>

#include "tests/servers/postgresql_server.h"

namespace limbeck::test {

/// What pg_dump says of the schema, without what a change and its reverse cannot keep: the order
/// of columns, and the names of the sequences of identity columns, which nobody gives.
std::string comparable_dump(const tests::PostgresqlServer& server, const std::string& database);

}  // namespace limbeck::test
