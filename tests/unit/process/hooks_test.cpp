#include "compiler/limbeckc/hooks.h"

#include <gtest/gtest.h>

namespace limbeck::compiler::hooks_test {
namespace {

using Words = std::vector<std::string>;

TEST(Hooks, a_command_line_is_split_as_a_shell_splits_it) {
  EXPECT_EQ(words_of("  clang-format\t-i 'a b' \"c \\\" d\" e\\ f ''"),
            (Words{"clang-format", "-i", "a b", "c \" d", "e f", ""}));
  EXPECT_EQ(words_of("$HOME `x` 'a\\b'"), (Words{"$HOME", "`x`", "a\\b"}));
}

TEST(Hooks, a_hook_gets_the_file_and_says_how_it_failed) {
  EXPECT_EQ(run_hook("test -e", "/dev/null", ""), "");
  EXPECT_EQ(run_hook("sh -c 'test \"$0\" = /dev/null && exit 5'", "/dev/null", ""),
            "it exited with 5");
  EXPECT_EQ(run_hook("sh -c 'kill -9 $$'", "/dev/null", ""), "signal 9 ended it");
  EXPECT_EQ(run_hook("/no/such/hook", "/dev/null", ""),
            "cannot start /no/such/hook: No such file or directory");
}

TEST(Hooks, a_hook_names_the_file_itself_where_it_likes) {
  EXPECT_EQ(run_hook("test REVISION_SCRIPT_FILENAME = /dev/null", "/dev/null", ""), "");
}

TEST(Hooks, a_hook_runs_in_the_directory_of_the_project) {
  EXPECT_EQ(run_hook("sh -c 'test \"$PWD\" = /'", "/dev/null", "/"), "");
}

}  // namespace
}  // namespace limbeck::compiler::hooks_test
