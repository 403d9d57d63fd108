// What the definitions of both tools have in common.
#pragma once

#include <string_view>

#include "runtime/commands/command.h"

namespace limbeck::commands {

inline Option json() { return {"--json", "", "Print JSON"}; }
inline Option verbose(std::string_view help) { return {"-v,--verbose", "", help}; }
inline Option help_flag() {
  return {"-h,--help", "", "This text; after a command, what it does and takes"};
}

inline std::vector<Variable> environment() {
  return {
      {"LIMBECK_DATABASE_URL", "The database, where --url does not say it"},
      {"NO_COLOR", "Where it is set, nothing is coloured"},
      {"COLUMNS", "The width of the terminal, where it is not the terminal that says it"},
  };
}

/// The options of every command that has to do with a database, and those commands.
std::vector<Option> database_options();
std::vector<Command> database_commands();

// The words of options that name a dialect.

/// The dialects, in alphabetical order, with spaces between.
std::string_view dialect_words();

/// The templates of `limbeck init`: one a dialect that needs a server, among others.
std::string_view template_words();

}  // namespace limbeck::commands
