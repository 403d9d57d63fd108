#include "compiler/command/build_tree.h"

#include "compiler/command/failure.h"
#include "tests/unit/command/scratch.h"

namespace limbeck::command {
namespace {

using BuildTreeTest = Scratch;

std::string failure_of(const auto& action) {
  try {
    action();
  } catch (const Failure& failure) {
    return failure.what();
  }
  return "no failure";
}

TEST_F(BuildTreeTest, is_found_below_the_project_from_any_folder_of_its_sources) {
  make_build_tree("project/build", root() / "project");
  write("project/src/models/user.h", "");
  for (const char* start : {"project", "project/src", "project/src/models"}) {
    EXPECT_EQ(find_build_tree(root() / start, {}, {}).directory, root() / "project/build") << start;
  }
}

TEST_F(BuildTreeTest, is_found_two_folders_deep_as_presets_make_it) {
  make_build_tree("project/out/debug", root() / "project");
  write("project/CMakeLists.txt", "");
  EXPECT_EQ(find_build_tree(root() / "project", {}, {}).directory, root() / "project/out/debug");
}

TEST_F(BuildTreeTest, is_found_from_inside_it_and_beside_the_sources) {
  make_build_tree("build-shop", root() / "project");
  write("project/CMakeLists.txt", "");
  write("build-shop/src/x", "");
  EXPECT_EQ(find_build_tree(root() / "build-shop/src", {}, {}).directory, root() / "build-shop");
  EXPECT_EQ(find_build_tree(root() / "project", {}, {}).directory, root() / "build-shop");
}

TEST_F(BuildTreeTest, of_other_sources_or_without_limbeck_is_not_taken) {
  make_build_tree("other-build", root() / "other");
  write("project/build/CMakeCache.txt",
        "CMAKE_HOME_DIRECTORY:INTERNAL=" + (root() / "project").string());
  const std::string message = failure_of([&] { find_build_tree(root() / "project", {}, {}); });
  EXPECT_NE(message.find("no build tree"), std::string::npos) << message;
  EXPECT_NE(message.find("--build"), std::string::npos) << message;
}

TEST_F(BuildTreeTest, several_are_listed_and_one_is_not_guessed) {
  write("project/CMakeLists.txt", "");
  make_build_tree("project/build/debug", root() / "project");
  make_build_tree("project/build/release", root() / "project");
  const std::string message = failure_of([&] { find_build_tree(root() / "project", {}, {}); });
  EXPECT_NE(message.find((root() / "project/build/debug").string()), std::string::npos) << message;
  EXPECT_NE(message.find((root() / "project/build/release").string()), std::string::npos)
      << message;
}

TEST_F(BuildTreeTest, that_is_named_wins_over_the_environment_and_that_over_the_search) {
  for (const char* name : {"a", "b", "c"}) make_build_tree(name, root());
  EXPECT_EQ(find_build_tree(root(), "a", "b").directory, root() / "a");
  EXPECT_EQ(find_build_tree(root(), {}, (root() / "b").string()).directory, root() / "b");
}

TEST_F(BuildTreeTest, that_is_named_and_is_none_is_a_wrong_usage) {
  try {
    find_build_tree(root(), "nowhere", {});
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.exit_code(), exit_usage);
  }
}

TEST_F(BuildTreeTest, knows_the_cmake_that_configured_it) {
  make_build_tree("build", root());
  const Cache cache = find_build_tree(root(), {}, {}).cache;
  EXPECT_EQ(cache.cmake, "/usr/bin/cmake");
  EXPECT_EQ(cache.generator, "Ninja");
}

}  // namespace
}  // namespace limbeck::command
