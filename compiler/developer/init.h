// `limbeck init`: the directory for revisions, and the lines that CMakeLists.txt needs.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace limbeck::developer {

/// Makes the directory for revisions (default `migrations`) in `project` if it is not there, with a
/// README in it so that git keeps it, and prints the lines to add to CMakeLists.txt. Changes
/// nothing that exists. Returns the exit code. Throws Failure.
int init(const std::filesystem::path& project, const std::vector<std::string>& arguments,
         std::ostream& out);

/// The kinds of history there are for `init --template`.
int list_templates(const std::vector<std::string>& arguments, std::ostream& out);

}  // namespace limbeck::developer
