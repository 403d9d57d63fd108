#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "tests/support/new_directory.h"

namespace limbeck::test {

/// A directory of the test's own, with a space and a letter beyond ASCII in its name, gone when the
/// test is.
class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    // In memory where there is room for it: these tests are not about what fsync costs.
    const bool in_memory = std::getenv("TMPDIR") == nullptr && ::access("/dev/shm", W_OK) == 0;
    const std::filesystem::path parent =
        in_memory ? std::filesystem::path("/dev/shm") : std::filesystem::temp_directory_path();
    path_ = new_directory(parent, "limbeck tést ");
  }
  ~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::permissions(path_, std::filesystem::perms::owner_all, ignored);
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::string url(std::string_view file) const { return "sqlite:" + (path_ / file).string(); }
  void write(std::string_view file, std::string_view bytes) const {
    std::ofstream(path_ / file, std::ios::binary) << bytes;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace limbeck::test
