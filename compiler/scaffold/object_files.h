// The SQL objects of a schema in files that SQL_OBJECTS lists.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/scaffold/scaffold.h"

namespace limbeck::compiler {

/// Files with the statements that create all objects of `schema` but tables and enums, under
/// `sql/`. Views and functions have a file each, triggers one for each table, and all others one
/// for each kind.
std::vector<ScaffoldFile> object_files(const schema::Schema& schema, std::string_view dialect);

}  // namespace limbeck::compiler
