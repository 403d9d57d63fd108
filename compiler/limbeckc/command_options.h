// Options that several commands of limbeckc have.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "migrations/schema/filter.h"

namespace limbeck::compiler {

/// `filter` must outlive the parsing.
void add_filter_options(CLI::App& command, schema::Filter& filter);

/// Throws Failure, with the name of the CMake argument, for an invalid pattern.
void refuse_bad_patterns(const schema::Filter& filter);

// The option by which the build passes NAMING_CONVENTION of a target.

inline void add_naming_option(CLI::App& command, std::vector<std::string>& naming) {
  command
      .add_option("--naming", naming,
                  "'ix=pattern', for uq, ck, fk, pk and ex too: the names of constraints and "
                  "indexes that models and operations give none; behind 'after=revision' in those "
                  "that come after it")
      ->allow_extra_args(false);
}

}  // namespace limbeck::compiler
