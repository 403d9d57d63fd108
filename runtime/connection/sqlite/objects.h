// What SQLite needs looked after around a table's rebuild.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/connection/driver.h"

struct sqlite3;

namespace limbeck::connection {

/// Triggers and indexes that a rebuild drops with the old table, kept by the table's name until
/// they are made again; and the check that a rebuild without enforced foreign keys owes.
class SqliteObjects {
 public:
  explicit SqliteObjects(sqlite3* database) : database_(database) {}

  /// Throws limbeck::Error, naming them, where the table has other columns than these.
  void save(std::string_view table, const std::vector<std::string>& columns);
  /// Throws limbeck::Error, naming the object, if the table's new shape does not carry it.
  void restore(std::string_view table);
  void forget() { saved_.clear(); }

  std::vector<ForeignKeyViolation> broken_foreign_keys();

 private:
  struct Object {
    std::string type, name, sql;
  };

  void refuse_other_columns(std::string_view table, const std::vector<std::string>& columns);

  sqlite3* database_;
  std::map<std::string, std::vector<Object>, std::less<>> saved_;
};

}  // namespace limbeck::connection
