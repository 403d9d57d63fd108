// One prepared statement, finalised when it goes.
#pragma once

#include <span>
#include <string_view>
#include <utility>

#include "limbeck/connection.h"

struct sqlite3;
struct sqlite3_stmt;

namespace limbeck::connection {

/// Prepares the first statement of a text. Throws limbeck::Error with the statement.
class Statement {
 public:
  Statement(sqlite3* database, std::string_view sql);
  /// The one statement of a text, with its parameters. More than one is an error.
  Statement(sqlite3* database, std::string_view sql, std::span<const SqlValue> values);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  /// Whether the text held nothing but space and comments.
  bool empty() const { return statement_ == nullptr; }
  /// What follows the first statement.
  std::string_view rest() const { return rest_; }

  /// The number of values must be the number of parameters.
  void bind(std::span<const SqlValue> values);
  /// True while there is a row.
  bool step();
  int columns() const;
  std::string_view column_name(int column) const;
  SqlValue value(int column) const;

 private:
  [[noreturn]] void fail() const;

  sqlite3* database_;
  std::string_view sql_, rest_;
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace limbeck::connection
