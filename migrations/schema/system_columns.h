// Columns that every row has though no table declares them.
#pragma once

#include <array>
#include <string_view>

namespace limbeck::schema {

/// PostgreSQL 15, "System Columns".
inline constexpr std::array<std::string_view, 6> postgresql_system_columns{
    "cmax", "cmin", "ctid", "tableoid", "xmax", "xmin"};

/// SQLite's names of the row's number ("ROWIDs and the INTEGER PRIMARY KEY").
inline constexpr std::array<std::string_view, 3> sqlite_system_columns{"oid", "rowid", "_rowid_"};

}  // namespace limbeck::schema
