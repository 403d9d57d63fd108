#include "compiler/limbeckc/run.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "compiler/limbeckc/response_file.h"
#include "migrations/schema/schema.h"
#include "migrations/text/shown_stream.h"

namespace limbeck::compiler {
namespace {

using Add = std::function<void(CLI::App&, Session&, int& exit_code)>;

// CLI11 would only report that a command is missing.
void refuse_unknown_command(const CLI::App& app, const std::vector<std::string>& arguments) {
  if (arguments.empty() || arguments.front().starts_with('-')) return;
  std::vector<std::string> known;
  for (const CLI::App* command : app.get_subcommands({})) known.push_back(command->get_name());
  if (std::find(known.begin(), known.end(), arguments.front()) != known.end()) return;
  const std::string near = schema::nearest(arguments.front(), known);
  throw Failure(
      "there is no command '" + arguments.front() + "'" +
          (near.empty() ? "; limbeckc --help lists them" : "; did you mean '" + near + "'?"),
      exit_usage);
}

// Puts the file name of `cannot read: No such file or directory [x]` in front.
std::string message_of(const std::filesystem::filesystem_error& error) {
  std::string what = error.what();
  constexpr std::string_view prefix = "filesystem error: ";
  if (what.starts_with(prefix)) what.erase(0, prefix.size());
  if (const auto path = what.rfind(" ["); path != std::string::npos) what.resize(path);
  return error.path1().string() + ": " + what;
}

int run(std::vector<std::string> arguments, Session& session, const Add& add) {
  arguments = expand_response_files(arguments);
  // The arguments after `--` are for Clang and are not parsed here.
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
  add(app, session, exit_code);
  refuse_unknown_command(app, arguments);
  try {
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
    app.parse(arguments);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error, session.out, session.error);
    return code == 0 ? exit_done : exit_usage;
  }
  return exit_code;
}

int fail(Session& session, const std::string& message, int code) {
  session.error << "limbeckc: error: " << message << '\n';
  return code;
}

}  // namespace

int run_main(int argc, char** argv, const Add& add) {
  ShownStream out(std::cout), error(std::cerr);
  Session session{out, error, diagnostics::wants_colour(STDERR_FILENO), {}};
  try {
    return run({argv + 1, argv + argc}, session, add);
  } catch (const Failure& failure) {
    return fail(session, failure.what(), failure.exit_code);
  } catch (const std::filesystem::filesystem_error& failure) {
    return fail(session, message_of(failure), exit_failed);
  } catch (const std::exception& failure) {
    return fail(session, std::string("bug in limbeck: ") + failure.what() + "; please report it",
                exit_bug);
  }
}

}  // namespace limbeck::compiler
