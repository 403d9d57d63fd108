// A history whose process stops where a test wants it to.
#pragma once

#include "limbeck/connection.h"
#include "tests/unit/runtime/support/history.h"

namespace limbeck::test {

/// h1 tables, h2 a data migration in a transaction, h3 a row, h4 a data migration in an autocommit
/// block, which may be run twice, h5 a row. Each leaves a row in `effects`, which has no key; both
/// data migrations call what `at_data_migration` has set.
History holder_history(std::string_view dialect);

/// Called in the data migrations of this process, with the revision's id; null for nothing.
void at_data_migration(void (*action)(Connection&, std::string_view revision));

}  // namespace limbeck::test
