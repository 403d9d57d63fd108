#include "compiler/scan/compile_command.h"

#include <utility>

namespace limbeck::compiler {
namespace {

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

// `NAME value` or `NAME(a,b) value`.
void add_macro(std::string_view text, Macros& macros) {
  const auto end = text.find_first_of(" (");
  std::string name(text.substr(0, end));
  std::string_view rest = end == std::string_view::npos ? std::string_view() : text.substr(end);
  std::string meaning;
  if (rest.starts_with('(')) {
    const auto close = rest.find(')');
    if (close == std::string_view::npos) return;
    meaning = rest.substr(0, close + 1);
    rest.remove_prefix(close + 1);
  }
  take_prefix(rest, " ");
  macros[std::move(name)] = meaning + "=" + std::string(rest);
}

}  // namespace

std::optional<CompileCommand> compile_command_from_text(std::string_view text) {
  CompileCommand command;
  Macros* macros = nullptr;
  bool headed = false;
  while (!text.empty()) {
    const auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (!headed) {
      if (line != "limbeck compile command 1") return std::nullopt;
      headed = true;
      continue;
    }
    if (take_prefix(line, "directory ")) {
      command.directory = line;
    } else if (take_prefix(line, "compiler ")) {
      command.compiler = line;
    } else if (take_prefix(line, "argument ")) {
      command.arguments.emplace_back(line);
    } else if (line == "macros with options") {
      macros = &command.macros;
    } else if (line == "macros by default") {
      macros = &command.default_macros;
    } else if (macros != nullptr && take_prefix(line, "#define ")) {
      add_macro(line, *macros);
    }
  }
  if (!headed) return std::nullopt;
  return command;
}

}  // namespace limbeck::compiler
