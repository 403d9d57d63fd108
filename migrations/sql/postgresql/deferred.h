// Deferred checks of rows. PostgreSQL does not alter a table that has pending ones.
#pragma once

#include "migrations/sql/postgresql/writer.h"

namespace limbeck::sql::postgresql {

inline constexpr const char* check_now = "SET CONSTRAINTS ALL IMMEDIATE";

/// Whether checks of the table's rows are deferred to the commit or, with `may_be`, can be
/// deferred.
bool defers_checks(const schema::Schema& schema, const schema::Name& table, bool may_be);

/// Follows the operations of one transaction. Deferred checks of rows that were written are made
/// before a table with such checks is altered. They are deferred again when more rows are written.
class DeferredChecks {
 public:
  void before(Writer& out, const operations::Operation& operation);
  /// `schema` is the schema after the operation, and `added` the statements that it was rendered
  /// to.
  void after(const schema::Schema& schema, const operations::Operation& operation,
             std::span<const Statement> added);

 private:
  bool pending_ = false;    ///< rows were written whose checks may be pending
  bool immediate_ = false;  ///< no check is deferred
};

}  // namespace limbeck::sql::postgresql
