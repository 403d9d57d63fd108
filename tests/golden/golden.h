// Compares what a test got with a file that a reviewer reads.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace limbeck::golden {

inline std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

inline void write(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

/// A golden that is not there is a failure, also where what came is empty: an empty golden is a
/// file. `actual_directory` is in the build tree.
inline void expect_same(const std::filesystem::path& golden, const std::string& actual,
                        const std::filesystem::path& actual_directory) {
  const char* update = std::getenv("LIMBECK_UPDATE_GOLDEN");
  if (update != nullptr && *update == '1') {
    if (!std::filesystem::exists(golden) || read(golden) != actual) write(golden, actual);
    return;
  }
  const bool is_there = std::filesystem::exists(golden);
  if (is_there && read(golden) == actual) return;
  const auto kept = actual_directory / (golden.filename().string() + ".actual");
  write(kept, actual);
  ADD_FAILURE() << golden << (is_there ? " is not what came" : " is missing; what came")
                << (is_there ? ", which is in " : " is in ") << kept << ":\n"
                << actual;
}

}  // namespace limbeck::golden
