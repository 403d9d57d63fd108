// A history with everything a migrator has to get right: tables, a rebuild of a table that others
// refer to, a data migration, statements outside a transaction.
#pragma once

#include "tests/unit/runtime/support/history.h"

namespace limbeck::test {

/// a1 users, a2 posts (which go with their users), a3 add a column, a4 add one that must be filled,
/// a5 unique index, a6 data migration, a7 rebuild users, a8 autocommit block, a9 rename, a10 rows.
History shop();
inline constexpr std::size_t shop_size = 10;

/// Users and posts at a2.
extern const char* const shop_rows;

}  // namespace limbeck::test
