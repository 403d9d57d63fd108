// The records of other migration tools are known by their names and columns.
#include "runtime/ledger/other_tools.h"

#include <gtest/gtest.h>

#include "runtime/ledger/tables.h"

namespace limbeck::ledger::other_tools_test {
namespace {

schema::Table table(std::string name, std::initializer_list<const char*> columns) {
  schema::Table result;
  result.name = {"", std::move(name)};
  for (const char* column : columns) {
    schema::Column one;
    one.name = column;
    result.columns.push_back(one);
  }
  return result;
}

TEST(OtherTools, are_known_by_the_name_and_the_columns_of_their_records) {
  struct Case {
    const char* tool;
    schema::Table record;
  };
  const Case cases[] = {
      {"Alembic", table("alembic_version", {"version_num"})},
      {"Flyway", table("flyway_schema_history",
                       {"installed_rank", "version", "description", "type", "script", "checksum",
                        "installed_by", "installed_on", "execution_time", "success"})},
      {"Liquibase",
       table("DATABASECHANGELOG", {"ID", "AUTHOR", "FILENAME", "DATEEXECUTED", "ORDEREXECUTED"})},
      {"Liquibase", table("databasechangeloglock", {"id", "locked", "lockgranted", "lockedby"})},
      {"goose", table("goose_db_version", {"id", "version_id", "is_applied", "tstamp"})},
      {"SQLx", table("_sqlx_migrations", {"version", "description", "installed_on", "success",
                                          "checksum", "execution_time"})},
      {"Diesel", table("__diesel_schema_migrations", {"version", "run_on"})},
      {"Refinery", table("refinery_schema_history", {"version", "name", "applied_on", "checksum"})},
      {"Django", table("django_migrations", {"id", "app", "name", "applied"})},
      {"Entity Framework", table("__EFMigrationsHistory", {"MigrationId", "ProductVersion"})},
      {"Prisma", table("_prisma_migrations", {"id", "checksum", "finished_at", "migration_name"})},
      {"Drizzle", table("__drizzle_migrations", {"id", "hash", "created_at"})},
      {"Atlas", table("atlas_schema_revisions",
                      {"version", "description", "type", "applied", "total", "hash"})},
      {"ODB", table("schema_version", {"name", "version", "migration"})},
      {"Laravel", table("migrations", {"id", "migration", "batch"})},
      // One name, four tools.
      {"Rails or dbmate", table("schema_migrations", {"version"})},
      {"golang-migrate", table("schema_migrations", {"version", "dirty"})},
      {"Lightweight", table("schema_migrations", {"version", "checksum", "applied_at"})},
  };
  for (const Case& each : cases) {
    EXPECT_EQ(tool_of(each.record), each.tool) << each.record.name.name;
    EXPECT_TRUE(is_ledger(each.record)) << each.record.name.name;
  }
}

TEST(OtherTools, have_not_made_what_has_the_name_and_other_columns) {
  for (const schema::Table& own :
       {table("migrations", {"id", "migration", "batch", "bird"}), table("migrations", {"id"}),
        table("schema_version", {"name", "version", "migration", "at"}),
        table("schema_migrations", {"version", "dirty", "species"}),
        table("django_migrations", {"id", "app"}), table("users", {"version"})}) {
    EXPECT_EQ(tool_of(own), "") << own.name.name;
    EXPECT_FALSE(is_ledger(own)) << own.name.name;
  }
}

}  // namespace
}  // namespace limbeck::ledger::other_tools_test
