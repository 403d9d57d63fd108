#include "runtime/commands/manual.h"

#include <algorithm>
#include <cctype>

#include "runtime/commands/help.h"

namespace limbeck::commands {
namespace {

// As text of a page: a minus stays one, and no line is taken for a request.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n')) out += "\\&";
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
  }
  return out;
}

std::string bold(std::string_view text) { return "\\fB" + plain(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + plain(text) + "\\fR"; }

std::string heading(std::string name, std::string_view version) {
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return ".TH " + name + " 1 \"\" \"limbeck " + plain(version) + "\" \"limbeck\"\n.SH NAME\n";
}

std::string options_of(const std::vector<Option>& options) {
  std::string out;
  for (const Option& option : options) {
    out += ".TP\n";
    const auto names = option.all_names();
    for (std::size_t i = 0; i < names.size(); ++i) out += (i == 0 ? "" : ", ") + bold(names[i]);
    if (!option.is_flag()) out += " " + italic(option.value);
    out += "\n" + plain(option.help) + ".";
    if (option.repeated) out += " May be given several times.";
    out += "\n";
  }
  return out;
}

std::string ending(const Tool& tool, bool also_tool) {
  std::string out = ".SH ENVIRONMENT\n";
  for (const Variable& variable : tool.environment)
    out += ".TP\n" + bold(variable.name) + "\n" + plain(variable.help) + ".\n";
  out +=
      ".SH EXIT STATUS\n.TP\n.B 0\nDone.\n.TP\n.B 1\nFailed.\n.TP\n.B 2\nWrong usage.\n.TP\n.B 3\n"
      "Drift, or pending changes.\n.TP\n.B 70\nA bug in limbeck.\n";
  if (also_tool) out += ".SH SEE ALSO\n" + bold(tool.name) + "(1)\n";
  return out;
}

}  // namespace

std::string manual(const Tool& tool, std::string_view version) {
  const std::string name(tool.name);
  std::string out =
      heading(name, version) + plain(name) + " \\- " + plain(tool.summary) + "\n.SH SYNOPSIS\n" +
      bold(name) + " [options] command [arguments]\n.SH DESCRIPTION\n" + plain(tool.text) +
      "\n.SH COMMANDS\nEach has a page of its own, " + bold(name + "-command") + "(1).\n";
  std::string_view group;
  for (const Command& command : tool.commands) {
    if (command.group != group) out += ".SS " + plain(command.group) + "\n";
    group = command.group;
    out += ".TP\n" + bold(command.name) + "\n" + plain(command.summary) + ".\n";
  }
  return out + ".SH OPTIONS\nThey may stand before the command or after it.\n" +
         options_of(tool.options) + ending(tool, false);
}

std::string manual(const Tool& tool, const Command& command, std::string_view version) {
  const std::string name = std::string(tool.name) + "-" + std::string(command.name);
  std::string synopsis = usage(tool, command);
  synopsis.erase(0, synopsis.find(' ') + 1);
  std::string out = heading(name, version) + plain(name) + " \\- " + plain(command.summary) +
                    "\n.SH SYNOPSIS\n" + plain(synopsis) + "\n.SH DESCRIPTION\n" +
                    plain(command.summary) + ".\n";
  if (!command.text.empty()) out += ".PP\n" + plain(command.text) + "\n";
  if (!command.arguments.empty()) out += ".SH ARGUMENTS\n";
  for (const Argument& argument : command.arguments)
    out += ".TP\n" + italic(argument.name) + "\n" + plain(argument.help) + ".\n";
  out += ".SH OPTIONS\n" + options_of(command.options) + ".SS Of " + plain(tool.name) + "\n" +
         options_of(tool.options);
  return out + ending(tool, true);
}

std::vector<Page> manual_pages(const Tool& tool, std::string_view version) {
  const std::string name(tool.name);
  std::vector<Page> pages = {{name + ".1", manual(tool, version)}};
  for (const Command& command : tool.commands) {
    pages.push_back(
        {name + "-" + std::string(command.name) + ".1", manual(tool, command, version)});
  }
  return pages;
}

}  // namespace limbeck::commands
