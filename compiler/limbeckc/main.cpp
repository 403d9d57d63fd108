// limbeckc: the commands that a build runs. It reads files and writes files, and knows no database.
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "compiler/limbeckc/commands.h"
#include "compiler/limbeckc/response_file.h"

namespace {

using namespace limbeck::compiler;  // NOLINT(google-build-using-namespace): only main stands here

int run(std::vector<std::string> arguments, Session& session) {
  arguments = expand_response_files(arguments);
  // What stands behind `--` is Clang's, and no parser of ours has to understand it.
  const auto dashes = std::find(arguments.begin(), arguments.end(), "--");
  if (dashes != arguments.end()) {
    session.after_dashes.assign(dashes + 1, arguments.end());
    arguments.erase(dashes, arguments.end());
  }
  CLI::App app(
      "limbeck's compiler: models to schemas, histories to manifests, differences to revisions",
      "limbeckc");
  app.set_version_flag("--version", "limbeckc " LIMBECK_VERSION);
  app.require_subcommand(1);
  int exit_code = exit_done;
  add_scan_command(app, session, exit_code);
  add_manifest_command(app, session, exit_code);
  add_check_command(app, session, exit_code);
  add_revision_command(app, session, exit_code);
  add_diff_command(app, session, exit_code);
  try {
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
    app.parse(arguments);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error, session.out, session.error);
    return code == 0 ? exit_done : exit_usage;
  }
  return exit_code;
}

int fail(const std::string& message, int code) {
  std::cerr << "limbeckc: error: " << message << '\n';
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  Session session{std::cout, std::cerr, limbeck::diagnostics::wants_colour(STDERR_FILENO), {}};
  try {
    return run({argv + 1, argv + argc}, session);
  } catch (const Failure& failure) {
    return fail(failure.what(), failure.exit_code);
  } catch (const std::filesystem::filesystem_error& error) {
    return fail(std::string(error.what()), exit_failed);
  } catch (const std::exception& error) {
    return fail(std::string("bug in limbeck: ") + error.what() + "; please report it", exit_bug);
  }
}
