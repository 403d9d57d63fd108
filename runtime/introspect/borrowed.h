// What a schema that was made beside the live one got from the live one.
#pragma once

#include <string>

#include "migrations/schema/name.h"

namespace limbeck::introspect {

/// A part of the schema that was made uses something that is not of that schema: an empty database
/// would not have it.
struct Borrowed {
  std::string path;     ///< of what uses it, as in schema::SourceMap
  std::string user;     ///< what uses it: `column 'item.id'`
  std::string kind;     ///< of what is used: `sequence`
  schema::Name needed;  ///< its name; one of the default schema is without it
};

}  // namespace limbeck::introspect
