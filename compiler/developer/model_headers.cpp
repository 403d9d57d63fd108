#include "compiler/developer/model_headers.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "migrations/output/output.h"
#include "migrations/sql_text/names.h"

namespace limbeck::developer {
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
      } catch (const fs::filesystem_error&) {
        continue;  // not readable: not a model that could be built
      }
    }
  }
  std::ranges::sort(headers);
  return headers;
}

namespace {

// The argument of the first `project(NAME …)` at the beginning of a line, or empty. Regular
// expressions of libstdc++ would overflow the stack on long texts.
std::string_view project_of(std::string_view text) {
  constexpr std::string_view command = "project", blanks = " \t", spaces = " \t\r\n\f\v";
  constexpr std::string_view of_names =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.+-";
  for (std::size_t line = 0; line < text.size();
       line = std::min(text.find('\n', line), text.size() - 1) + 1) {
    std::size_t at = text.find_first_not_of(blanks, line);
    if (at == std::string_view::npos) break;
    if (!sql_text::equal_ignoring_case(text.substr(at, command.size()), command)) continue;
    at = text.find_first_not_of(blanks, at + command.size());
    if (at == std::string_view::npos || text[at] != '(') continue;
    at = std::min(text.find_first_not_of(spaces, at + 1), text.size());
    const std::size_t end = std::min(text.find_first_not_of(of_names, at), text.size());
    if (end > at) return text.substr(at, end - at);
  }
  return {};
}

}  // namespace

std::string project_name_in(std::string_view text) {
  std::string name(project_of(text));
  if (name.empty()) return "app";
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return std::isdigit(static_cast<unsigned char>(name.front())) != 0 ? "app_" + name : name;
}

std::string project_name(const fs::path& project) {
  std::error_code ignored;
  if (!fs::exists(project / "CMakeLists.txt", ignored)) return "app";
  return project_name_in(output::read(project / "CMakeLists.txt"));
}

}  // namespace limbeck::developer
