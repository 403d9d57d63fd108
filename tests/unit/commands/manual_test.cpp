#include "runtime/commands/manual.h"

#include <gtest/gtest.h>

#include "tests/unit/commands/shell.h"

namespace limbeck::test::manual_test {
namespace {

TEST(Manual, has_a_page_for_the_tool_and_each_command_with_every_option) {
  const commands::Tool tool = commands::developers_tool();
  const auto pages = commands::manual_pages(tool, "1.2");
  ASSERT_EQ(pages.size(), tool.commands.size() + 1);
  EXPECT_EQ(pages.front().file, "limbeck.1");
  for (std::size_t i = 0; i < tool.commands.size(); ++i) {
    const std::string& text = pages[i + 1].text;
    for (const commands::Option& option : tool.commands[i].options) {
      std::string name;
      for (const char c : option.name()) name += c == '-' ? std::string("\\-") : std::string(1, c);
      EXPECT_NE(text.find("\\fB" + name + "\\fR"), std::string::npos) << pages[i + 1].file << name;
    }
  }
}

TEST(Manual, is_what_groff_understands) {
  if (!is_installed("groff")) GTEST_SKIP() << "groff is not installed";
  for (const commands::Page& page : commands::manual_pages(commands::developers_tool(), "1.2")) {
    const TextFile file(page.text);
    EXPECT_EQ(shell("groff -man -Kutf8 -Tutf8 -ww -z '" + file.path() + "'"), "") << page.file;
  }
}

}  // namespace
}  // namespace limbeck::test::manual_test
