#include "compiler/developer/commands.h"

#include <sstream>

#include "compiler/developer/failure.h"
#include "compiler/developer/init_templates.h"
#include "compiler/developer/model_headers.h"
#include "migrations/output/output.h"
#include "runtime/commands/command.h"
#include "tests/unit/developer/scratch.h"

namespace limbeck::developer::init_test {
namespace {

class InitTest : public Scratch {
 protected:
  std::string run(const std::vector<std::string>& arguments, int expected = 0) {
    std::ostringstream out;
    EXPECT_EQ(init(root(), arguments, out), expected);
    return out.str();
  }
};

TEST_F(InitTest, makes_the_directory_and_says_the_lines_with_the_projects_own_names) {
  write("CMakeLists.txt",
        "cmake_minimum_required(VERSION 3.25)\nproject(web-shop LANGUAGES CXX)\n");
  write("src/user.h", "struct [[limbeck::table]] User {};");
  write("src/other.h", "struct Other {};");
  write("build/CMakeCache.txt", "");
  write("build/copy.h", "struct [[limbeck::table]] User {};");
  const std::string text = run({});
  EXPECT_TRUE(std::filesystem::exists(root() / "migrations/README.md"));
  EXPECT_NE(text.find("limbeck_add_migrations(web_shop_migrations\n"), std::string::npos) << text;
  EXPECT_NE(text.find("MODELS    src/user.h\n"), std::string::npos) << text;
  EXPECT_NE(text.find("DIRECTORY migrations\n"), std::string::npos) << text;
}

TEST_F(InitTest, shows_a_model_where_there_is_none) {
  EXPECT_NE(run({"db/revisions"}).find("[[limbeck::table(\"users\")]]"), std::string::npos);
  EXPECT_TRUE(std::filesystem::is_directory(root() / "db/revisions"));
}

TEST_F(InitTest, changes_nothing_that_exists) {
  const auto readme = write("migrations/README.md", "mine");
  write("CMakeLists.txt", "project(shop)\nlimbeck_add_migrations(shop_migrations)\n");
  const std::string text = run({});
  EXPECT_EQ(output::read(readme), "mine");
  EXPECT_NE(text.find("nothing to add"), std::string::npos) << text;
}

TEST_F(InitTest, refuses_a_file_in_the_directorys_place) {
  write("migrations", "");
  EXPECT_THROW(run({}), Failure);
}

TEST_F(InitTest, with_arguments_it_does_not_know_is_a_wrong_usage) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"a", "b"}, {"--force"}, {"-t", "nope"}}) {
    try {
      run(arguments);
      FAIL() << arguments.front();
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.exit_code(), exit_usage);
      EXPECT_NE(std::string(failure.what()).find("limbeck init --help"), std::string::npos);
    }
  }
  EXPECT_FALSE(std::filesystem::exists(root() / "--force"));
}

TEST_F(InitTest, has_a_kind_of_history_for_each_template_of_the_list) {
  std::ostringstream list;
  EXPECT_EQ(list_templates({}, list), 0);
  for (const InitTemplate& one : init_templates()) {
    EXPECT_NE(list.str().find("  " + std::string(one.name) + " "), std::string::npos);
    const std::string text = run({"--template", std::string(one.name), "dir"});
    EXPECT_NE(text.find("DIRECTORY dir"), std::string::npos) << text;
    EXPECT_EQ(text.find("DRIFT     OFF") != std::string::npos, one.name == "bare") << text;
    for (const std::string& directory : directories_of(one.name, "dir"))
      EXPECT_TRUE(std::filesystem::exists(root() / directory / "README.md"));
    std::filesystem::remove_all(root() / "dir");
  }
  const commands::Tool tool = commands::developers_tool();
  std::string words;
  for (const InitTemplate& one : init_templates())
    words += (words.empty() ? "" : " ") + std::string(one.name);
  EXPECT_EQ(commands::find_option(tool.find("init")->options, "--template")->words, words);
}

TEST_F(InitTest, takes_the_projects_name_as_an_identifier) {
  EXPECT_EQ(project_name(root()), "app");
  write("CMakeLists.txt", "Project( 3d.viewer VERSION 1)");
  EXPECT_EQ(project_name(root()), "app_3d_viewer");
}

TEST(ProjectName, is_the_first_that_a_line_begins_with) {
  EXPECT_EQ(
      project_name_in("# project(a)\nset(project(b))\n\tPROJECT\t(\n  c-d\n  CXX)\nproject(e)"),
      "c_d");
  for (const char* text :
       {"", "project", "project(", "project()", "project(${name})", "projects(a)", "x project(a)"})
    EXPECT_EQ(project_name_in(text), "app") << text;
  EXPECT_EQ(project_name_in("project()\nproject(a)"), "a");
  // A regular expression overflowed the stack.
  EXPECT_EQ(project_name_in("project(" + std::string(5'000'000, ' ') + "a)"), "a");
  EXPECT_EQ(project_name_in(std::string(5'000'000, '\t')), "app");
}

}  // namespace
}  // namespace limbeck::developer::init_test
