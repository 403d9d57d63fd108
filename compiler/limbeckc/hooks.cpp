#include "compiler/limbeckc/hooks.h"

#include <unistd.h>

#include <string_view>
#include <utility>

#include "compiler/process/process.h"

namespace limbeck::compiler {
namespace {

constexpr std::string_view token = "REVISION_SCRIPT_FILENAME";

std::vector<std::string> arguments_of(const std::string& command_line, const std::string& file) {
  std::vector<std::string> words = words_of(command_line);
  bool named = false;
  for (std::string& word : words) {
    for (std::size_t at = 0; (at = word.find(token, at)) != std::string::npos; at += file.size()) {
      word.replace(at, token.size(), file);
      named = true;
    }
  }
  if (!named) words.push_back(file);
  return words;
}

}  // namespace

std::vector<std::string> words_of(const std::string& command_line) {
  std::vector<std::string> words;
  std::string word;
  bool in_word = false;
  char quote = 0;
  for (std::size_t i = 0; i < command_line.size(); ++i) {
    const char c = command_line[i];
    if (quote == 0 && (c == ' ' || c == '\t')) {
      if (in_word) words.push_back(std::exchange(word, {}));
      in_word = false;
      continue;
    }
    in_word = true;
    if (c == quote) {
      quote = 0;
    } else if (quote == 0 && (c == '\'' || c == '"')) {
      quote = c;
    } else if (c == '\\' && quote != '\'' && i + 1 < command_line.size()) {
      word += command_line[++i];
    } else {
      word += c;
    }
  }
  if (in_word) words.push_back(word);
  return words;
}

std::string run_hook(const std::string& command_line, const std::filesystem::path& file,
                     const std::string& directory) {
  const std::vector<std::string> arguments =
      arguments_of(command_line, std::filesystem::absolute(file).string());
  return process::run(arguments, {.output = STDERR_FILENO, .directory = directory})
      .problem(arguments.front());
}

}  // namespace limbeck::compiler
