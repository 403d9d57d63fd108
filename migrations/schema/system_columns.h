// The system columns of a table, which are not declared.
#pragma once

#include <array>
#include <string_view>

namespace limbeck::schema {

/// PostgreSQL 15, "System Columns".
inline constexpr std::array<std::string_view, 6> postgresql_system_columns{
    "cmax", "cmin", "ctid", "tableoid", "xmax", "xmin"};

/// SQLite's names of the rowid ("ROWIDs and the INTEGER PRIMARY KEY").
inline constexpr std::array<std::string_view, 3> sqlite_system_columns{"oid", "rowid", "_rowid_"};

}  // namespace limbeck::schema
