#include "runtime/commands/completion.h"

#include <algorithm>

namespace limbeck::commands {
namespace {

std::string quoted(std::string_view text, std::string_view special, std::string_view escape) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out += escape;
    out += c;
  }
  return out;
}

/// A name that every shell takes for a function.
std::string function_of(const Tool& tool) {
  std::string name = "_" + std::string(tool.name);
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '-' || c == ' ' || c == '.'; }, '_');
  return name;
}

std::string all_names(const std::vector<Option>& options) {
  std::string out;
  for (const Option& option : options) {
    for (const std::string_view name : option.all_names())
      out += (out.empty() ? "" : " ") + std::string(name);
  }
  return out;
}

std::string alternatives(const Option& option) {
  std::string out;
  for (const std::string_view name : option.all_names())
    out += (out.empty() ? "" : "|") + std::string(name);
  return out;
}

// One word a line.
std::string lines(std::string_view words) {
  std::string out(words);
  std::replace(out.begin(), out.end(), ' ', '\n');
  return out;
}

std::string bash_values(Completes what, std::string_view words) {
  switch (what) {
    case Completes::nothing:
      return ":";
    case Completes::revision:
      return "choices=$(\"${COMP_WORDS[0]}\" completion --revisions 2>/dev/null | cut -f1)";
    case Completes::file:
      return "files=f";
    case Completes::directory:
      return "files=d";
    case Completes::words:
      return "choices='" + lines(words) + "'";
  }
  return ":";
}

// One line a command: what its options' values are, its options, and its arguments.
std::string bash_command(const Command& command) {
  std::string out = "    " + std::string(command.name) + ")\n      case $prev in\n";
  for (const Option& option : command.options) {
    if (option.is_flag()) continue;
    out += "        " + alternatives(option) + ") value=1; " +
           bash_values(option.completes, option.words) + " ;;\n";
  }
  out += "      esac\n      options='" + lines(all_names(command.options)) + "'\n";
  if (!command.arguments.empty()) {
    const Argument& argument = command.arguments.front();
    out += "      [[ -n $value || $cur == -* ]] || " +
           ("{ " + bash_values(argument.completes, argument.words)) + "; }\n";
  }
  return out + "      ;;\n";
}

std::string bash(const Tool& tool) {
  const std::string function = function_of(tool);
  std::string valued, values;
  for (const Option& option : tool.options) {
    if (option.is_flag()) continue;
    valued += (valued.empty() ? "" : "|") + alternatives(option);
    values += "    " + alternatives(option) + ") value=1; " +
              bash_values(option.completes, option.words) + " ;;\n";
  }
  std::string names;
  for (const Command& command : tool.commands)
    names += (names.empty() ? "" : " ") + std::string(command.name);
  std::string out = "# bash completion for " + std::string(tool.name) +
                    ". Made from its --help.\n" + function +
                    "() {\n"
                    "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
                    "  local command='' options='' choices='' files='' value='' i word\n"
                    "  COMPREPLY=()\n"
                    "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
                    "    case ${COMP_WORDS[i]} in\n"
                    "      " +
                    valued +
                    ") ((i++)) ;;\n"
                    "      -*) ;;\n"
                    "      *) command=${COMP_WORDS[i]}; break ;;\n"
                    "    esac\n"
                    "  done\n"
                    "  case $prev in\n" +
                    values +
                    "  esac\n"
                    "  [[ -n $value ]] || case $command in\n"
                    "    '') choices='" +
                    lines(names) + "' ;;\n";
  for (const Command& command : tool.commands) out += bash_command(command);
  return out +
         "  esac\n"
         "  if [[ -z $value && $cur == -* ]]; then choices=$options$'\\n'" +
         ("'" + lines(all_names(tool.options)) + "'") +
         "; fi\n"
         "  # No word is ever expanded (compgen -W would), and one that means something to the "
         "shell\n"
         "  # is not offered.\n"
         "  while IFS= read -r word; do\n"
         "    [[ -z $word || $word == *[!A-Za-z0-9._@/+:-]* ]] && continue\n"
         "    if [[ $word == \"$cur\"* ]]; then COMPREPLY+=(\"$word\"); fi\n"
         "  done <<<\"$choices\"\n"
         "  [[ -n $files ]] || return 0\n"
         "  compopt -o filenames 2>/dev/null\n"
         "  while IFS= read -r word; do COMPREPLY+=(\"$word\"); done < <(compgen -\"$files\" -- "
         "\"$cur\")\n"
         "}\ncomplete -F " +
         function + " " + std::string(tool.name) + "\n";
}

std::string zsh_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out;
}

std::string zsh_action(const Tool& tool, Completes what, std::string_view words) {
  switch (what) {
    case Completes::nothing:
      return " ";
    case Completes::revision:
      return function_of(tool) + "_revisions";
    case Completes::file:
      return "_files";
    case Completes::directory:
      return "_files -/";
    case Completes::words:
      return "(" + std::string(words) + ")";
  }
  return " ";
}

std::string zsh_options(const Tool& tool, const std::vector<Option>& options,
                        const std::string& indent) {
  std::string out;
  for (const Option& option : options) {
    for (const std::string_view name : option.all_names()) {
      out += " \\\n" + indent + "'" + (option.repeated ? "*" : "") + std::string(name) +
             (option.is_flag() || !name.starts_with("--") ? "" : "=") + "[" +
             zsh_text(option.help) + "]";
      if (!option.is_flag()) {
        out +=
            ":" + zsh_text(option.value) + ":" + zsh_action(tool, option.completes, option.words);
      }
      out += "'";
    }
  }
  return out;
}

std::string zsh(const Tool& tool) {
  const std::string function = function_of(tool);
  const std::string name(tool.name);
  std::string out = "#compdef " + name + "\n# Made from its --help.\n" + function +
                    "_revisions() {\n  local -a found\n  found=(${(f)\"$(" + name +
                    " completion --revisions 2>/dev/null | sed 's/:/\\\\:/g; s/\\t/:/')\"})\n"
                    "  _describe revision found\n}\n" +
                    function +
                    "() {\n  local state line context\n  typeset -A opt_args\n"
                    "  _arguments -C" +
                    zsh_options(tool, tool.options, "    ") +
                    " \\\n    '1:command:->command' '*::argument:->argument'\n"
                    "  case $state in\n    command)\n      local -a all\n      all=(\n";
  for (const Command& command : tool.commands) {
    out += "        '" + std::string(command.name) + ":" + zsh_text(command.summary) + "'\n";
  }
  out += "      )\n      _describe command all ;;\n    argument)\n      case $line[1] in\n";
  for (const Command& command : tool.commands) {
    out += "        " + std::string(command.name) + ") _arguments" +
           zsh_options(tool, command.options, "          ");
    for (const Argument& argument : command.arguments) {
      out += std::string(" \\\n          '") + (argument.repeated ? "*" : "1") + ":" +
             zsh_text(argument.name) + ":" + zsh_action(tool, argument.completes, argument.words) +
             "'";
    }
    out += " ;;\n";
  }
  return out + "      esac ;;\n  esac\n}\n" + function + " \"$@\"\n";
}

std::string fish_value(const Tool& tool, Completes what, std::string_view words) {
  switch (what) {
    case Completes::nothing:
      return "";
    case Completes::revision:
      return " -f -a '(" + std::string(tool.name) + " completion --revisions 2>/dev/null)'";
    case Completes::file:
      return " -F";
    case Completes::directory:
      return " -f -a '(__fish_complete_directories)'";
    case Completes::words:
      return " -f -a '" + std::string(words) + "'";
  }
  return "";
}

std::string fish_option(const Tool& tool, const Option& option, const std::string& start) {
  std::string out = start;
  for (const std::string_view name : option.all_names()) {
    out += name.starts_with("--") ? " -l " + std::string(name.substr(2))
                                  : " -s " + std::string(name.substr(1));
  }
  if (!option.is_flag()) out += " -r" + fish_value(tool, option.completes, option.words);
  return out + " -d '" + quoted(option.help, "\\'", "\\") + "'\n";
}

std::string fish(const Tool& tool) {
  const std::string name(tool.name), complete = "complete -c " + name;
  std::string out = "# fish completion for " + name + ". Made from its --help.\n";
  out += complete + " -f\n";
  for (const Option& option : tool.options) out += fish_option(tool, option, complete);
  for (const Command& command : tool.commands) {
    const std::string command_name(command.name);
    out += complete;
    out += " -n __fish_use_subcommand -a " + command_name + " -d '";
    out += quoted(command.summary, "\\'", "\\") + "'\n";
    std::string start = complete;
    start += " -n '__fish_seen_subcommand_from " + command_name + "'";
    for (const Option& option : command.options) out += fish_option(tool, option, start);
    for (const Argument& argument : command.arguments) {
      const std::string value = fish_value(tool, argument.completes, argument.words);
      if (!value.empty()) out += start + value + "\n";
    }
  }
  return out;
}

}  // namespace

std::optional<std::string> completion(const Tool& tool, std::string_view shell) {
  if (shell == "bash") return bash(tool);
  if (shell == "zsh") return zsh(tool);
  if (shell == "fish") return fish(tool);
  return std::nullopt;
}

}  // namespace limbeck::commands
