// Separates limbeck's own options from the command and its arguments.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace limbeck::developer {

struct Options {
  std::optional<std::string> build;   ///< --build: the build tree
  std::optional<std::string> target;  ///< --target: the name given to limbeck_add_migrations
  std::optional<std::string> config;  ///< --config: of a multi-configuration build
  bool verbose = false;               ///< --build-output: the build's output as it comes
  bool help = false;
  bool version = false;
  std::string command;                 ///< empty: none was given
  std::vector<std::string> arguments;  ///< of the command, in order
};

/// limbeck's own options may be in front of the command or after it. Throws Failure (wrong usage).
Options parse(const std::vector<std::string>& arguments);

}  // namespace limbeck::developer
