#pragma once

#include "tests/edits/database.h"
#include "tests/property/random.h"

namespace limbeck::test {

/// Rows that every constraint takes, parents before their children. Returns how many there are.
std::size_t fill(Random& random, EditedDatabase& database, const schema::Schema& schema);

}  // namespace limbeck::test
