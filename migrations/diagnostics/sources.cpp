#include "migrations/diagnostics/sources.h"

#include <fstream>
#include <utility>

namespace limbeck::diagnostics {

const std::string& Sources::line_of(const schema::Location& location) {
  static const std::string none;
  const auto [file, fresh] = files_.try_emplace(location.file);
  if (fresh) {
    std::ifstream in(location.file);
    for (std::string line; std::getline(in, line);) {
      if (!line.empty() && line.back() == '\r') line.pop_back();
      file->second.push_back(std::move(line));
    }
  }
  const auto index = static_cast<std::size_t>(location.line) - 1;
  return location.line > 0 && index < file->second.size() ? file->second[index] : none;
}

}  // namespace limbeck::diagnostics
