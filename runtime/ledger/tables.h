// The ledger's two tables as schema values, so that each dialect renders them as it renders any
// table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "limbeck/manifest.h"
#include "migrations/schema/table.h"
#include "migrations/sql/dialect.h"

namespace limbeck::ledger {

inline constexpr std::string_view version_table_name = "limbeck_version";
inline constexpr std::string_view history_table_name = "limbeck_history";
/// A row of the version table beside the revisions' own while one of them is half applied, so that
/// a reader of that table alone, as a launch is, does not take what is there for whole. No
/// revision can be called so, and Alembic stops at it.
inline constexpr std::string_view half_applied_row = "half-applied";
/// PostgreSQL's only, made by its driver (runtime/connection/postgresql/lease_guard.h) when needed.
inline constexpr std::string_view lease_table_name = "limbeck_lease";

/// What the tables are called. Empty: not chosen.
struct Names {
  std::string version_table = {};
  std::string schema = {};
  std::string history_table = {};
};

/// `chosen` where it is given, else what the target of `manifest` says, else the names above. A
/// target's schema is not for databases that have none.
Names names_of(const Manifest& manifest, Names chosen, const sql::Dialect& dialect);

/// All tables of a ledger of these names, in its schema and, as that need not be given, in the
/// default one.
std::vector<schema::Name> tables_of(const Names& names);

/// Whether a table of a database is of a ledger, be it another history's: by its columns and the
/// name of its key, whatever it is called. Alembic's version table is one, and so are the records
/// of other tools (other_tools.h).
bool is_ledger(const schema::Table& table);

/// As Alembic makes it: `version_num VARCHAR(32) NOT NULL`, primary key `<table>_pkc`.
schema::Table version_table(const schema::Name& name);
schema::Table history_table(const schema::Name& name);

}  // namespace limbeck::ledger
