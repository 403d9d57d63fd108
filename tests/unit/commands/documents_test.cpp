// docs/commands.md against the tools' definitions, against what their --help prints, and against
// Alembic's commands and options.
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>

#include "runtime/commands/command.h"
#include "runtime/commands/help.h"
#include "tests/unit/commands/shell.h"

namespace limbeck::test::documents_test {
namespace {

using commands::Command;
using commands::Option;
using commands::Tool;
using Names = std::set<std::string>;

const std::string path = std::string(LIMBECK_SOURCE_DIR) + "/docs/commands.md";
constexpr std::string_view begin =
    "<!-- commands: written by LIMBECK_UPDATE_GOLDEN=1 commands_test -->\n";
constexpr std::string_view end = "<!-- commands: end -->";

std::string document() {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// Alembic 1.19: the global options, and each command with its own (alembic.util, alembic.config).
const std::map<std::string, Names>& alembics() {
  static const std::map<std::string, Names> all = {
      {"alembic", {"--config", "--name", "-x", "--raiseerr", "--quiet", "--version"}},
      {"init", {"--template", "--package"}},
      {"list_templates", {}},
      {"revision",
       {"--message", "--autogenerate", "--sql", "--head", "--splice", "--branch-label",
        "--version-path", "--rev-id", "--depends-on"}},
      {"check", {}},
      {"merge", {"--message", "--branch-label", "--rev-id", "--splice"}},
      {"upgrade", {"--sql", "--tag"}},
      {"downgrade", {"--sql", "--tag"}},
      {"stamp", {"--sql", "--tag", "--purge"}},
      {"current", {"--verbose", "--check-heads"}},
      {"heads", {"--verbose", "--resolve-dependencies"}},
      {"branches", {"--verbose"}},
      {"history", {"--rev-range", "--verbose", "--indicate-current"}},
      {"show", {}},
      {"edit", {}},
      {"ensure_version", {"--sql"}},
  };
  return all;
}

bool exists(const std::string& command, const std::string& option) {
  const Tool tool = commands::developers_tool();
  if (command == "limbeck")
    return option.empty() || commands::find_option(tool.options, option) != nullptr;
  const Command* found = tool.find(command);
  return found != nullptr &&
         (option.empty() || commands::find_option(found->options, option) != nullptr);
}

// `| `command option` | …` of the table of Alembic's.
std::map<std::string, std::pair<std::string, std::string>> rows() {
  std::map<std::string, std::pair<std::string, std::string>> found;
  const std::string text = document();
  const std::size_t from = text.find("## From Alembic's to ours");
  std::istringstream lines(text.substr(from, text.find("Settings of Alembic's", from) - from));
  const std::regex row(R"(\| `([^`]+)` \| (`([^`]+)`|—) \|(.*)\|)");
  std::smatch match;
  for (std::string line; std::getline(lines, line);) {
    if (!std::regex_match(line, match, row)) continue;
    EXPECT_TRUE(found.emplace(match[1], std::pair(match[3], match[4])).second) << match[1];
  }
  return found;
}

TEST(Documents, the_table_has_every_command_and_option_of_alembic_and_no_other) {
  const auto all = rows();
  Names expected;
  for (const auto& [command, options] : alembics()) {
    if (command != "alembic") expected.insert(command);
    for (const std::string& option : options) expected.insert(command + " " + option);
  }
  Names found;
  for (const auto& [name, ours] : all) found.insert(name);
  EXPECT_EQ(found, expected);
}

TEST(Documents, what_the_table_says_is_ours_exists_and_what_does_not_has_a_reason) {
  const std::regex spelled(R"((\S+)( (\S+))?)");
  std::smatch match;
  for (const auto& [alembics, row] : rows()) {
    const auto& [ours, remark] = row;
    if (ours.empty()) {
      EXPECT_GT(remark.size(), 20U) << alembics << " has no reason";
      continue;
    }
    ASSERT_TRUE(std::regex_match(ours, match, spelled)) << ours;
    EXPECT_TRUE(exists(match[1], match[3])) << ours;
    const std::string name = alembics.substr(alembics.find(' ') + 1);
    EXPECT_TRUE(ours.ends_with(name)) << alembics << " has another name: " << ours;
  }
}

Names names_of(const std::vector<Option>& options) {
  Names names;
  for (const Option& option : options) {
    for (const std::string_view name : option.all_names()) names.emplace(name);
  }
  return names;
}

/// The table of all commands, as the page has it.
std::string table() {
  const Tool developer = commands::developers_tool();
  const Tool deployer = commands::deployers_tool("shop-migrate");
  const Names everywhere = names_of(deployer.options);
  std::string out = "| command | | options |\n| --- | --- | --- |\n";
  const auto row = [&](const Command& command, std::string_view where) {
    out += "| `" + std::string(command.name);
    for (const commands::Argument& argument : command.arguments) {
      const std::string name = std::string(argument.name) + (argument.repeated ? "…" : "");
      out += argument.required ? " " + name : " [" + name + "]";
    }
    out += "` | " + std::string(command.summary) + std::string(where) + " |";
    for (const Option& option : command.options) {
      if (everywhere.count(std::string(option.name())) != 0) continue;
      std::string names;
      for (const std::string_view name : option.all_names())
        names += (names.empty() ? "`" : "` `") + std::string(name);
      out += " " + names + "`";
    }
    out += " |\n";
  };
  for (const Command& command : developer.commands)
    row(command,
        deployer.find(command.name) == nullptr || command.name == "check" ? " (*limbeck*)" : "");
  row(*deployer.find("check"), " (*shop-migrate*)");
  return out;
}

TEST(Documents, the_page_lists_all_that_the_tools_have) {
  std::string text = document();
  const std::size_t from = text.find(begin) + begin.size();
  ASSERT_LE(from, text.find(end));
  const std::string listed = text.substr(from, text.find(end) - from);
  if (std::getenv("LIMBECK_UPDATE_GOLDEN") != nullptr) {
    text.replace(from, listed.size(), table());
    std::ofstream(path) << text;
    return;
  }
  EXPECT_EQ(listed, table()) << "LIMBECK_UPDATE_GOLDEN=1 writes it";
  for (const Tool& tool : {commands::developers_tool(), commands::deployers_tool("x")}) {
    for (const std::string& name : names_of(tool.options)) {
      const bool known = text.find("`" + name + "`") != std::string::npos || name == "-h" ||
                         name == "--help" || name == "-V" ||
                         text.find(name + "`") != std::string::npos;
      EXPECT_TRUE(known) << name;
    }
  }
}

#ifdef LIMBECK
TEST(Documents, the_installed_command_prints_the_same_help) {
  const Tool tool = commands::developers_tool();
  EXPECT_EQ(shell("env -u COLUMNS " LIMBECK " --help"), commands::help(tool));
  for (const Command& command : tool.commands) {
    EXPECT_EQ(shell("env -u COLUMNS " LIMBECK " " + std::string(command.name) + " --help"),
              commands::help(tool, command));
  }
}
#endif

}  // namespace
}  // namespace limbeck::test::documents_test
