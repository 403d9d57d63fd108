// A SQLite database in memory, and a script run on it the way the migrator does.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "limbeck/error.h"
#include "migrations/operations/operation.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/sqlite/sqlite_driver.h"
#include "runtime/introspect/introspect.h"

namespace limbeck::test {

class SqliteDatabase {
 public:
  SqliteDatabase() {
    sqlite3_open(":memory:", &database_);
    sqlite3_db_config(database_, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
    driver_ = connection::use_sqlite(database_);
  }
  ~SqliteDatabase() {
    driver_.reset();
    sqlite3_close(database_);
  }
  SqliteDatabase(const SqliteDatabase&) = delete;
  SqliteDatabase& operator=(const SqliteDatabase&) = delete;

  connection::Driver& driver() { return *driver_; }
  void execute(std::string_view sql) { driver_->execute(sql); }

  /// Each row as its values, NULL for NULL, joined with '|'.
  std::vector<std::string> rows(std::string_view sql) {
    std::vector<std::string> result;
    for (const auto& row : driver_->query(sql).rows) {
      std::string line;
      for (const SqlValue& value : row) line += (line.empty() ? "" : "|") + text(value);
      result.push_back(line);
    }
    return result;
  }

  schema::Schema introspect() { return introspect::introspect(*driver_).schema; }

  /// Runs a script in one transaction, which is rolled back if it fails.
  void run(const sql::Script& script) {
    const auto settings = driver_->keep_settings();
    if (script.foreign_keys_off) driver_->stop_foreign_keys();
    const auto broken = driver_->broken_foreign_keys();
    driver_->begin({});
    try {
      for (const sql::Statement& statement : script.statements) run(statement);
      if (script.foreign_keys_off && driver_->broken_foreign_keys() != broken) {
        throw Error(Error::Code::data, "a foreign key is broken");
      }
      driver_->commit({});
    } catch (...) {
      driver_->rollback();
      throw;
    }
  }
  void run(const std::vector<operations::Operation>& operations, const schema::Schema& before) {
    run(sql::find_dialect("sqlite")->render(operations, before));
  }

 private:
  void run(const sql::Statement& statement) {
    switch (statement.kind) {
      case sql::Statement::Kind::sql:
        return driver_->execute(statement.text);
      case sql::Statement::Kind::save_objects:
        return driver_->save_objects(statement.text, statement.columns);
      case sql::Statement::Kind::restore_objects:
        return driver_->restore_objects(statement.text);
      case sql::Statement::Kind::run:
        return;
    }
  }

  static std::string text(const SqlValue& value) {
    if (const auto* string = std::get_if<std::string>(&value)) return *string;
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
    if (const auto* number = std::get_if<double>(&value)) return std::to_string(*number);
    if (const auto* bytes = std::get_if<std::vector<std::byte>>(&value)) {
      return "x" + std::to_string(bytes->size());
    }
    return "NULL";
  }

  sqlite3* database_ = nullptr;
  std::unique_ptr<connection::Driver> driver_;
};

}  // namespace limbeck::test
