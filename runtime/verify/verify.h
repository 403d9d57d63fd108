// Compares a live database with the schema that its history makes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "migrations/operations/operation.h"
#include "migrations/schema/filter.h"
#include "migrations/scope/scope.h"
#include "runtime/connection/driver.h"
#include "runtime/introspect/introspect.h"
#include "runtime/verify/difference.h"

namespace limbeck::verify {

struct Options {
  std::vector<schema::Name> ledger;  ///< limbeck's own tables
  schema::Filter filter;             ///< chooses what is compared beside what the history makes
  /// The SQL that revisions run as it is written. It may make objects that no schema can hold, such
  /// as collations, aggregates and operator classes; objects that it names are taken for made.
  std::vector<std::string> run_sql = {};
};

struct Verification {
  std::vector<Finding> differences;  ///< as verify::differences
  /// The operations that would change the database to the schema of the history, and the schema
  /// that they start from. It is spelled as in the history wherever it has the same meaning.
  std::vector<operations::Operation> operations;
  schema::Schema before;
  std::vector<std::string> excluded;                ///< the names that a pattern matched
  std::vector<introspect::Omission> not_looked_at;  ///< what a schema cannot hold
};

/// Changes nothing in the database. Throws limbeck::Error.
Verification verify(connection::Driver& driver, const schema::Schema& meant,
                    const Options& options);

/// What of a live database is not in the schema that read_like returns.
struct Unread {
  std::vector<introspect::Omission> omissions;  ///< what a schema cannot hold
  std::vector<scope::LeftOut> left_out;         ///< what a filter, or a ledger, leaves out
  std::vector<std::string> schemas;             ///< those that nothing was read of
};

/// The live schema, spelled as in `like` wherever it has the same meaning, with the extensions and
/// schemas that the database has. Without `like` it describes the database: all that a schema can
/// hold is in it, while with `like` objects of kinds that it has none of are among the omissions.
schema::Schema read_like(connection::Driver& driver, const std::optional<schema::Schema>& like,
                         const Options& options, Unread* unread = nullptr);

}  // namespace limbeck::verify
