// The ledger's two tables as schema values, so that each dialect renders them as it renders any
// table.
#pragma once

#include <string>
#include <string_view>

#include "migrations/schema/table.h"

namespace limbeck::ledger {

inline constexpr std::string_view history_table_name = "limbeck_history";
/// PostgreSQL's only, made by its driver (runtime/connection/postgresql/lease_turn.h) when needed.
inline constexpr std::string_view lease_table_name = "limbeck_lease";

/// As Alembic makes it: `version_num VARCHAR(32) NOT NULL`, primary key `<table>_pkc`.
schema::Table version_table(const schema::Name& name);
schema::Table history_table(const std::string& schema);

}  // namespace limbeck::ledger
