#include "runtime/connection/sqlite/settings.h"

#include <sqlite3.h>

#include <string>
#include <utility>
#include <vector>

#include "migrations/text/concat.h"

namespace limbeck::connection {
namespace {

// https://www.sqlite.org/c3ref/c_dbconfig_defensive.html
constexpr std::pair<int, int> switches[] = {
    {SQLITE_DBCONFIG_ENABLE_FKEY, 1},         // rows without parents would be taken
    {SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, 0},  // a rename would not reach keys, triggers and views
    {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},     // ALTER TABLE would pass over what it breaks
    {SQLITE_DBCONFIG_ENABLE_TRIGGER, 1},      // triggers would not fire
    {SQLITE_DBCONFIG_ENABLE_VIEW, 1},         // views could not be read
    // Only put back: whose connection it is says what the SQL in its file may do.
    {SQLITE_DBCONFIG_TRUSTED_SCHEMA, -1},
    {SQLITE_DBCONFIG_DEFENSIVE, -1}};

// https://www.sqlite.org/pragma.html: these are all 0 unless they are set. (LIKE is left as
// the application has it: case_sensitive_like replaces a function that may be its own.)
constexpr const char* pragmas[] = {
    "ignore_check_constraints",   // a check would be made that the rows break
    "recursive_triggers",         // triggers would fire themselves
    "reverse_unordered_selects",  // a rebuild would number the rows the other way round
};

int switch_of(sqlite3* database, int which) {
  int value = 0;
  sqlite3_db_config(database, which, -1, &value);
  return value;
}

/// -1 where the connection does not answer, or does not know it.
int pragma_of(sqlite3* database, const char* name) {
  int value = -1;
  sqlite3_stmt* statement = nullptr;
  const std::string sql = concat({"PRAGMA ", name});
  if (sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK &&
      sqlite3_step(statement) == SQLITE_ROW) {
    value = sqlite3_column_int(statement, 0);
  }
  sqlite3_finalize(statement);
  return value;
}

void set_pragma(sqlite3* database, const char* name, int value) {
  const std::string sql = concat({"PRAGMA ", name, " = ", value != 0 ? "ON" : "OFF"});
  sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr);
}

class KeptSettings : public Lock {
 public:
  explicit KeptSettings(sqlite3* database) : database_(database) {
    for (const auto& [which, value] : switches) {
      switches_.emplace_back(which, switch_of(database_, which));
      if (value >= 0 && switches_.back().second != value)
        sqlite3_db_config(database_, which, value, nullptr);
    }
    for (const char* name : pragmas) {
      pragmas_.emplace_back(name, pragma_of(database_, name));
      if (pragmas_.back().second > 0) set_pragma(database_, name, 0);
    }
  }
  ~KeptSettings() override {
    for (const auto& [which, value] : switches_) {
      if (switch_of(database_, which) != value) sqlite3_db_config(database_, which, value, nullptr);
    }
    for (const auto& [name, value] : pragmas_) {
      if (value >= 0 && pragma_of(database_, name) != value) set_pragma(database_, name, value);
    }
  }

 private:
  sqlite3* database_;
  std::vector<std::pair<int, int>> switches_;
  std::vector<std::pair<const char*, int>> pragmas_;
};

}  // namespace

void distrust_file(sqlite3* database) {
  // https://www.sqlite.org/security.html
  constexpr std::pair<int, int> values[] = {{SQLITE_DBCONFIG_DEFENSIVE, 1},
                                            {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
                                            {SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0}};
  for (const auto& [which, value] : values) sqlite3_db_config(database, which, value, nullptr);
  // SQLite 3.38 to 3.40 take their own JSON functions for harmful: a table with a check of
  // json_valid could not be opened.
  const int version = sqlite3_libversion_number();
  const bool is_json_harmful = version >= 3'038'000 && version < 3'041'000;
  if (!is_json_harmful) sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
}

std::unique_ptr<Lock> keep_sqlite_settings(sqlite3* database) {
  return std::make_unique<KeptSettings>(database);
}

}  // namespace limbeck::connection
