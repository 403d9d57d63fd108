// A command's definition as options of a CLI11 parser, each bound to a member of the program's own
// options. Header-only: who includes it links CLI11.
#pragma once

#include <CLI/CLI.hpp>
#include <charconv>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "runtime/commands/command.h"

namespace limbeck::commands {

/// Where the value of an option (by its last name) or of an argument goes.
template <class Options>
using Bindings = std::map<std::string_view,
                          std::variant<bool Options::*, double Options::*, std::string Options::*,
                                       std::vector<std::string> Options::*>>;

/// A number of seconds; throws CLI::ValidationError. Not by CLI11, which reads numbers as the
/// application's locale writes them.
inline double seconds(const std::string& text) {
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || !(value >= 0) ||
      value > 1e9) {
    throw CLI::ValidationError("'" + text +
                               "' is no number of seconds from 0 on, such as 2 or 0.5");
  }
  return value;
}

template <class Options>
void declare(CLI::App& app, const Option& option, Options& options,
             const Bindings<Options>& bindings) {
  const auto bound = bindings.find(option.name());
  if (bound == bindings.end())
    throw std::logic_error("no parser for option " + std::string(option.names));
  std::visit(
      [&](auto member) {
        using Value = std::remove_reference_t<decltype(options.*member)>;
        const std::string names(option.names);
        if constexpr (std::is_same_v<Value, bool>) {
          app.add_flag(names, options.*member, std::string(option.help));
        } else {
          CLI::Option* added = nullptr;
          if constexpr (std::is_same_v<Value, double>) {
            added = app.add_option_function<std::string>(
                names,
                [&options, member](const std::string& text) { options.*member = seconds(text); },
                std::string(option.help));
          } else {
            added = app.add_option(names, options.*member, std::string(option.help));
          }
          if constexpr (std::is_same_v<Value, std::vector<std::string>>) {
            added->expected(1)->take_all()->allow_extra_args(false);
          }
          if (option.required) added->required();
          if (option.completes == Completes::words) {
            std::vector<std::string> words;
            for (std::string_view rest = option.words; !rest.empty();) {
              const auto end = std::min(rest.find(' '), rest.size());
              words.emplace_back(rest.substr(0, end));
              rest.remove_prefix(std::min(end + 1, rest.size()));
            }
            added->check(CLI::IsMember(words));
          }
        }
      },
      bound->second);
}

template <class Options>
void declare(CLI::App& app, const Argument& argument, Options& options,
             const Bindings<Options>& bindings) {
  const auto bound = bindings.find(argument.name);
  const auto* member = bound == bindings.end()
                           ? nullptr
                           : std::get_if<std::vector<std::string> Options::*>(&bound->second);
  if (member == nullptr)
    throw std::logic_error("no parser for argument " + std::string(argument.name));
  CLI::Option* added =
      app.add_option(std::string(argument.name), options.**member, std::string(argument.help));
  if (!argument.repeated) added->expected(1);
  if (argument.required) added->required();
}

/// All that a command understands, without the tool's own options.
template <class Options>
void declare(CLI::App& app, const Command& command, Options& options,
             const Bindings<Options>& bindings) {
  for (const Argument& argument : command.arguments) declare(app, argument, options, bindings);
  for (const Option& option : command.options) declare(app, option, options, bindings);
}

/// A wrong usage in few words, with the option that was probably meant: `upgrade has no option
/// --sqll; did you mean --sql?`. `command` is null where none is known. `nearest(wrong, known)` is
/// schema::nearest.
template <class Nearest>
std::string explained(const CLI::ParseError& error, const Tool& tool, const Command* command,
                      Nearest nearest) {
  const std::string name(command == nullptr ? tool.name : command->name);
  const std::string what = error.what();
  if (dynamic_cast<const CLI::ExtrasError*>(&error) == nullptr) {
    if (command == nullptr && dynamic_cast<const CLI::RequiredError*>(&error) != nullptr)
      return "a command is missing";
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr && command != nullptr) {
      for (const Argument& argument : command->arguments) {
        if (!argument.repeated && what.starts_with(argument.name))
          return name + " takes one " + std::string(argument.name);
      }
    }
    return name + ": " + what;
  }
  const auto colon = what.find(": ");
  const std::string wrong = colon == std::string::npos
                                ? what
                                : what.substr(colon + 2, what.find(' ', colon + 2) - colon - 2);
  if (!wrong.starts_with('-')) return name + " takes no '" + wrong + "'";
  std::vector<std::string> known;
  for (const auto* options : {command == nullptr ? nullptr : &command->options, &tool.options}) {
    if (options == nullptr) continue;
    for (const Option& option : *options) {
      for (const std::string_view one : option.all_names()) known.emplace_back(one);
    }
  }
  const std::string near = nearest(wrong, known);
  return name + " has no option " + wrong + (near.empty() ? "" : "; did you mean " + near + "?");
}

}  // namespace limbeck::commands
