#pragma once

#include "migrations/sql/dialect.h"

namespace limbeck::sql {

/// PostgreSQL 13 and later; what only newer servers have is `lacking`'s to tell.
const Dialect& postgresql_dialect();

}  // namespace limbeck::sql
