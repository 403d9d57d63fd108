#include "limbeck/command_line.h"

#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <map>
#include <optional>

#include "limbeck/error.h"
#include "migrations/diagnostics/diagnostics.h"
#include "migrations/schema/schema.h"
#include "migrations/text/shown_stream.h"
#include "runtime/commands/declare.h"
#include "runtime/commands/help.h"
#include "runtime/commands/text.h"
#include "runtime/deployer/commands.h"

namespace limbeck {
namespace {

using deployer::Options;
using Command = int (*)(deployer::Context&);

Command function_of(std::string_view command) {
  static const std::map<std::string_view, Command> functions = {
      {"upgrade", deployer::upgrade},
      {"downgrade", deployer::downgrade},
      {"stamp", deployer::stamp},
      {"ensure_version", deployer::ensure_version},
      {"current", deployer::current},
      {"check", deployer::check},
      {"plan", deployer::plan},
      {"history", deployer::history},
      {"heads", deployer::heads},
      {"branches", deployer::branches},
      {"show", deployer::show},
      {"verify", deployer::verify},
      {"introspect", deployer::introspect},
      {"test", deployer::test},
  };
  const auto found = functions.find(command);
  if (found == functions.end())
    throw std::logic_error("no function for command " + std::string(command));
  return found->second;
}

const commands::Bindings<Options>& bindings() {
  static const commands::Bindings<Options> all = {
      {"--url", &Options::url},
      {"--version-table", &Options::version_table},
      {"--version-table-schema", &Options::version_table_schema},
      {"--history-table", &Options::history_table},
      {"--lock-timeout", &Options::lock_timeout},
      {"--table-lock-timeout", &Options::table_lock_timeout},
      {"--statement-timeout", &Options::statement_timeout},
      {"--role", &Options::role},
      {"--search-path", &Options::search_path},
      {"-x", &Options::arguments},
      {"--tag", &Options::tag},
      {"--quiet", &Options::quiet},
      {"--json", &Options::json},
      {"--verbose", &Options::verbose},
      {"--accept-edited", &Options::accept_edited},
      {"--purge", &Options::purge},
      {"--no-verify", &Options::no_verify},
      {"--dialect", &Options::dialect},
      {"--only", &Options::only},
      {"--scratch", &Options::scratch},
      {"--models", &Options::models},
      {"--multiple-heads", &Options::multiple_heads},
      {"--skip-callbacks", &Options::skip_callbacks},
      {"--check-heads", &Options::check_heads},
      {"--downgrade", &Options::downgrade},
      {"--rev-range", &Options::range},
      {"--graph", &Options::graph},
      {"--indicate-current", &Options::indicate_current},
      {"--resolve-dependencies", &Options::resolve_dependencies},
      {"--exclude", &Options::exclude},
      {"--include-schema", &Options::include_schemas},
      {"--ignore-extra", &Options::ignore_extra},
      {"--sql", &Options::sql},
      {"--like", &Options::like},
      {"--output", &Options::output},
      {"REVISION", &Options::revisions},
  };
  return all;
}

// Help in the words of the definitions, which the developer's command and the manual use as well.
class Help : public CLI::FormatterBase {
 public:
  explicit Help(const commands::Tool& tool) : tool_(tool) {}
  std::string make_help(const CLI::App* app, std::string, CLI::AppFormatMode) const override {
    const std::size_t width = commands::help_width(STDOUT_FILENO);
    const commands::Command* command =
        app->get_parent() == nullptr ? nullptr : tool_.find(app->get_name());
    return command == nullptr ? commands::help(tool_, width)
                              : commands::help(tool_, *command, width);
  }

 private:
  const commands::Tool& tool_;
};

std::string version_of(const Manifest& manifest) {
  std::string heads;
  for (std::size_t i = 0; i < manifest.head_count; ++i)
    heads += (i == 0 ? "" : ", ") + std::string(manifest.heads[i]);
  return std::string(manifest.name) + " at " + (heads.empty() ? "base" : heads) + " (limbeck " +
         std::string(manifest.version) + ")";
}

/// A parsed command line: what to do, and with what.
class CommandLine {
 public:
  CommandLine(const Manifest& manifest, const std::string& program)
      : program_(program),
        tool_(commands::deployers_tool(program_)),
        app_(std::string(tool_.summary), program) {
    app_.require_subcommand(1);
    app_.fallthrough();
    app_.formatter(std::make_shared<Help>(tool_));
    for (const commands::Option& option : tool_.options) {
      if (option.name() == "--help") continue;  // CLI11 has it
      if (option.name() == "--version") {
        app_.set_version_flag(std::string(option.names), version_of(manifest));
      } else {
        commands::declare(app_, option, options_, bindings());
      }
    }
    for (const commands::Command& command : tool_.commands) {
      CLI::App* sub = app_.add_subcommand(std::string(command.name), std::string(command.summary));
      sub->callback([this, function = function_of(command.name)] { command_ = function; });
      commands::declare(*sub, command, options_, bindings());
    }
  }

  void parse(int argc, const char* const* argv) { app_.parse(argc, argv); }
  int explain(const CLI::ParseError& error, const std::vector<std::string_view>& arguments,
              std::ostream& out, std::ostream& err) {
    if (error.get_exit_code() == 0) return app_.exit(error, out, err);
    const commands::Command* command = nullptr;
    for (const CLI::App* sub : app_.get_subcommands()) command = tool_.find(sub->get_name());
    err << "error: "
        << commands::without_urls(commands::explained(error, tool_, command, schema::nearest),
                                  arguments)
        << "\n(" << program_ << " --help lists what there is, " << program_
        << " <command> --help what a command takes)\n";
    return deployer::exit_usage;
  }
  Command command() const { return command_; }
  const Options& options() const { return options_; }

 private:
  std::string program_;
  commands::Tool tool_;
  CLI::App app_;
  Options options_;
  Command command_ = nullptr;
};

// CLI11 would say only that a command is missing.
std::optional<std::string> unknown_command(const std::vector<std::string_view>& arguments,
                                           const commands::Tool& tool) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (!arguments[i].starts_with('-')) {
      if (tool.find(arguments[i]) != nullptr) return std::nullopt;
      std::vector<std::string> known;
      for (const commands::Command& command : tool.commands) known.emplace_back(command.name);
      const std::string near = schema::nearest(std::string(arguments[i]), known);
      return "there is no command '" + std::string(arguments[i]) + "'" +
             (near.empty() ? "" : "; did you mean '" + near + "'?");
    }
    const commands::Option* option = commands::find_option(tool.options, arguments[i]);
    if (option != nullptr && !option->is_flag()) ++i;  // its value
  }
  return std::nullopt;
}

int exit_code_of(const Error& error) {
  switch (error.code()) {
    case Error::Code::usage:
      return deployer::exit_usage;
    case Error::Code::behind:
      return deployer::exit_pending;
    default:
      return deployer::exit_failed;
  }
}

int failed(deployer::Context& context, std::string_view message, int code) {
  context.end_line();
  bool colour = diagnostics::wants_colour(STDERR_FILENO);
  context.err() << Verbatim{colour ? "\x1b[1;31merror:\x1b[0m " : "error: "} << message << '\n'
                << std::flush;
  return code;
}

int run(Command command, deployer::Context& context,
        const std::vector<std::string_view>& arguments) {
  try {
    int code = command(context);
    context.out().flush();
    return context.out().good()
               ? code
               : failed(context, "the results could not be written", deployer::exit_failed);
  } catch (const Error& error) {
    return failed(context, commands::without_urls(error.what(), arguments), exit_code_of(error));
  } catch (const std::exception& error) {
    return failed(context, std::string("a bug in limbeck: ") + error.what(), deployer::exit_bug);
  }
}

}  // namespace

int v1::command_line(const Manifest& manifest, int argc, const char* const* argv,
                     std::string_view program) {
  std::string name(program);
  ShownStream out(std::cout), err(std::cerr);
  if (name.empty())
    name = argc > 0 ? std::filesystem::path(argv[0]).filename().string() : "migrate";
  try {
    CommandLine line(manifest, name);
    const std::vector<std::string_view> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
    if (const auto unknown = unknown_command(arguments, commands::deployers_tool(name))) {
      err << "error: " << commands::without_urls(*unknown, arguments) << "\n(" << name
          << " --help lists what there is)\n";
      return deployer::exit_usage;
    }
    try {
      line.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return line.explain(error, arguments, out, err);
    }
    deployer::Context context(manifest, line.options(), out, err);
    return run(line.command(), context, arguments);
  } catch (const std::logic_error& error) {
    err << "error: a bug in limbeck: " << error.what() << "\n";
    return deployer::exit_bug;
  }
}

}  // namespace limbeck
