// What a shell offers when somebody presses tab.
#include "runtime/commands/completion.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/commands/shell.h"

namespace limbeck::test::completion_test {
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

// Other people may have written the files that names come from. The tests run the installed shells
// and press TAB in those that have a terminal to do so.
class HostileNames : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "limbeck-tab-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    directory_ = pattern;
    std::filesystem::create_directory(directory_ / "bin");
    // A limbeck that offers what a shell could run, expand or take apart.
    std::ofstream out(directory_ / "bin" / "limbeck");
    out << "#!/bin/sh\n[ \"$*\" = 'completion --revisions' ] || exit 1\ncat <<'E'\n";
    for (const char* name :
         {"$(touch${IFS}pwned)", "`touch pwned`", "a;touch pwned", "${x:=$(touch pwned)}",
          "<(touch pwned)", "*", "~root", "a'b", "a\\b", "!!", "{a,b}", "a b"}) {
      out << name << "@head\t$(touch pwned) `touch pwned`\n";
    }
    out << "harmless\t$(touch pwned) `touch pwned` %s [x] 'a'\nE\n";
    out.close();
    std::filesystem::permissions(directory_ / "bin" / "limbeck", std::filesystem::perms::owner_all);
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }

  // What the shell says of a script, started in the test's folder.
  std::string run(const std::string& name, const std::string& script) {
    const TextFile file(script);
    return shell("cd '" + directory_.string() + "' && PATH='" + (directory_ / "bin").string() +
                 "':$PATH HOME='" + directory_.string() + "' timeout 20 " + name + " '" +
                 file.path() + "'");
  }
  bool ran_something() const { return std::filesystem::exists(directory_ / "pwned"); }

  Tool tool_ = commands::developers_tool();
  std::filesystem::path directory_;
};

TEST_F(HostileNames, are_neither_run_nor_offered_by_bash) {
  const TextFile script(*commands::completion(tool_, "bash"));
  const std::string out =
      run("bash --norc", "source '" + script.path() +
                             "'\nCOMP_WORDS=(limbeck show '')\nCOMP_CWORD=2\n_limbeck\n"
                             "printf '<%s>' \"${COMPREPLY[@]}\"\n");
  EXPECT_EQ(out, "<harmless>");
  EXPECT_FALSE(ran_something());
}

TEST_F(HostileNames, are_not_run_by_fish) {
  if (!is_installed("fish")) GTEST_SKIP() << "fish is not installed";
  const TextFile script(*commands::completion(tool_, "fish"));
  const std::string out =
      run("fish --no-config", "source '" + script.path() + "'\ncomplete -C 'limbeck show '\n");
  EXPECT_NE(out.find("harmless"), std::string::npos) << out;
  EXPECT_FALSE(ran_something());
}

TEST_F(HostileNames, are_not_run_by_zsh) {
  if (!is_installed("zsh")) GTEST_SKIP() << "zsh is not installed";
  std::filesystem::create_directory(directory_ / "functions");
  std::ofstream(directory_ / "functions" / "_limbeck") << *commands::completion(tool_, "zsh");
  // A pseudo-terminal with an interactive zsh in it, in which TAB is pressed.
  const std::string out = run("zsh -f", R"(
zmodload zsh/zpty
zpty tab zsh -f -i
zpty -w tab "PS1=; fpath=($PWD/functions \$fpath); autoload -Uz compinit; compinit -u -d $PWD/dump; setopt no_beep; zstyle ':completion:*' list-prompt ''; LISTMAX=1000; print rea''dy"
got= part=
for ((i = 0; i < 100; i++)); do
  zpty -r -t tab part && got+=$part || sleep 0.05
  [[ $got == *ready* ]] && break
done
zpty -w -n tab $'limbeck show h	'
got=
for ((i = 0; i < 60; i++)); do
  zpty -r -t tab part && got+=$part || sleep 0.05
  [[ $got == *harmless* ]] && break
done
zpty -w -n tab $'limbeck show 		'
for ((i = 0; i < 40; i++)); do zpty -r -t tab part && got+=$part || sleep 0.05; done
zpty -d tab
print -r -- $got
)");
  EXPECT_NE(out.find("harmless"), std::string::npos) << out;
  EXPECT_FALSE(ran_something());
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
}  // namespace limbeck::test::completion_test
