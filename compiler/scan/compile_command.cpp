#include "compiler/scan/compile_command.h"

#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
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

// A response file may name others, which stay where they are: only the build's own are deleted.
void add_words(const std::string& text, CompileCommand& command, int depth) {
  constexpr int deepest = 10;
  for (std::string& word : words_of_response(text)) {
    std::ifstream file;
    if (word.starts_with('@') && depth < deepest) {
      file.open(std::filesystem::path(command.directory) / word.substr(1));
    }
    if (file.is_open()) {
      add_words({std::istreambuf_iterator<char>(file), {}}, command, depth + 1);
    } else {
      command.arguments.push_back(std::move(word));
    }
  }
}

}  // namespace

std::vector<std::string> words_of_response(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  bool started = false;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' && i + 1 < text.size()) {
      word += text[++i];
      started = true;
    } else if (quote != 0) {
      if (c == quote) {
        quote = 0;
      } else {
        word += c;
      }
    } else if (c == '"' || c == '\'') {
      quote = c;
      started = true;
    } else if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      if (started) words.push_back(std::exchange(word, {}));
      started = false;
    } else {
      word += c;
      started = true;
    }
  }
  if (started) words.push_back(std::move(word));
  return words;
}

std::optional<CompileCommand> compile_command_from_text(std::string_view text) {
  CompileCommand command;
  Macros* macros = nullptr;
  std::string response;
  bool headed = false;
  // A response file's lines follow the argument that names it, and stand for it.
  const auto end_response = [&] {
    if (response.empty()) return;
    command.arguments.pop_back();
    add_words(response, command, 0);
    response.clear();
  };
  while (!text.empty()) {
    const auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (!headed) {
      if (line != "limbeck compile command 1") return std::nullopt;
      headed = true;
      continue;
    }
    if (take_prefix(line, "response ")) {
      response.append(line).append("\n");
      continue;
    }
    end_response();
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
