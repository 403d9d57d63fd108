// limbeck's values as PostgreSQL's texts, and back.
#pragma once

#include <pqxx/pqxx>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "limbeck/connection.h"

namespace limbeck::connection {

/// Parameters in text form. Holds the texts: lives as long as the call that uses them.
class Parameters {
 public:
  explicit Parameters(std::span<const SqlValue> values);
  const std::vector<const char*>& pointers() const { return pointers_; }

 private:
  std::vector<std::string> texts_;
  std::vector<const char*> pointers_;
};

/// A value of a line of COPY's text format.
SqlValue copied_value(std::string_view text);

/// Whether the value of the first row is a true boolean.
bool is_true(const pqxx::result& result, int column = 0);

/// A result as rows: integers and truth values are integers, floating-point numbers doubles, bytea
/// bytes, and all else the text that PostgreSQL writes.
Rows rows_of(const pqxx::result& result);

}  // namespace limbeck::connection
