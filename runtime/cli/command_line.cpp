#include "limbeck/command_line.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <functional>
#include <iostream>

#include "limbeck/error.h"
#include "migrations/diagnostics/diagnostics.h"
#include "runtime/cli/commands.h"

namespace limbeck {
namespace {

using cli::Options;
using Command = int (*)(cli::Context&);

/// A parsed command line: what to do, and with what.
class CommandLine {
 public:
  explicit CommandLine(const Manifest& manifest, const std::string& program)
      : app_("Migrates a database along the history '" + std::string(manifest.name) + "'.",
             program) {
    app_.require_subcommand(1);
    app_.fallthrough();
    app_.add_option(
        "--url", options_.url,
        "The database: sqlite:path, sqlite:///path, a path. Else LIMBECK_DATABASE_URL" +
            (manifest.database.empty() ? std::string() : ", else the one the build names"));
    app_.add_option("--version-table", options_.version_table,
                    "The table that holds the revisions the database is at")
        ->capture_default_str();
    app_.add_option("--lock-timeout", options_.lock_timeout, "Seconds to wait for other processes")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    app_.add_flag("-q,--quiet", options_.quiet, "Say nothing but what was asked for, and errors");
    add_commands();
  }

  void parse(int argc, const char* const* argv) { app_.parse(argc, argv); }
  int help(const CLI::ParseError& error, std::ostream& out, std::ostream& err) {
    return app_.exit(error, out, err);
  }
  Command command() const { return command_; }
  const Options& options() const { return options_; }

 private:
  CLI::App* add(const std::string& name, const std::string& description, Command command) {
    CLI::App* sub = app_.add_subcommand(name, description);
    sub->callback([this, command] { command_ = command; });
    sub->add_flag("--json", options_.json, "Print JSON");
    return sub;
  }
  void add_revision(CLI::App* sub, const std::string& what, bool required) {
    CLI::Option* option = sub->add_option("revision", options_.revisions, what);
    option->expected(1);
    if (required) option->required();
  }
  void add_verbose(CLI::App* sub, const std::string& what) {
    sub->add_flag("-v,--verbose", options_.verbose, what);
  }

  void add_commands() {
    const std::string identifiers = "head, heads, +2, an identifier or its beginning, label@head …";
    CLI::App* sub = add("upgrade", "Run the revisions up to one", cli::upgrade);
    add_revision(sub, identifiers + " (default: heads)", false);
    add_accept_edited(sub);

    sub = add("downgrade", "Undo the revisions down to one, which stays", cli::downgrade);
    add_revision(sub, "base, -1, an identifier or its beginning …", true);
    add_accept_edited(sub);

    sub = add("stamp", "Say at which revision the database is, and run nothing", cli::stamp);
    sub->add_option("revisions", options_.revisions, identifiers)->required();
    sub->add_flag("--purge", options_.purge, "Forget what the version table says, known or not");

    sub = add("current", "Show the revisions the database is at", cli::current);
    add_verbose(sub, "Show all of a revision");
    sub->add_flag("-c,--check-heads", options_.check_heads,
                  "Exit with 3 if the database is not at head");

    add("check", "Exit with 3 if revisions are pending, and list them", cli::check);

    sub = add("plan", "Show what an upgrade would do, and do nothing", cli::plan);
    add_revision(sub, "Up to which revision (default: heads)", false);
    sub->add_flag("--downgrade", options_.downgrade, "Show a downgrade instead (default: -1)");
    add_verbose(sub, "Show the SQL");

    sub = add("history", "List the revisions, newest first", cli::history);
    sub->add_option("-r,--rev-range", options_.range,
                    "start:end; each may be left out, and be 'current'");
    sub->add_flag("-i,--indicate-current", options_.indicate_current,
                  "Mark what the database is at");
    add_verbose(sub, "Show all of each revision");

    sub = add("heads", "List the heads of the history", cli::heads);
    add_verbose(sub, "Show all of each revision");
    sub->add_flag("--resolve-dependencies", options_.resolve_dependencies,
                  "Leave out heads that another one depends on");

    sub = add("branches", "List the revisions that several follow", cli::branches);
    add_verbose(sub, "Show all of each revision");

    sub = add("show", "Show all of a revision", cli::show);
    add_revision(sub, "head, current, an identifier or its beginning …", true);
  }

  void add_accept_edited(CLI::App* sub) {
    sub->add_option(
           "--accept-edited", options_.accept_edited,
           "A revision whose change since it was applied makes no difference to this database")
        ->expected(1)
        ->take_all();
  }

  CLI::App app_;
  Options options_;
  Command command_ = nullptr;
};

int exit_code_of(const Error& error) {
  switch (error.code()) {
    case Error::Code::usage:
      return cli::exit_usage;
    case Error::Code::behind:
      return cli::exit_pending;
    default:
      return cli::exit_failed;
  }
}

int failed(cli::Context& context, std::string_view message, int code) {
  context.end_line();
  bool colour = diagnostics::wants_colour(STDERR_FILENO);
  std::cerr << (colour ? "\x1b[1;31merror:\x1b[0m " : "error: ") << message << std::endl;
  return code;
}

int run(Command command, cli::Context& context) {
  try {
    int code = command(context);
    std::cout.flush();
    return std::cout.good() ? code
                            : failed(context, "the results could not be written", cli::exit_failed);
  } catch (const Error& error) {
    return failed(context, error.what(), exit_code_of(error));
  } catch (const std::exception& error) {
    return failed(context, std::string("a bug in limbeck: ") + error.what(), cli::exit_bug);
  }
}

}  // namespace

int command_line(const Manifest& manifest, int argc, const char* const* argv) {
  std::string program = argc > 0 ? std::filesystem::path(argv[0]).filename().string() : "migrate";
  CommandLine line(manifest, program);
  try {
    line.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return line.help(error, std::cout, std::cerr) == 0 ? cli::exit_done : cli::exit_usage;
  }
  cli::Context context(manifest, line.options(), std::cout, std::cerr);
  return run(line.command(), context);
}

}  // namespace limbeck
