// The ledger's two tables as schema values, so that each dialect renders them as it renders any
// table.
#pragma once

#include <string>
#include <string_view>

#include "migrations/schema/table.h"

namespace limbeck::ledger {

inline constexpr std::string_view history_table_name = "limbeck_history";
/// A row of the version table beside the revisions' own while one of them is half applied, so that
/// whoever looks at that table alone, as a launch does, does not take what is there for whole. No
/// revision can be called so, and Alembic stops at it.
inline constexpr std::string_view half_applied_row = "half-applied";
/// PostgreSQL's only, made by its driver (runtime/connection/postgresql/lease_turn.h) when needed.
inline constexpr std::string_view lease_table_name = "limbeck_lease";

/// As Alembic makes it: `version_num VARCHAR(32) NOT NULL`, primary key `<table>_pkc`.
schema::Table version_table(const schema::Name& name);
schema::Table history_table(const std::string& schema);

}  // namespace limbeck::ledger
