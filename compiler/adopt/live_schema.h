// A live database as a schema, for commands that make models of it.
#pragma once

#include <string>
#include <vector>

#include "compiler/scaffold/attribute_source.h"
#include "migrations/schema/schema.h"

namespace limbeck::adopt {

struct Request {
  std::string url;
  std::vector<std::string> include;  ///< patterns for names; if empty, all
  std::vector<std::string> exclude;  ///< patterns for names and parts of tables
  std::vector<std::string> schemas;  ///< patterns for schemas; if empty, all of the database
};

struct Live {
  schema::Schema schema;
  std::string dialect;
  std::string place;  ///< the database for messages, without a password
  /// What the database has and a schema value does not hold.
  std::vector<compiler::Unsaid> omissions;
  std::vector<compiler::Unsaid> ledgers;  ///< tables in which migration tools keep their records
};

/// Reads the database in one snapshot. The tables in which migration tools keep their
/// records are left out, and named in `ledgers`. Throws limbeck::Error.
Live read_live(const Request& request);

}  // namespace limbeck::adopt
