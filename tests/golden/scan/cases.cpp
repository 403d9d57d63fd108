#include "tests/golden/scan/cases.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "migrations/schema/naming_pattern.h"

namespace limbeck::golden {
namespace fs = std::filesystem;

std::vector<std::string> cases_in(const fs::path& parent, const std::string& prefix) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(parent)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(prefix) && fs::exists(entry.path() / "model.h")) names.push_back(name);
  }
  // A test over no case would pass.
  if (names.empty()) throw std::runtime_error("no case is in " + parent.string());
  std::sort(names.begin(), names.end());
  return names;
}

compiler::ScanOptions options_of(const fs::path& folder) {
  compiler::ScanOptions options;
  options.models = {"model.h"};
  std::ifstream in(folder / "arguments");
  for (std::string line; std::getline(in, line);) {
    const std::string map = "--type-map=";
    const std::string naming = "--naming=";
    if (line.starts_with(naming)) {
      if (const auto problem = schema::problem_of_naming(line.substr(naming.size())))
        throw std::runtime_error(*problem);
      options.naming.take(line.substr(naming.size()));
    } else if (line == "--comments") {
      options.comments = true;
    } else if (line.starts_with(map)) {
      const auto equals = line.find('=', map.size());
      options.type_map[line.substr(map.size(), equals - map.size())] = line.substr(equals + 1);
    } else {
      options.clang_arguments.push_back(line);
    }
  }
  return options;
}

compiler::Scan scan_case(const fs::path& folder, diagnostics::Diagnostics& diagnostics) {
  const fs::path before = fs::current_path();
  fs::current_path(folder);
  compiler::Scan result = compiler::scan(options_of(folder), diagnostics);
  fs::current_path(before);
  return result;
}

}  // namespace limbeck::golden
