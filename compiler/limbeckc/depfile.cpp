#include "compiler/limbeckc/depfile.h"

#include <utility>

namespace limbeck::compiler {
namespace {

std::string escaped(const std::string& path) {
  std::string text;
  for (const char c : path) {
    if (c == ' ' || c == '#') text += '\\';
    if (c == '$') text += '$';
    text += c;
  }
  return text;
}

}  // namespace

std::string depfile(const std::string& target, const std::vector<std::string>& dependencies) {
  std::string text = escaped(target) + ":";
  for (const std::string& dependency : dependencies) text += " \\\n  " + escaped(dependency);
  return text + "\n";
}

std::vector<std::string> dependencies_of(std::string_view rule) {
  std::vector<std::string> dependencies;
  constexpr std::string_view separator = " \\\n  ";
  for (auto at = rule.find(separator); at != std::string_view::npos;) {
    const auto begin = at + separator.size();
    at = rule.find(separator, begin);
    std::string_view text = rule.substr(begin, at == std::string_view::npos ? at : at - begin);
    if (text.ends_with('\n')) text.remove_suffix(1);
    std::string path;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool escape =
          i + 1 < text.size() && ((text[i] == '\\' && (text[i + 1] == ' ' || text[i + 1] == '#')) ||
                                  (text[i] == '$' && text[i + 1] == '$'));
      path += text[escape ? ++i : i];
    }
    dependencies.push_back(std::move(path));
  }
  return dependencies;
}

}  // namespace limbeck::compiler
