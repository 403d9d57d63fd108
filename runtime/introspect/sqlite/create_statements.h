// The CREATE statements that sqlite_schema keeps, as values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/index.h"
#include "migrations/schema/objects.h"
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

/// Reads the text of CREATE INDEX that sqlite_schema keeps: elements that are one name are columns
/// (of the table or not), others expressions as they stand. Throws DefinitionError for anything
/// else; never crashes.
schema::Index parse_create_index(std::string_view sql);

// CREATE VIEW and CREATE TRIGGER as SQLite keeps them, read.

/// Throw DefinitionError. A view's list of columns becomes part of its query.
schema::View parse_create_view(std::string_view sql);
schema::Trigger parse_create_trigger(std::string_view sql);

}  // namespace limbeck::introspect::sqlite
