// The options by which the build passes EXCLUDE_TABLES and INCLUDE_SCHEMAS of a target.
#pragma once

#include <CLI/CLI.hpp>

#include "migrations/schema/filter.h"

namespace limbeck::compiler {

/// `filter` must outlive the parsing.
void add_filter_options(CLI::App& command, schema::Filter& filter);

/// Throws Failure, with the name of the CMake argument, for an invalid pattern.
void refuse_bad_patterns(const schema::Filter& filter);

}  // namespace limbeck::compiler
