#include "compiler/developer/arguments.h"

#include <CLI/CLI.hpp>

#include "compiler/developer/failure.h"
#include "migrations/schema/schema.h"
#include "runtime/commands/declare.h"

namespace limbeck::developer {

Given check(const commands::Command& command, const std::vector<std::string>& arguments) {
  CLI::App app;
  app.set_help_flag();
  struct Sink {
    std::vector<std::string> value;
    bool flag = false;
  };
  // Each option writes to a value of its own, so that the declarations of the definitions can be
  // used.
  std::vector<std::pair<std::string_view, Sink>> sinks;
  sinks.reserve(command.arguments.size() + command.options.size());
  for (const commands::Argument& argument : command.arguments) {
    Sink& sink = sinks.emplace_back(argument.name, Sink()).second;
    const commands::Bindings<Sink> bindings = {{argument.name, &Sink::value}};
    commands::declare(app, argument, sink, bindings);
  }
  for (const commands::Option& option : command.options) {
    Sink& sink = sinks.emplace_back(option.name(), Sink()).second;
    commands::Bindings<Sink> bindings = {{option.name(), &Sink::value}};
    if (option.is_flag()) bindings = {{option.name(), &Sink::flag}};
    commands::declare(app, option, sink, bindings);
  }
  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    app.parse(reversed);
  } catch (const CLI::ParseError& error) {
    throw Failure(
        commands::explained(error, commands::developers_tool(), &command, schema::nearest) +
            " (limbeck " + std::string(command.name) + " --help says what it takes)",
        exit_usage);
  }
  Given given;
  for (auto& [name, sink] : sinks) {
    if (sink.flag) given[name] = {""};
    if (!sink.value.empty()) given[name] = std::move(sink.value);
  }
  return given;
}

bool asks_for_help(const commands::Command& command, const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
    if (arguments[i] == "--help" || arguments[i] == "-h") return true;
    const commands::Option* option = commands::find_option(command.options, arguments[i]);
    if (option != nullptr && !option->is_flag()) ++i;
  }
  return false;
}

void unknown_command(const std::string& name) {
  std::vector<std::string> known;
  for (const commands::Command& command : commands::developers_tool().commands)
    known.emplace_back(command.name);
  const std::string near = schema::nearest(name, known);
  throw Failure(
      "there is no command '" + name + "'" +
          (near.empty() ? "; limbeck --help lists them" : "; did you mean '" + near + "'?"),
      exit_usage);
}

}  // namespace limbeck::developer
