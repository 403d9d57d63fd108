#pragma once

#include "migrations/sql/dialect.h"

namespace limbeck::sql {

/// PostgreSQL 15 and later.
const Dialect& postgresql_dialect();

}  // namespace limbeck::sql
