#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace limbeck::test {

/// The contents of a file, or empty if it does not exist.
inline std::string text_of_file(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

}  // namespace limbeck::test
