#pragma once

#include <string>
#include <vector>

namespace limbeck::command {

/// Becomes $VISUAL, or $EDITOR, with the files. Throws Failure, naming them, where neither is set.
[[noreturn]] void edit_files(const std::vector<std::string>& files);

}  // namespace limbeck::command
