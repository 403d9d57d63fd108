// What the two programs of limbeckc share: limbeckc itself, and limbeckc-clang for what needs
// Clang.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "compiler/limbeckc/session.h"

namespace limbeck::compiler {

/// Runs the command line with the commands that `add` adds, and returns the process's exit code.
/// Prints errors; throws nothing.
int run_main(int argc, char** argv,
             const std::function<void(CLI::App&, Session&, int& exit_code)>& add);

}  // namespace limbeck::compiler
