#include "runtime/commands/help.h"

#include <algorithm>

#include "runtime/commands/text.h"

namespace limbeck::commands {
namespace {

constexpr std::size_t margin = 2;
constexpr std::size_t column = 27;  // where descriptions start

// A name, and beside it or, where it is long, below it what it is.
std::string entry(const std::string& name, std::string_view what, std::size_t width) {
  std::string line = std::string(margin, ' ') + name;
  if (width_of(line) + 2 > column) {
    line += "\n" + std::string(column, ' ');
  } else {
    line.append(column - width_of(line), ' ');
  }
  return line + wrapped(what, width, column, column) + "\n";
}

std::string shown(const Option& option) {
  std::string out;
  for (const std::string_view name : option.all_names())
    out += (out.empty() ? "" : ", ") + std::string(name);
  if (!option.is_flag()) out += " " + std::string(option.value);
  return out;
}

std::string shown(const Argument& argument) {
  std::string out(argument.name);
  if (argument.repeated) out += "…";
  return argument.required ? out : "[" + out + "]";
}

std::string described(const Option& option) {
  std::string out(option.help);
  if (option.required) out += " (needed)";
  if (option.repeated) out += " (may be given several times)";
  return out;
}

std::string list_of(const std::vector<Option>& options, std::size_t width) {
  std::string out;
  for (const Option& option : options) out += entry(shown(option), described(option), width);
  return out;
}

}  // namespace

std::string_view Option::name() const { return all_names().back(); }

std::vector<std::string_view> Option::all_names() const {
  std::vector<std::string_view> all;
  for (std::size_t start = 0; start <= names.size();) {
    const std::size_t end = std::min(names.find(',', start), names.size());
    all.push_back(names.substr(start, end - start));
    start = end + 1;
  }
  return all;
}

const Command* Tool::find(std::string_view command) const {
  const auto found = std::find_if(commands.begin(), commands.end(),
                                  [&](const Command& c) { return c.name == command; });
  return found == commands.end() ? nullptr : &*found;
}

const Option* find_option(const std::vector<Option>& options, std::string_view name) {
  for (const Option& option : options) {
    const auto names = option.all_names();
    if (std::find(names.begin(), names.end(), name) != names.end()) return &option;
  }
  return nullptr;
}

std::string usage(const Tool& tool, const Command& command) {
  std::string out = "usage: " + std::string(tool.name) + " " + std::string(command.name);
  if (!command.options.empty() || !tool.options.empty()) out += " [options]";
  for (const Argument& argument : command.arguments) out += " " + shown(argument);
  return out;
}

std::string help(const Tool& tool, std::size_t width) {
  std::string out = std::string(tool.name) + ": " +
                    wrapped(tool.summary, width, margin, width_of(tool.name) + 2) +
                    "\n\nusage: " + std::string(tool.name) + " [options] <command> [arguments]\n";
  std::vector<std::string_view> groups;
  for (const Command& command : tool.commands) {
    if (std::find(groups.begin(), groups.end(), command.group) == groups.end())
      groups.push_back(command.group);
  }
  for (const std::string_view group : groups) {
    out += "\n" + std::string(group) + ":\n";
    for (const Command& command : tool.commands) {
      if (command.group == group) out += entry(std::string(command.name), command.summary, width);
    }
  }
  out += "\nOptions, before the command or after it:\n" + list_of(tool.options, width);
  return out + "\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 drift or pending changes.\n";
}

std::string help(const Tool& tool, const Command& command, std::size_t width) {
  std::string out = usage(tool, command) + "\n\n" +
                    wrapped(std::string(command.summary) + ".", width, 0, 0) + "\n";
  if (!command.text.empty()) out += "\n" + wrapped(command.text, width, 0, 0) + "\n";
  if (!command.arguments.empty()) out += "\nArguments:\n";
  for (const Argument& argument : command.arguments)
    out += entry(shown(argument), argument.help, width);
  if (!command.options.empty()) out += "\nOptions:\n" + list_of(command.options, width);
  return out + "\nOptions of " + std::string(tool.name) + ":\n" + list_of(tool.options, width);
}

std::size_t help_width(int file_descriptor) {
  const std::size_t width = terminal_width(file_descriptor);
  return width == 0 ? 80 : std::clamp<std::size_t>(width, 40, 100);
}

}  // namespace limbeck::commands
