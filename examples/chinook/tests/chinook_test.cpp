// Tests the store's history with rows: upgrades lose nothing, and downgrades lead back.
#include <chinook_migrations.h>
#include <gtest/gtest.h>
#include <limbeck/migrator.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

const char* const initial = "04a4d87a5054";

/// Columns that a later revision renamed: (table, old name) → new name.
const std::map<std::pair<std::string, std::string>, std::string> renamed{
    {{"Customer", "State"}, "Region"},
};

using Row = std::map<std::string, std::string>;              // column → quoted value
using Contents = std::map<std::string, std::multiset<Row>>;  // table → rows

class Database {
 public:
  explicit Database(const fs::path& path) {
    EXPECT_EQ(sqlite3_open(path.c_str(), &handle_), SQLITE_OK);
  }
  ~Database() { sqlite3_close(handle_); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void run(const std::string& sql) {
    char* message = nullptr;
    ASSERT_EQ(sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK) << message;
  }

  std::vector<Row> query(const std::string& sql) {
    std::vector<Row> rows;
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(handle_, sql.c_str(), -1, &statement, nullptr), SQLITE_OK)
        << sql << ": " << sqlite3_errmsg(handle_);
    while (sqlite3_step(statement) == SQLITE_ROW) {
      Row row;
      for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, i));
        // With the type, so that a number that became a text would be seen.
        row[sqlite3_column_name(statement, i)] =
            std::to_string(sqlite3_column_type(statement, i)) + ":" + (text == nullptr ? "" : text);
      }
      rows.push_back(std::move(row));
    }
    sqlite3_finalize(statement);
    return rows;
  }

  std::vector<std::string> tables() {
    std::vector<std::string> names;
    for (Row& row : query("SELECT name FROM sqlite_schema WHERE type = 'table' AND "
                          "name NOT LIKE 'sqlite_%' AND name NOT LIKE 'limbeck_%' ORDER BY name")) {
      names.push_back(row["name"].substr(2));
    }
    return names;
  }

  Contents contents() {
    Contents all;
    for (const std::string& table : tables()) {
      const auto rows = query("SELECT * FROM \"" + table + "\"");
      all[table] = {rows.begin(), rows.end()};
    }
    return all;
  }

 private:
  sqlite3* handle_ = nullptr;
};

/// The columns of `after` that `before` has, under their old names.
Contents as_before(const Contents& before, const Contents& after) {
  Contents seen;
  for (const auto& [table, rows] : before) {
    if (rows.empty() || !after.contains(table)) continue;
    for (const Row& row : after.at(table)) {
      Row old;
      for (const auto& [column, value] : *rows.begin()) {
        const auto name = renamed.find({table, column});
        const auto found = row.find(name == renamed.end() ? column : name->second);
        if (found != row.end()) old[column] = found->second;
      }
      seen[table].insert(std::move(old));
    }
  }
  return seen;
}

std::string read(const fs::path& path) {
  std::ifstream in(path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

class Chinook : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "chinook-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    directory_ = pattern;
    path_ = directory_ / "store.db";
  }
  void TearDown() override { fs::remove_all(directory_); }

  limbeck::Migrator migrator() {
    return limbeck::Migrator(chinook_migrations, "sqlite:" + path_.string());
  }

  /// Up from the initial revision with these rows in it, down to it, to base, and up again.
  void goes_there_and_back_with(const std::string& rows) {
    migrator().upgrade(initial);
    Database database(path_);
    database.run(rows);
    const Contents before = database.contents();
    ASSERT_EQ(before.size(), 11U);
    for (const auto& [table, contents] : before) EXPECT_FALSE(contents.empty()) << table;

    migrator().upgrade();
    EXPECT_EQ(as_before(before, database.contents()), before);
    EXPECT_TRUE(database.query("PRAGMA foreign_key_check").empty());
    EXPECT_EQ(database.query("PRAGMA integrity_check").at(0)["integrity_check"], "3:ok");

    migrator().downgrade(initial);
    EXPECT_EQ(database.contents(), before);

    migrator().downgrade("base");
    EXPECT_TRUE(database.tables().empty());
    migrator().upgrade();
    EXPECT_EQ(database.tables().size(), 11U);
  }

  fs::path directory_, path_;
};

TEST_F(Chinook, keeps_every_row_and_value_of_its_own_on_the_way_up_and_back) {
  goes_there_and_back_with(read(CHINOOK_ROWS));
}

TEST_F(Chinook, keeps_every_row_and_value_of_the_real_store_on_the_way_up_and_back) {
  if (!fs::exists(CHINOOK_STORE))
    GTEST_SKIP() << "the real store's rows are not here: " CHINOOK_STORE;
  goes_there_and_back_with("BEGIN;" + read(CHINOOK_STORE) + ";COMMIT;");
}

}  // namespace
