#pragma once

#include "migrations/sql/dialect.h"

namespace limbeck::sql {

/// PostgreSQL 13 and later. Dialect::lacking reports what older servers do not have.
const Dialect& postgresql_dialect();

}  // namespace limbeck::sql
