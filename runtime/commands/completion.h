// Scripts that make shells complete a tool's commands, options and values.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "runtime/commands/command.h"

namespace limbeck::commands {

/// The script for `bash`, `zsh` or `fish`; nothing for another shell. Revisions are asked from
/// `<tool> completion --revisions`, a name and, behind a tab, its message a line.
std::optional<std::string> completion(const Tool& tool, std::string_view shell);

}  // namespace limbeck::commands
