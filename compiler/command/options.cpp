#include "compiler/command/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string_view>

#include "compiler/command/failure.h"

namespace limbeck::command {
namespace {

// The options that are limbeck's wherever they stand. Everything else after the command is the
// command's, also
// --help.
void take_own_options(std::vector<std::string>& arguments, Options& options) {
  const std::pair<std::string_view, std::optional<std::string>*> own[] = {
      {"--build", &options.build}, {"--target", &options.target}, {"--config", &options.config}};
  std::vector<std::string> rest;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--") {
      rest.insert(rest.end(), arguments.begin() + static_cast<std::ptrdiff_t>(i), arguments.end());
      break;
    }
    if (arguments[i] == "--build-output") {
      options.verbose = true;
      continue;
    }
    bool taken = false;
    for (const auto& [name, value] : own) {
      if (arguments[i] == name) {
        if (i + 1 == arguments.size()) {
          throw Failure(std::string(name) + " needs a value", exit_usage);
        }
        *value = arguments[++i];
        taken = true;
      } else if (arguments[i].starts_with(std::string(name) + "=")) {
        *value = arguments[i].substr(name.size() + 1);
        taken = true;
      }
      if (taken) break;
    }
    if (!taken) rest.push_back(arguments[i]);
  }
  arguments = std::move(rest);
}

}  // namespace

Options parse(const std::vector<std::string>& arguments) {
  Options options;
  CLI::App app;
  app.set_help_flag();
  app.prefix_command();  // everything from the command's name on is left as it is
  app.add_option("--build", options.build);
  app.add_option("--target", options.target);
  app.add_option("--config", options.config);
  app.add_flag("--build-output", options.verbose);
  app.add_flag("-h,--help", options.help);
  app.add_flag("-V,--version", options.version);
  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    app.parse(reversed);
  } catch (const CLI::ParseError& error) {
    throw Failure(std::string(error.what()) + " (limbeck --help lists what there is)", exit_usage);
  }
  std::vector<std::string> rest = app.remaining();
  if (rest.empty()) return options;
  options.command = rest.front();
  rest.erase(rest.begin());
  if (options.command.starts_with("-")) {
    throw Failure("unknown option " + options.command + " (limbeck --help lists what there is)",
                  exit_usage);
  }
  take_own_options(rest, options);
  options.arguments = std::move(rest);
  return options;
}

std::string help_text() {
  return R"(limbeck: database migrations for C++, checked by the compiler

usage: limbeck [options] <command> [arguments]

Writing revisions:
  init [DIRECTORY]         make the directory for revisions, and say what to add to CMakeLists.txt
  revision -m MESSAGE      write an empty revision; with --autogenerate, the one that the models need
  check                    compare the models with the history's head (exit code 3: they differ)

With a database (limbeck builds the target's <name>-migrate, and it does the rest):
  upgrade REVISION         bring the database up to a revision, as in: limbeck upgrade head
  downgrade REVISION       bring it back to one
  current                  the database's revision
  plan                     what an upgrade would run
  history                  the revisions
  heads                    those without a successor
  branches                 those with several
  show REVISION            one revision
  stamp REVISION           say at which revision the database is, and run nothing

Options (before or after the command):
  --build DIR              the build tree; else LIMBECK_BUILD_DIR, else it is looked for around the
                           current directory
  --target NAME            the limbeck_add_migrations target, where the build has several
  --config NAME            the configuration, where the build has several
  --build-output           show the build's output as it comes; else only when the build fails
  -h, --help               this text; limbeck <command> --help for one command's
  -V, --version            the version

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 drift or pending changes.
)";
}

}  // namespace limbeck::command
