#include "compiler/developer/options.h"

#include <gtest/gtest.h>

#include "compiler/developer/failure.h"

namespace limbeck::developer::options_test {
namespace {

using Arguments = std::vector<std::string>;

TEST(Options, of_limbeck_stand_before_the_command_or_after_it) {
  for (const Arguments& arguments : {Arguments{"--build", "b", "--target=t", "upgrade", "head"},
                                     Arguments{"upgrade", "--build", "b", "head", "--target=t"},
                                     Arguments{"--target", "t", "upgrade", "head", "--build=b"}}) {
    const Options options = parse(arguments);
    EXPECT_EQ(options.build, "b");
    EXPECT_EQ(options.target, "t");
    EXPECT_EQ(options.command, "upgrade");
    EXPECT_EQ(options.arguments, Arguments{"head"});
  }
}

TEST(Options, of_the_command_are_passed_on_as_they_are) {
  const Arguments rest = {"-m", "add x; \"y\"", "--autogenerate", "-1", "--help", "--rev-id=a",
                          "",   "--",           "--build",        "b"};
  Arguments all = {"revision"};
  all.insert(all.end(), rest.begin(), rest.end());
  const Options options = parse(all);
  EXPECT_EQ(options.arguments, rest);
  EXPECT_FALSE(options.help);
  EXPECT_FALSE(options.build);
}

TEST(Options, help_before_the_command_is_limbecks) {
  EXPECT_TRUE(parse({"--help"}).help);
  EXPECT_TRUE(parse({"-h", "upgrade"}).help);
}

TEST(Options, of_a_database_may_stand_before_the_command_as_in_alembic) {
  const Options options = parse(
      {"-x", "a=b", "-xc=d", "-q", "--url=sqlite:x", "-n", "shop", "upgrade", "head", "-x", "e"});
  EXPECT_EQ(options.target, "shop");
  EXPECT_EQ(options.arguments, (Arguments{"head", "-x", "e", "-x", "a=b", "-x", "c=d", "--quiet",
                                          "--url", "sqlite:x"}));
}

TEST(Options, that_are_a_value_of_the_commands_stay_one) {
  const Options options = parse({"revision", "-m", "--build", "--rev-id", "-n"});
  EXPECT_EQ(options.arguments, (Arguments{"-m", "--build", "--rev-id", "-n"}));
  EXPECT_FALSE(options.build);
}

TEST(Options, that_are_unknown_or_lack_a_value_are_a_wrong_usage) {
  for (const Arguments& arguments : {Arguments{"--bild", "b", "upgrade"}, Arguments{"--build"},
                                     Arguments{"upgrade", "--target"}}) {
    try {
      parse(arguments);
      FAIL() << arguments.front();
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.exit_code(), exit_usage);
    }
  }
}

}  // namespace
}  // namespace limbeck::developer::options_test
