#pragma once

#include <cstddef>
#include <string>

#include "migrations/sql/dialect.h"

namespace limbeck::sql::sqlite {

/// Collects statements, each with its operation.
class ScriptBuilder {
 public:
  /// Sets the operation of the next statements, and whether they run in the revision's transaction.
  void at(std::size_t operation, bool transactional) {
    operation_ = operation;
    transactional_ = transactional;
  }
  bool transactional() const { return transactional_; }
  void sql(std::string text) { add(Statement::Kind::sql, std::move(text)); }
  void add(Statement::Kind kind, std::string text) {
    script_.statements.push_back({kind, std::move(text), operation_, transactional_});
  }
  /// Before a rebuild of a table that has these columns.
  void save_objects(std::string table, std::vector<std::string> columns) {
    add(Statement::Kind::save_objects, std::move(table));
    script_.statements.back().columns = std::move(columns);
  }
  /// A table is dropped. While foreign keys are enforced, that would delete the rows that refer to
  /// it.
  void needs_foreign_keys_off() { script_.foreign_keys_off = true; }
  /// Runs the next statements in the revision's transaction, whatever the operation asked for.
  void make_transactional() { transactional_ = true; }

  Script take() { return std::move(script_); }

 private:
  Script script_;
  std::size_t operation_ = 0;
  bool transactional_ = true;
};

}  // namespace limbeck::sql::sqlite
