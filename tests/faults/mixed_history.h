// A history with everything that can be interrupted, the same on SQLite and on PostgreSQL.
#pragma once

#include "tests/unit/runtime/support/history.h"

namespace limbeck::test {

/// m1 tables and rows, m2 a table with a cascading key, m3 a data migration in C++, m4 a rebuild
/// (SQLite), m5 an autocommit block of SQL and C++ between two transactions, m6 an index built
/// concurrently, m7 an enum's value that is used at once, m8 renames and fills, m9 a data migration
/// between changes of the schema, m10 an index dropped concurrently, m11 more tables and rows.
///
/// Each revision also writes down in the table `effects`, which has no key, that it ran, up and
/// down: what ran twice or not at all is seen in the rows. What stands outside a transaction may be
/// run twice, as limbeck's documents ask for.
History mixed_history(std::string_view dialect);

inline constexpr const char* mixed_start = "m1";  ///< below it are no effects to look at
inline constexpr const char* mixed_head = "m11";

}  // namespace limbeck::test
