// What builds write and limbeck reads: CMakeCache.txt, response files, the compile command,
// depfiles, the words of hooks, the project's name. What was read can be written so that it is read
// as the same again. The first byte says which of them the rest is.
#include <algorithm>
#include <cctype>

#include "compiler/developer/cache.h"
#include "compiler/developer/model_headers.h"
#include "compiler/limbeckc/depfile.h"
#include "compiler/limbeckc/hooks.h"
#include "compiler/limbeckc/response_file.h"
#include "compiler/scan/compile_command.h"
#include "tests/fuzz/fuzz.h"

using namespace limbeck;

namespace {

void try_cache(const std::string& text) {
  const developer::Cache read = developer::cache_from_text(text);
  const std::string written = "CMAKE_HOME_DIRECTORY:INTERNAL=" + read.home_directory.string() +
                              "\nCMAKE_COMMAND:INTERNAL=" + read.cmake.string() +
                              "\nCMAKE_GENERATOR:INTERNAL=" + read.generator + "\n";
  const developer::Cache again = developer::cache_from_text(written);
  fuzz::require(again.home_directory == read.home_directory && again.cmake == read.cmake &&
                    again.generator == read.generator,
                "an entry is read as it was written", written);
}

void try_response(const std::string& text) {
  const std::vector<std::string> read = compiler::arguments_of_response(text);
  std::string written;
  for (const std::string& argument : read) {
    fuzz::require(!argument.empty() && argument.find('\n') == std::string::npos,
                  "an argument is a line", argument);
    written += argument + "\r\n";
  }
  fuzz::require(compiler::arguments_of_response(written) == read,
                "arguments are read as they were written", written);
}

void try_compile_command(const std::string& text) {
  const auto read = compiler::compile_command_from_text(text);
  if (!read) return;
  std::string written = "limbeck compile command 1\ndirectory " + read->directory + "\ncompiler " +
                        read->compiler + "\n";
  for (const std::string& argument : read->arguments) written += "argument " + argument + "\n";
  const auto write = [&](const char* heading, const compiler::Macros& macros) {
    written += std::string(heading) + "\n";
    for (const auto& [name, meaning] : macros) {
      const std::size_t equals =
          meaning.find('=', meaning.starts_with('(') ? meaning.find(')') : 0);
      written +=
          "#define " + name + meaning.substr(0, equals) + " " + meaning.substr(equals + 1) + "\n";
    }
  };
  write("macros with options", read->macros);
  write("macros by default", read->default_macros);
  const auto again = compiler::compile_command_from_text(written);
  fuzz::require(again && again->directory == read->directory && again->compiler == read->compiler &&
                    again->arguments == read->arguments && again->macros == read->macros &&
                    again->default_macros == read->default_macros,
                "a compile command is read as it was written", written);
}

void try_depfile(const std::string& text) {
  (void)compiler::dependencies_of(text);
  std::vector<std::string> paths;
  for (const std::string_view path : fuzz::texts_of(text)) paths.emplace_back(path);
  // No build tool takes a path with a line's end in it, or a backslash before what is escaped.
  for (const std::string& path : paths) {
    if (path.find_first_of("\n\\") != std::string::npos) return;
  }
  fuzz::require(compiler::dependencies_of(compiler::depfile("target", paths)) == paths,
                "dependencies are read as they were written", text);
}

void try_words(const std::string& text) {
  const std::vector<std::string> words = compiler::words_of(text);
  std::string written;
  for (const std::string& word : words) {
    written += '"';
    for (const char c : word) written += (c == '"' || c == '\\' ? "\\" : "") + std::string(1, c);
    written += "\" ";
  }
  fuzz::require(compiler::words_of(written) == words, "words are read as they were written",
                written);
}

void try_project(const std::string& text) {
  const std::string name = developer::project_name_in(text);
  fuzz::require(!name.empty() && std::isdigit(static_cast<unsigned char>(name[0])) == 0 &&
                    std::all_of(name.begin(), name.end(),
                                [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; }),
                "a project's name is an identifier", name);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(fuzz::text_of(data + 1, size - 1));
  switch (data[0]) {
    case 'c':
      try_cache(text);
      break;
    case 'r':
      try_response(text);
      break;
    case 'm':
      try_compile_command(text);
      break;
    case 'd':
      try_depfile(text);
      break;
    case 'w':
      try_words(text);
      break;
    case 'p':
      try_project(text);
      break;
    default:
      break;
  }
  return 0;
}
