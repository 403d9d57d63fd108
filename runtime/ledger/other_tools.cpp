#include "runtime/ledger/other_tools.h"

#include <algorithm>
#include <array>

#include "migrations/sql_text/names.h"

namespace limbeck::ledger {
namespace {

struct Record {
  std::string_view tool;
  std::string_view table;
  std::array<std::string_view, 4> columns;  ///< that it has; empty ones are none
  bool alone = false;                       ///< It has no others: the name is anybody's.
};

// As the tools make them. Where several have one name, their columns tell them apart.
constexpr std::array records{
    Record{"Alembic", "alembic_version", {"version_num"}},
    Record{"Atlas", "atlas_schema_revisions", {"version", "description", "applied", "hash"}},
    Record{"Diesel", "__diesel_schema_migrations", {"version", "run_on"}},
    Record{"Django", "django_migrations", {"id", "app", "name", "applied"}},
    Record{"Doctrine", "doctrine_migration_versions", {"version", "executed_at"}},
    Record{"Drizzle", "__drizzle_migrations", {"id", "hash", "created_at"}},
    Record{"Entity Framework", "__EFMigrationsHistory", {"MigrationId", "ProductVersion"}},
    Record{"Flyway", "flyway_schema_history", {"installed_rank", "script", "checksum", "success"}},
    Record{"Flyway", "schema_version", {"installed_rank", "script", "checksum", "success"}},
    Record{"golang-migrate", "schema_migrations", {"version", "dirty"}, true},
    Record{"goose", "goose_db_version", {"id", "version_id", "is_applied", "tstamp"}},
    Record{"Knex", "knex_migrations", {"id", "name", "batch", "migration_time"}},
    Record{"Knex", "knex_migrations_lock", {"index", "is_locked"}},
    Record{"Laravel", "migrations", {"id", "migration", "batch"}, true},
    Record{"Lightweight", "schema_migrations", {"version", "checksum"}},
    Record{"Liquibase", "databasechangelog", {"id", "author", "filename", "orderexecuted"}},
    Record{"Liquibase", "databasechangeloglock", {"id", "locked", "lockgranted", "lockedby"}},
    Record{"ODB", "schema_version", {"name", "version", "migration"}, true},
    Record{"Prisma", "_prisma_migrations", {"id", "checksum", "migration_name", "finished_at"}},
    Record{"Rails or dbmate", "schema_migrations", {"version"}, true},
    Record{"Rails", "ar_internal_metadata", {"key", "value", "created_at", "updated_at"}},
    Record{"Refinery", "refinery_schema_history", {"version", "name", "applied_on", "checksum"}},
    Record{"SQLx", "_sqlx_migrations", {"version", "installed_on", "success", "checksum"}},
};

bool is_of(const Record& record, const schema::Table& table) {
  if (!sql_text::equal_ignoring_case(record.table, table.name.name)) return false;
  const auto has = [&](std::string_view column) {
    return column.empty() || std::ranges::any_of(table.columns, [&](const schema::Column& one) {
             return sql_text::equal_ignoring_case(one.name, column);
           });
  };
  const auto count = std::ranges::count_if(record.columns, [](auto name) { return !name.empty(); });
  return std::ranges::all_of(record.columns, has) &&
         (!record.alone || count == std::ssize(table.columns));
}

}  // namespace

std::string_view tool_of(const schema::Table& table) {
  for (const Record& record : records)
    if (is_of(record, table)) return record.tool;
  return {};
}

}  // namespace limbeck::ledger
