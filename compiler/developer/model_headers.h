#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::developer {

/// The sorted relative paths of headers below `project` that declare a `[[limbeck::table…]]`.
/// Searches their text, and leaves out build trees and hidden folders.
std::vector<std::string> find_model_headers(const std::filesystem::path& project);

/// The name given to `project(…)` in the text of a CMakeLists.txt as a C++ identifier, or `app`.
std::string project_name_in(std::string_view text);

/// The same for the CMakeLists.txt of a folder.
std::string project_name(const std::filesystem::path& project);

}  // namespace limbeck::developer
