// Parses a command's arguments by its definition, before anything is built.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/commands/command.h"

namespace limbeck::developer {

/// The values of arguments by the names of the definition: `--json`, `REVISION`. A flag has one
/// empty value.
using Given = std::map<std::string_view, std::vector<std::string>>;

/// Throws Failure (wrong usage) for unknown or missing arguments.
Given check(const commands::Command& command, const std::vector<std::string>& arguments);

/// Whether --help is among them, not counting values of options.
bool asks_for_help(const commands::Command& command, const std::vector<std::string>& arguments);

/// Throws Failure with the most similar command.
[[noreturn]] void unknown_command(const std::string& name);

}  // namespace limbeck::developer
