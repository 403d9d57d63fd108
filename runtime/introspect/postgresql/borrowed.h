// What a schema that was made beside the live one got from the live one.
#pragma once

#include <string>
#include <vector>

#include "limbeck/connection.h"
#include "migrations/schema/name.h"

namespace limbeck::introspect::postgresql {

/// A part of the schema that was made uses something that is not of that schema: an empty database
/// would not have it.
struct Borrowed {
  std::string path;     ///< of what uses it, as in schema::SourceMap
  std::string user;     ///< what uses it: `column 'item.id'`
  std::string kind;     ///< of what is used: `sequence`
  schema::Name needed;  ///< its name; one of the default schema is without it
};

/// What was made in this transaction and uses things of the schema `live` that are neither an
/// extension's nor called as something in `scratch`. The server's own record of dependencies says
/// so: a default's functions and sequences, types, tables, operators, operator classes, collations.
/// It has nothing of what the text of a function's body names.
std::vector<Borrowed> borrowed(Connection& connection, const std::string& live,
                               const std::string& scratch);

}  // namespace limbeck::introspect::postgresql
