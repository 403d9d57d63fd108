#include "runtime/commands/help.h"

#include <gtest/gtest.h>

#include <sstream>

#include "runtime/commands/text.h"
#include "tests/unit/commands/shell.h"

namespace limbeck::test::help_test {
namespace {

using commands::Tool;

std::size_t longest(const std::string& text) {
  std::size_t width = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    width = std::max(width, commands::width_of(line));
  return width;
}

TEST(Help, fits_the_width_and_names_everything) {
  for (const Tool& tool : {commands::developers_tool(), commands::deployers_tool("shop-migrate")}) {
    for (const std::size_t width : {80U, 200U}) {
      EXPECT_LE(longest(commands::help(tool, width)), width);
      for (const commands::Command& command : tool.commands) {
        const std::string text = commands::help(tool, command, width);
        EXPECT_LE(longest(text), width) << text;
        for (const commands::Option& option : command.options) {
          for (const std::string_view name : option.all_names())
            EXPECT_NE(text.find(name), std::string::npos) << name;
        }
      }
    }
  }
}

TEST(Help, of_a_command_reads_like_this) {
  const Tool tool{"shop",
                  "A shop",
                  "",
                  {{"-h,--help", "", "This text"}},
                  {{"sell",
                    "Selling",
                    "Sell something",
                    "Whatever is there.",
                    {{.name = "THING", .help = "What", .required = false, .repeated = true}},
                    {{"-p,--price", "EURO", "For how much, which is a thing to think about well"},
                     {.names = "--to", .value = "WHOM", .help = "To whom", .repeated = true}}}}};
  EXPECT_EQ(commands::help(tool, tool.commands[0], 60), R"(usage: shop sell [options] [THING…]

Sell something.

Whatever is there.

Arguments:
  [THING…]                 What

Options:
  -p, --price EURO         For how much, which is a thing to
                           think about well
  --to WHOM                To whom (may be given several
                           times)

Options of shop:
  -h, --help               This text
)");
}

TEST(Text, is_cut_and_measured_by_what_a_terminal_shows) {
  EXPECT_EQ(commands::width_of("größe"), 5u);
  EXPECT_EQ(commands::width_of("日本"), 4u);
  EXPECT_EQ(commands::width_of("e\xcc\x81"), 1u) << "a combining accent";
  EXPECT_EQ(commands::cut("größer", 5), "größ…");
  EXPECT_EQ(commands::cut("日本語", 4), "日…") << "no half of a wide one";
  EXPECT_EQ(commands::cut("abc", 3), "abc");
  EXPECT_EQ(commands::cut("abcd", 3, false), "ab.");
  EXPECT_EQ(commands::cut("abcd", 0), "abcd") << "0: no terminal, nothing to fit";
  EXPECT_EQ(commands::cut("\xff\xfe\xf0", 2), "\xff…") << "not UTF-8: no crash";
}

}  // namespace
}  // namespace limbeck::test::help_test
