// Runs a program of the build and keeps what it prints.
#pragma once

#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace limbeck::golden {

struct Output {
  int exit_code = -1;
  std::string text;  ///< both streams, as a terminal would show them
};

inline std::string shell_quoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? "'\\''" : std::string(1, c);
  return quoted + "'";
}

inline Output run_in(const std::filesystem::path& directory,
                     const std::vector<std::string>& command) {
  std::string line = "cd " + shell_quoted(directory.string()) + " &&";
  for (const std::string& argument : command) line += " " + shell_quoted(argument);
  Output output;
  FILE* pipe = ::popen((line + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return output;
  std::array<char, 4096> buffer{};
  for (std::size_t size = 0; (size = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    output.text.append(buffer.data(), size);
  }
  const int status = ::pclose(pipe);
  output.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return output;
}

/// The names of the folders in `directory`, sorted: a case each.
inline std::vector<std::string> folders_of(const std::filesystem::path& directory) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  }
  // A test over no case would pass.
  if (names.empty()) throw std::runtime_error("no case is in " + directory.string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace limbeck::golden
