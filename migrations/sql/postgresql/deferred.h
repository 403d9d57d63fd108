// Checks of rows that wait for the commit: PostgreSQL alters no table that has some to come.
#pragma once

#include "migrations/sql/postgresql/writer.h"

namespace limbeck::sql::postgresql {

inline constexpr const char* check_now = "SET CONSTRAINTS ALL IMMEDIATE";

/// Whether checks of the table's rows are put off to the commit, or, with `may_be`, can be.
bool defers_checks(const schema::Schema& schema, const schema::Name& table, bool may_be);

/// Follows the operations of one transaction. What was put off when rows were written is checked
/// before a table that has such checks is altered, and put off again when more rows are written.
class DeferredChecks {
 public:
  void before(Writer& out, const operations::Operation& operation);
  /// `schema` is the one after it; `added` what it was rendered to.
  void after(const schema::Schema& schema, const operations::Operation& operation,
             std::span<const Statement> added);

 private:
  bool pending_ = false;    ///< rows were written whose checks may be yet to come
  bool immediate_ = false;  ///< nothing is put off
};

}  // namespace limbeck::sql::postgresql
