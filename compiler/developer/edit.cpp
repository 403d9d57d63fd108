#include "compiler/developer/commands.h"

#include <cstdlib>

#include "compiler/developer/failure.h"
#include "compiler/developer/process.h"

namespace limbeck::developer {

void edit_files(const std::vector<std::string>& files) {
  std::string editor;
  for (const char* name : {"VISUAL", "EDITOR"}) {
    const char* value = std::getenv(name);
    if (editor.empty() && value != nullptr) editor = value;
  }
  if (editor.empty()) {
    std::string list;
    for (const std::string& file : files) list += "\n  " + file;
    throw Failure("set VISUAL or EDITOR to the editor to use; what it would open:" + list);
  }
  // As git does: the variable may have a command with options, which the shell interprets.
  std::vector<std::string> command = {"/bin/sh", "-c", editor + " \"$@\"", editor};
  command.insert(command.end(), files.begin(), files.end());
  become_process(command);
}

}  // namespace limbeck::developer
