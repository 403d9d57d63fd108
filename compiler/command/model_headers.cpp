#include "compiler/command/model_headers.h"

#include <algorithm>
#include <cctype>
#include <regex>

#include "migrations/output/output.h"

namespace limbeck::command {
namespace {

namespace fs = std::filesystem;

bool is_header(const fs::path& file) {
  const std::string extension = file.extension().string();
  return extension == ".h" || extension == ".hpp" || extension == ".hh" || extension == ".hxx";
}

}  // namespace

std::vector<std::string> find_model_headers(const fs::path& project) {
  std::vector<std::string> headers;
  std::error_code failed;
  fs::recursive_directory_iterator entry(project, fs::directory_options::skip_permission_denied,
                                         failed);
  for (; !failed && entry != fs::recursive_directory_iterator(); entry.increment(failed)) {
    std::error_code ignored;
    const fs::path& path = entry->path();
    if (entry->is_directory(ignored)) {
      if (path.filename().string().starts_with('.') ||
          fs::exists(path / "CMakeCache.txt", ignored)) {
        entry.disable_recursion_pending();
      }
    } else if (is_header(path) && entry->is_regular_file(ignored)) {
      try {
        if (output::read(path).find("limbeck::table") != std::string::npos) {
          headers.push_back(path.lexically_relative(project).generic_string());
        }
      } catch (const fs::filesystem_error&) {  // not readable: not a model that could be built
      }
    }
  }
  std::ranges::sort(headers);
  return headers;
}

std::string project_name(const fs::path& project) {
  std::error_code ignored;
  if (!fs::exists(project / "CMakeLists.txt", ignored)) return "app";
  const std::string text = output::read(project / "CMakeLists.txt");
  std::smatch match;
  static const std::regex pattern("(^|\n)[ \t]*project[ \t]*\\(\\s*([A-Za-z0-9_.+-]+)",
                                  std::regex::icase);
  if (!std::regex_search(text, match, pattern)) return "app";
  std::string name = match[2];
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return std::isdigit(static_cast<unsigned char>(name.front())) != 0 ? "app_" + name : name;
}

}  // namespace limbeck::command
