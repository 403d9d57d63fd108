// What the renderers of operations share: the statements that they write, and the schema in front
// of the operation.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "migrations/operations/operation.h"
#include "migrations/sql/dialect.h"

namespace limbeck::sql::postgresql {

/// Collects the statements of one operation. Refers to its arguments, and exists for one call.
class Writer {
 public:
  Writer(Script& script, const schema::Schema& before, std::size_t operation, bool transactional,
         std::span<const operations::Operation> later)
      : script_(script),
        before_(before),
        operation_(operation),
        transactional_(transactional),
        later_(later) {}

  /// The schema the operation starts from.
  const schema::Schema& before() const { return before_; }
  /// The operations of the revision that follow.
  std::span<const operations::Operation> later() const { return later_; }

  void add(std::string sql) {
    script_.statements.push_back(
        {Statement::Kind::sql, std::move(sql), operation_, transactional_});
  }
  /// Adds a statement that PostgreSQL does not run in a transaction; `before` and `after` as in
  /// Statement.
  void add_alone(std::string sql, std::string before = {}, std::string after = {}) {
    script_.statements.push_back({Statement::Kind::sql, std::move(sql), operation_, false,
                                  std::move(before), std::move(after)});
  }
  void add_run() {
    script_.statements.push_back({Statement::Kind::run, {}, operation_, transactional_});
  }

 private:
  Script& script_;
  const schema::Schema& before_;
  std::size_t operation_;
  bool transactional_;
  std::span<const operations::Operation> later_;
};

/// Writes the statements of an operation. The file of a kind defines its `render` and instantiates
/// this template (render_as.h). A program that uses a kind without one does not link.
template <class Kind>
void render_as(Writer& out, const Kind& operation);

}  // namespace limbeck::sql::postgresql
