#include "compiler/developer/build.h"

#include <gtest/gtest.h>

#include <sstream>

#include "compiler/developer/failure.h"
#include "compiler/developer/process.h"
#include "tests/unit/developer/scratch.h"

namespace limbeck::developer::build_test {
namespace {

TEST(BuildOutput, of_ninja_leaves_what_the_compilers_said) {
  EXPECT_EQ(without_progress("[0/2] Re-checking globbed directories...\n"
                             "[1/3] Scanning the models of shop_migrations\n"
                             "FAILED: shop/scan.stamp shop/shop.model.json \n"
                             "cd /b && limbeckc scan @/b/scan_CXX.rsp\n"
                             "a.h:3:5: error: expected ';'\n"
                             "    3 |   int x\n"
                             "[ something ] of the user's\n"
                             "ninja: build stopped: subcommand failed.\n"),
            "a.h:3:5: error: expected ';'\n    3 |   int x\n[ something ] of the user's\n");
}

TEST(BuildOutput, of_make_leaves_what_the_compilers_said) {
  EXPECT_EQ(without_progress("[ 25%] Scanning the models of shop_migrations\n"
                             "a.h:3:5: error: expected ';'\n"
                             "gmake[3]: *** [CMakeFiles/x.dir/build.make:77: scan.stamp] Error 1\n"
                             "gmake: *** [Makefile:150: shop_migrations_model] Error 2\n"),
            "a.h:3:5: error: expected ';'\n");
}

TEST(BuildOutput, that_is_only_the_build_tools_is_shown_whole) {
  const std::string output = "ninja: error: unknown target 'x'\n";
  EXPECT_EQ(without_progress(output), output);
}

using BuildTest = Scratch;

TEST_F(BuildTest, that_fails_shows_its_output_and_is_a_failure) {
  const auto fake = write("cmake", "#!/bin/sh\necho \"a.h:1:1: error: at $*\"\nexit 1\n");
  std::filesystem::permissions(fake, std::filesystem::perms::owner_all);
  const BuildTree tree{root(), {root(), fake, "Unix Makefiles"}};
  std::ostringstream error;
  EXPECT_THROW(build(tree, "Debug", {"one", "two"}, false, error), Failure);
  EXPECT_NE(error.str().find("--build " + root().string() + " --config Debug --parallel"),
            std::string::npos)
      << error.str();
  EXPECT_NE(error.str().find("--target one two\n"), std::string::npos) << error.str();
}

TEST_F(BuildTest, that_succeeds_says_nothing) {
  const BuildTree tree{root(), {root(), "/bin/echo", "Ninja"}};
  std::ostringstream error;
  build(tree, "", {"one"}, false, error);
  EXPECT_EQ(error.str(), "");
}

TEST(Process, that_a_signal_ended_has_the_shells_exit_code) {
  EXPECT_EQ(run_process({"/bin/sh", "-c", "kill -TERM $$"}, true).exit_code, 128 + 15);
}

TEST(Process, that_cannot_be_started_is_a_failure_with_its_name) {
  try {
    run_process({"/no/such/program"}, true);
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_NE(std::string(failure.what()).find("/no/such/program: No such file"),
              std::string::npos);
  }
}

TEST(BuildOutput, of_what_does_not_fail_is_its_warnings) {
  const std::string progress = "[1/2] Scanning the models of shop_migrations\n";
  const std::string warning = "user.h:4:43: warning: the name of table 'a.b' has a dot in it\n";
  EXPECT_EQ(warnings_in(progress), "");
  EXPECT_EQ(warnings_in(progress + warning + "[2/2] Linking CXX executable shop\n"), warning);
}

}  // namespace
}  // namespace limbeck::developer::build_test
