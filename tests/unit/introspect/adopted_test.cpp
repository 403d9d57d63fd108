// Schemas that nobody here wrote: they are read, made again from what was read, and read alike.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "migrations/schema/json.h"
#include "tests/support/sqlite_database.h"

namespace limbeck::adopted_test {
namespace {

namespace fs = std::filesystem;

std::vector<operations::Operation> creation_of(const schema::Schema& schema) {
  std::vector<operations::Operation> operations;
  for (const schema::Table& table : schema.tables) {
    schema::Table without_keys = table;
    without_keys.foreign_keys.clear();
    operations.push_back({operations::CreateTable{without_keys}, {}});
  }
  for (const schema::Table& table : schema.tables) {
    for (const schema::ForeignKey& key : table.foreign_keys) {
      operations.push_back({operations::CreateForeignKey{table.name, key}, {}});
    }
  }
  for (const schema::View& view : schema.views)
    operations.push_back({operations::CreateView{view}, {}});
  for (const schema::Trigger& trigger : schema.triggers)
    operations.push_back({operations::CreateTrigger{trigger}, {}});
  return operations;
}

// SQLite lets the columns of a primary key be NULL unless told; create_table always says NOT NULL.
schema::Schema as_created(schema::Schema schema) {
  for (schema::Table& table : schema.tables) {
    if (!table.primary_key) continue;
    for (const std::string& key : table.primary_key->columns) {
      find_column(table, key)->nullable = false;
    }
  }
  return schema;
}

std::string read_file(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

class AdoptedSchema : public testing::TestWithParam<const char*> {};

TEST_P(AdoptedSchema, is_read_and_made_again) {
  const fs::path path =
      fs::path(LIMBECK_SOURCE_DIR) / "../shared/schemas/sqlite" / GetParam() / "schema.sql";
  if (!fs::exists(path)) GTEST_SKIP() << path << " is not here";
  test::SqliteDatabase adopted;
  adopted.execute("PRAGMA foreign_keys = OFF");
  adopted.execute(read_file(path));
  const schema::Schema schema = adopted.introspect();
  EXPECT_GE(schema.tables.size(), 10U);

  const sql::FullDialect& dialect = *sql::find_dialect("sqlite");
  EXPECT_EQ(dialect.lower(schema), schema);
  for (const Finding& refusal : dialect.refuse(schema)) {
    ADD_FAILURE() << refusal.path << ": " << refusal.message;
  }
  test::SqliteDatabase made;
  made.run(creation_of(schema), {});
  EXPECT_EQ(to_json(made.introspect()).dump(1), to_json(as_created(schema)).dump(1));
}

INSTANTIATE_TEST_SUITE_P(Sqlite, AdoptedSchema,
                         testing::Values("chinook", "chinook_autoincrement", "kratos", "sakila",
                                         "temporal"));

}  // namespace
}  // namespace limbeck::adopted_test
