// The option by which the build passes NAMING_CONVENTION of a target.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace limbeck::compiler {

inline void add_naming_option(CLI::App& command, std::vector<std::string>& naming) {
  command
      .add_option("--naming", naming,
                  "'ix=pattern', for uq, ck, fk, pk and ex too: the names of constraints and "
                  "indexes that models and operations give none; behind 'after=revision' in those "
                  "that come after it")
      ->allow_extra_args(false);
}

}  // namespace limbeck::compiler
