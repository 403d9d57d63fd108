// What a shell offers when somebody presses tab.
#include "migrations/commands/completion.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/commands/shell.h"

namespace limbeck::test {
namespace {

using commands::Command;
using commands::Option;
using commands::Tool;
using Words = std::vector<std::string>;

Words sorted(Words all) {
  std::sort(all.begin(), all.end());
  return all;
}

void add(Words& all, const std::vector<Option>& options) {
  for (const Option& option : options) {
    for (const std::string_view name : option.all_names()) all.emplace_back(name);
  }
}

class Bash : public testing::Test {
 protected:
  /// What bash offers for the last of `line`; the tool is a function that knows two revisions.
  Words offered(const Words& line) {
    std::string set = "COMP_WORDS=(";
    for (const std::string& word : line) set += "'" + word + "' ";
    const TextFile test(
        "limbeck() { [ \"$*\" = 'completion --revisions' ] && printf "
        "'head\\nblog@head\\tadd posts\\n91b0c6\\tadd tags\\n'; }\nsource '" +
        script_.path() + "'\n" + set + ")\nCOMP_CWORD=" + std::to_string(line.size() - 1) +
        "\n_limbeck\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n");
    return sorted(words(shell("bash '" + test.path() + "'")));
  }

  Tool tool_ = commands::developers_tool();
  TextFile script_{*commands::completion(tool_, "bash")};
};

TEST_F(Bash, offers_the_commands) {
  Words all;
  for (const Command& command : tool_.commands) all.emplace_back(command.name);
  EXPECT_EQ(offered({"limbeck", ""}), sorted(all));
  EXPECT_EQ(offered({"limbeck", "rev"}), Words{"revision"});
  EXPECT_EQ(offered({"limbeck", "--build", "x", "--build-output", "up"}), Words{"upgrade"});
}

TEST_F(Bash, offers_each_commands_options_and_limbecks) {
  for (const Command& command : tool_.commands) {
    Words all;
    add(all, command.options);
    add(all, tool_.options);
    EXPECT_EQ(offered({"limbeck", std::string(command.name), "-"}), sorted(all)) << command.name;
  }
}

TEST_F(Bash, offers_what_an_option_or_argument_takes) {
  EXPECT_EQ(offered({"limbeck", "upgrade", ""}), (Words{"91b0c6", "blog@head", "head"}));
  EXPECT_EQ(offered({"limbeck", "upgrade", "91"}), Words{"91b0c6"});
  EXPECT_EQ(offered({"limbeck", "revision", "--head", ""}), (Words{"91b0c6", "blog@head", "head"}));
  EXPECT_EQ(offered({"limbeck", "revision", "-m", ""}), Words{});
  EXPECT_EQ(offered({"limbeck", "init", "-t", "mul"}), Words{"multidb"});
  EXPECT_EQ(offered({"limbeck", "completion", ""}), (Words{"bash", "fish", "zsh"}));
  EXPECT_EQ(offered({"limbeck", "upgrade", "--dialect", ""}), (Words{"postgresql", "sqlite"}));
  EXPECT_EQ(offered({"limbeck", "--build", "/us"}), Words{"/usr"});
}

TEST(Completion, the_other_shells_scripts_name_every_command_and_option) {
  const Tool tool = commands::developers_tool();
  for (const char* name : {"zsh", "fish"}) {
    const std::string text = *commands::completion(tool, name);
    const TextFile script(text);
    for (const Command& command : tool.commands) {
      EXPECT_NE(text.find(command.name), std::string::npos) << command.name;
      for (const Option& option : command.options) {
        const std::string long_name(option.name());
        std::string spelled = long_name;
        if (std::string(name) == "fish") {
          spelled = long_name.starts_with("--") ? "-l " + long_name.substr(2) + " "
                                                : "-s " + long_name.substr(1) + " ";
        }
        EXPECT_NE(text.find(spelled), std::string::npos) << command.name << " " << long_name;
      }
    }
    if (is_installed(name)) {
      EXPECT_EQ(shell(std::string(name) + " -n '" + script.path() + "'"), "") << name;
    }
  }
  EXPECT_FALSE(commands::completion(tool, "tcsh"));
}

}  // namespace
}  // namespace limbeck::test
