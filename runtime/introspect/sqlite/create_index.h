#pragma once

#include <string_view>

#include "migrations/schema/index.h"

namespace limbeck::introspect::sqlite {

/// Reads the text of CREATE INDEX that sqlite_schema keeps: elements that are one name are columns
/// (of the table or not), others expressions as they stand. Throws DefinitionError for anything
/// else; never crashes.
schema::Index parse_create_index(std::string_view sql);

}  // namespace limbeck::introspect::sqlite
