#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::command {

/// Headers below `project` that declare a `[[limbeck::table…]]`, relative to it, sorted. Looks at
/// text only, and not into build trees or hidden folders.
std::vector<std::string> find_model_headers(const std::filesystem::path& project);

/// The name given to `project(…)` in the text of a CMakeLists.txt as a C++ identifier, or `app`.
std::string project_name_in(std::string_view text);

/// The same of the folder's CMakeLists.txt.
std::string project_name(const std::filesystem::path& project);

}  // namespace limbeck::command
