// The files of a scaffold: the structs and enums of a schema as headers, its SQL objects as files
// that SQL_OBJECTS lists.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/scaffold/scaffold.h"
#include "compiler/scaffold/table_source.h"

namespace limbeck::compiler {

/// Writes the headers into `into`, in an order in which each comes after those that it needs.
void write_headers(const SourceContext& context, const ScaffoldOptions& options, Scaffold& into);

// The SQL objects of a schema in files that SQL_OBJECTS lists.

/// Files with the statements that create all objects of `schema` but tables and enums, under
/// `sql/`. Views and functions have a file each, triggers one for each table, and all others one
/// for each kind.
std::vector<ScaffoldFile> object_files(const schema::Schema& schema, std::string_view dialect);

}  // namespace limbeck::compiler
