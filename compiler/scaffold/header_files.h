// The structs and enums of a schema in files.
#pragma once

#include <vector>

#include "compiler/scaffold/scaffold.h"
#include "compiler/scaffold/table_source.h"

namespace limbeck::compiler {

/// Writes the headers into `into`, in an order in which each comes after those that it needs.
void write_headers(const SourceContext& context, const ScaffoldOptions& options, Scaffold& into);

}  // namespace limbeck::compiler
