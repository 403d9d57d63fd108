#include "compiler/developer/commands.h"

#include <filesystem>
#include <ostream>

#include "compiler/developer/failure.h"
#include "migrations/output/output.h"
#include "runtime/commands/completion.h"
#include "runtime/commands/manual.h"

namespace limbeck::developer {
namespace {

const std::string* value_of(const Given& given, std::string_view name) {
  const auto found = given.find(name);
  return found == given.end() ? nullptr : &found->second.front();
}

}  // namespace

int print_completion(const Given& given, std::ostream& out) {
  const std::string* shell = value_of(given, "SHELL");
  if (shell == nullptr)
    throw Failure("completion: for which shell: bash, zsh or fish?", exit_usage);
  const auto script = commands::completion(commands::developers_tool(), *shell);
  if (!script) {
    throw Failure("completion: there is none for '" + *shell + "', but for bash, zsh and fish",
                  exit_usage);
  }
  if (const std::string* file = value_of(given, "--output")) {
    output::write_if_changed(*file, *script);
  } else {
    out << *script;
  }
  return 0;
}

int print_manual(const Given& given, std::ostream& out) {
  const commands::Tool tool = commands::developers_tool();
  if (const std::string* directory = value_of(given, "--directory")) {
    for (const commands::Page& page : commands::manual_pages(tool, LIMBECK_VERSION))
      output::write_if_changed(std::filesystem::path(*directory) / page.file, page.text);
    return 0;
  }
  const std::string* name = value_of(given, "COMMAND");
  if (name == nullptr) {
    out << commands::manual(tool, LIMBECK_VERSION);
    return 0;
  }
  const commands::Command* command = tool.find(*name);
  if (command == nullptr) unknown_command(*name);
  out << commands::manual(tool, *command, LIMBECK_VERSION);
  return 0;
}

}  // namespace limbeck::developer
