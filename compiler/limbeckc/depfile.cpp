#include "compiler/limbeckc/depfile.h"

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

}  // namespace limbeck::compiler
