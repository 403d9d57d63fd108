// limbeckc: the commands that a build runs. It reads and writes files and uses no database. Loading
// Clang's libraries takes longer than a comparison of a thousand tables, so the commands that need
// them are in limbeckc-clang beside this program.
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <string_view>

#include "compiler/limbeckc/commands.h"
#include "compiler/limbeckc/run.h"

namespace {

using namespace limbeck::compiler;  // NOLINT(google-build-using-namespace): only main stands here

int start_clang(char** argv) {
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  const std::string program = (self.parent_path() / "limbeckc-clang").string();
  if (!error) execv(program.c_str(), argv);
  std::cerr << "limbeckc: error: cannot start " << program << ", which belongs beside limbeckc: "
            << (error ? error.message() : std::strerror(errno)) << '\n';
  return exit_failed;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view command = argc > 1 ? argv[1] : "";
  if (command != "check" && command != "diff") return start_clang(argv);
  return run_main(argc, argv, [](CLI::App& app, Session& session, int& exit_code) {
    add_check_command(app, session, exit_code);
    add_diff_command(app, session, exit_code);
  });
}
