// A command's definition as options of a CLI11 parser, each bound to a member of the program's own
// options. Header-only: who includes it links CLI11.
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "migrations/commands/command.h"

namespace limbeck::commands {

/// Where the value of an option (by its last name) or of an argument goes.
template <class Options>
using Bindings = std::map<std::string_view,
                          std::variant<bool Options::*, double Options::*, std::string Options::*,
                                       std::vector<std::string> Options::*>>;

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
          CLI::Option* added = app.add_option(names, options.*member, std::string(option.help));
          if constexpr (std::is_same_v<Value, std::vector<std::string>>) {
            added->expected(1)->take_all()->allow_extra_args(false);
          }
          if constexpr (std::is_same_v<Value, double>) added->check(CLI::NonNegativeNumber);
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

}  // namespace limbeck::commands
