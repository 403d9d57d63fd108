// A live database against the schema that its history says it has.
#pragma once

#include <string>
#include <vector>

#include "migrations/operations/operation.h"
#include "migrations/schema/filter.h"
#include "runtime/connection/driver.h"
#include "runtime/introspect/introspect.h"
#include "runtime/verify/difference.h"

namespace limbeck::verify {

struct Options {
  std::vector<schema::Name> ledger;  ///< limbeck's own tables
  schema::Filter filter;             ///< what no revision made and others own
  /// The SQL that the history's revisions run as it is written. What it names may have been made by
  /// it, also where no schema can hold it: a collation, an aggregate, an operator class.
  std::vector<std::string> run_sql = {};
};

struct Verification {
  std::vector<Difference> differences;
  /// What would bring the database to the schema, and the schema it starts from: in the words of
  /// the history wherever the database is as the history says.
  std::vector<operations::Operation> operations;
  schema::Schema before;
  std::vector<std::string> excluded;                ///< the names that a pattern matched
  std::vector<introspect::Omission> not_looked_at;  ///< what no schema holds
};

/// Nothing is changed, and nothing that `meant` needs is left behind. Throws limbeck::Error.
Verification verify(connection::Driver& driver, const schema::Schema& meant,
                    const Options& options);

/// The live schema in the words of `like` wherever it is as `like` says. `omissions` gets what no
/// schema holds.
schema::Schema read_like(connection::Driver& driver, const schema::Schema& like,
                         const Options& options,
                         std::vector<introspect::Omission>* omissions = nullptr);

}  // namespace limbeck::verify
