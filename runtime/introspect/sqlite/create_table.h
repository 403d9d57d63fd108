#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/table.h"

namespace limbeck::introspect::sqlite {

/// What the text of a CREATE TABLE says, before names are looked up in other tables.
struct ParsedTable {
  schema::Table table;             ///< without indexes; types read, expressions as they stand
  std::vector<std::string> types;  ///< the declaration of each column's type, as it stands
  std::vector<std::string> omissions;
};

/// Reads the text that sqlite_schema keeps. Throws DefinitionError for anything else; never
/// crashes.
ParsedTable parse_create_table(std::string_view sql);

}  // namespace limbeck::introspect::sqlite
