// EXCLUDE_TABLES and INCLUDE_SCHEMAS of a target, as the build tells them.
#pragma once

#include <CLI/CLI.hpp>

#include "migrations/schema/filter.h"

namespace limbeck::compiler {

/// `filter` must outlive the parsing.
void add_filter_options(CLI::App& command, schema::Filter& filter);

/// Throws Failure, naming the argument of CMake, for what is no pattern.
void refuse_bad_patterns(const schema::Filter& filter);

}  // namespace limbeck::compiler
