#pragma once

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <string>
#include <system_error>

namespace limbeck::test {

/// Makes a new directory in `parent`, which only its owner can enter. Its name is `stem` and
/// numbers: the random letters of mkdtemp can spell what a test looks for, such as a piece of a
/// password.
inline std::filesystem::path new_directory(const std::filesystem::path& parent,
                                           const std::string& stem) {
  for (unsigned number = 0;; ++number) {
    const std::filesystem::path path =
        parent / (stem + std::to_string(::getpid()) + "-" + std::to_string(number));
    if (::mkdir(path.c_str(), S_IRWXU) == 0) return path;
    if (errno != EEXIST) throw std::system_error(errno, std::generic_category(), path.string());
  }
}

}  // namespace limbeck::test
