// `--help`, made from the definitions.
#pragma once

#include <cstddef>
#include <string>

#include "runtime/commands/command.h"

namespace limbeck::commands {

/// `usage: limbeck merge [options] [REVISION…]`, without a newline.
std::string usage(const Tool& tool, const Command& command);

/// The tool's commands by group, and its options, in lines of at most `width` columns.
std::string help(const Tool& tool, std::size_t width = 80);
/// What a command does, takes and understands.
std::string help(const Tool& tool, const Command& command, std::size_t width = 80);

/// The width for a help that goes to `file_descriptor`: a terminal's, but no more than one can
/// read.
std::size_t help_width(int file_descriptor);

}  // namespace limbeck::commands
