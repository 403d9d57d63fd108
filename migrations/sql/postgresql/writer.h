// What the renderers of single operations share: where their statements go, and the schema the
// operation starts from.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "migrations/operations/operation.h"
#include "migrations/sql/dialect.h"

namespace limbeck::sql::postgresql {

/// Collects the statements of one operation. Refers to all it was made of; lives as long as the
/// call.
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
  /// For what PostgreSQL refuses to run in a transaction; `before` and `after` as in Statement.
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

/// Writes what the operation takes. The file of a kind has its `render`, and instantiates this
/// (render_as.h): a kind without one does not link.
template <class Kind>
void render_as(Writer& out, const Kind& operation);

}  // namespace limbeck::sql::postgresql
