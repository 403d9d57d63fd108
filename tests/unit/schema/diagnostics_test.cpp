#include "migrations/diagnostics/diagnostics.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "migrations/findings/rule_id.h"

namespace limbeck::diagnostics::diagnostics_test {
namespace {

std::string printed(const Finding& finding) {
  std::ostringstream out;
  print(out, finding, false);
  return out.str();
}

TEST(Diagnostics, shows_the_line_and_a_caret_under_the_name) {
  const auto file = std::filesystem::temp_directory_path() /
                    ("limbeck_diagnostics_" + std::to_string(::getpid()) + ".h");
  std::ofstream(file) << "struct User {\n\tint naïve; int name;\n};\n";
  const std::string name = file.string();
  EXPECT_EQ(
      printed({.rule = RuleId::drift,
               .message = "wrong",
               .location = {name, 2, 18, 4},
               .notes = {{"see here", {name, 1, 8, 4}}, {"do this"}}}),
      name + ":2:18: error: wrong [limbeck-drift]\n" +
          "    2 | \tint naïve; int name;\n      | \t               ^~~~\n" + name +
          ":1:8: note: see here\n    1 | struct User {\n      |        ^~~~\nnote: do this\n");
  std::filesystem::remove(file);
}

TEST(Diagnostics, a_place_that_cannot_be_shown_is_still_named) {
  EXPECT_EQ(printed({.rule = RuleId::drift, .message = "m", .location = {"/no/file.h", 3, 1}}),
            "/no/file.h:3:1: error: m [limbeck-drift]\n");
  EXPECT_EQ(printed({.rule = RuleId::drift, .message = "m", .location = {}}),
            "error: m [limbeck-drift]\n");
}

TEST(Diagnostics, nothing_is_reported_twice_and_a_warning_is_no_error) {
  Diagnostics diagnostics;
  diagnostics.error(RuleId::drift, "m", {"f", 1, 1});
  diagnostics.error(RuleId::drift, "m", {"f", 1, 1});
  diagnostics.error(RuleId::drift, "m", {"f", 2, 1});
  EXPECT_EQ(diagnostics.error_count(), 2U);
  Diagnostics only_warned;
  only_warned.report({RuleId::drift, "m", {}, {}, findings::Severity::warning});
  EXPECT_FALSE(only_warned.had_errors());
}

}  // namespace
}  // namespace limbeck::diagnostics::diagnostics_test
