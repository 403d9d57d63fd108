// A live database as a schema: what `verify`, `scaffold` and `revision --against` read.
#pragma once

#include <string>
#include <vector>

#include "limbeck/connection.h"
#include "migrations/schema/schema.h"

namespace limbeck::introspect {

struct Options {
  /// Tables that are limbeck's own records and no part of the schema.
  std::vector<schema::Name> ledger = {
      {{}, "limbeck_version"}, {{}, "limbeck_history"}, {{}, "limbeck_lease"}};
  /// The database's schemas to read beside the connection's default one.
  std::vector<std::string> schemas = {};
  /// For models that make the same database again. What makes no difference and is stored all the
  /// same is kept: `timestamp(6)`, whose six digits are the default, and the spelling of types on
  /// SQLite. Functions are made without a look at their bodies, as the server accepted those, and
  /// what they use may be made later.
  bool for_models = false;
  /// Reads what usually is not a history's, too (schema::is_administrators).
  bool administrators = false;
};

/// Something the database has that a schema does not hold, and that a rebuild of the table would
/// lose.
struct Omission {
  std::string path;  ///< as in schema::SourceMap
  std::string what;
  schema::Name table;  ///< or view: what it is of
};

struct Result {
  schema::Schema schema;  ///< as the database's dialect lowers it
  std::vector<Omission> omissions;
  /// What keeps something of the schema from working as the schema says: an index whose build did
  /// not finish, triggers that are disabled.
  std::vector<Omission> defects;
};

/// Begins a transaction in which all that is read is the database at one moment, whatever others
/// change meanwhile. It ends with the connection, or by ROLLBACK.
void begin_snapshot(Connection& connection);

/// Reads the whole schema in a fixed, small number of queries. Throws limbeck::Error.
Result introspect(Connection& connection, const Options& options = {});

}  // namespace limbeck::introspect
