#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace limbeck::test {

/// What a file holds; empty where there is none.
inline std::string text_of_file(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

}  // namespace limbeck::test
