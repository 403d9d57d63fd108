// What of a database is somebody else's, and not compared.
#pragma once

#include <string>
#include <vector>

#include "limbeck/manifest.h"
#include "migrations/schema/filter.h"
#include "runtime/introspect/introspect.h"

namespace limbeck::verify {

/// How the database reads names.
struct Naming {
  std::string default_schema = {};  ///< what it calls the schema of names without one
  schema::LetterCase letters = schema::LetterCase::counts;
  bool has_schemas = true;  ///< that a filter could choose from
};

Naming naming_of(Connection& connection);

/// What the target of `manifest` leaves to others.
schema::Filter filter_of(const Manifest& manifest);

/// Takes from what was read, unless `kept` has it too: what the filter leaves to others (of
/// schemas only where the database has some), the tables of ledgers, and with a table all that
/// hangs on it: its partitions, triggers, the sequences it owns, what is said of it, and the
/// foreign keys to it, which no history without it can make. Of tables that stay, the parts that
/// the filter leaves to others. Returns the names that a pattern took.
std::vector<std::string> leave_out(introspect::Result& read, const schema::Schema& kept,
                                   const schema::Filter& filter, const Naming& naming);

}  // namespace limbeck::verify
