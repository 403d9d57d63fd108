// The parts of a text.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::test {

/// Empty parts are left out.
inline std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(at), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

}  // namespace limbeck::test
