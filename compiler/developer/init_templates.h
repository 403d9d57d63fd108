// The kinds of history that `limbeck init` can start.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace limbeck::developer {

struct InitTemplate {
  std::string name;
  std::string what;  ///< a line
};

const std::vector<InitTemplate>& init_templates();

/// The lines for CMakeLists.txt, indented by two spaces. `project` is an identifier.
std::string cmake_lines(std::string_view name, const std::string& project,
                        const std::string& directory, const std::vector<std::string>& headers);

/// The directories that the template's lines name, below `directory`.
std::vector<std::string> directories_of(std::string_view name, const std::string& directory);

}  // namespace limbeck::developer
