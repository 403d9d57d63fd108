#pragma once

#include <string>
#include <vector>

namespace limbeck::developer {

/// Replaces the process by $VISUAL or $EDITOR with the files. Throws Failure, with their names, if
/// neither is set.
[[noreturn]] void edit_files(const std::vector<std::string>& files);

}  // namespace limbeck::developer
