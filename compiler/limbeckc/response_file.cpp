#include "compiler/limbeckc/response_file.h"

#include <sstream>

#include "migrations/output/output.h"

namespace limbeck::compiler {

std::vector<std::string> arguments_of_response(const std::string& text) {
  std::vector<std::string> arguments;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty() || (line.starts_with("--") && line.find('=') == line.size() - 1)) continue;
    arguments.push_back(line);
  }
  return arguments;
}

std::vector<std::string> expand_response_files(const std::vector<std::string>& arguments) {
  std::vector<std::string> expanded;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    // Only at the place of the command or directly after it: later it may be the user's message.
    if (i > 1 || argument.size() < 2 || argument[0] != '@') {
      expanded.push_back(argument);
      continue;
    }
    const auto inside = arguments_of_response(output::read(argument.substr(1)));
    expanded.insert(expanded.end(), inside.begin(), inside.end());
  }
  return expanded;
}

}  // namespace limbeck::compiler
