#include "compiler/developer/build_tree.h"

#include <unistd.h>

#include <cstdlib>

#include "compiler/developer/failure.h"
#include "tests/unit/developer/scratch.h"

namespace limbeck::developer::build_tree_test {
namespace {

using BuildTreeTest = Scratch;

// The test's own user, whatever its environment says.
TrustedOwners mine() { return {.users = {::geteuid(), 0}, .safe = {}}; }

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
    EXPECT_EQ(find_build_tree(root() / start, {}, {}, mine()).directory, root() / "project/build")
        << start;
  }
}

TEST_F(BuildTreeTest, is_found_two_folders_deep_as_presets_make_it) {
  make_build_tree("project/out/debug", root() / "project");
  write("project/CMakeLists.txt", "");
  EXPECT_EQ(find_build_tree(root() / "project", {}, {}, mine()).directory,
            root() / "project/out/debug");
}

TEST_F(BuildTreeTest, is_found_from_inside_it_and_beside_the_sources) {
  make_build_tree("build-shop", root() / "project");
  write("project/CMakeLists.txt", "");
  write("build-shop/src/x", "");
  EXPECT_EQ(find_build_tree(root() / "build-shop/src", {}, {}, mine()).directory,
            root() / "build-shop");
  EXPECT_EQ(find_build_tree(root() / "project", {}, {}, mine()).directory, root() / "build-shop");
}

TEST_F(BuildTreeTest, of_other_sources_or_without_limbeck_is_not_taken) {
  make_build_tree("other-build", root() / "other");
  write("project/build/CMakeCache.txt",
        "CMAKE_HOME_DIRECTORY:INTERNAL=" + (root() / "project").string());
  const std::string message =
      failure_of([&] { find_build_tree(root() / "project", {}, {}, mine()); });
  EXPECT_NE(message.find("no build tree"), std::string::npos) << message;
  EXPECT_NE(message.find("--build"), std::string::npos) << message;
}

TEST_F(BuildTreeTest, several_are_listed_and_one_is_not_guessed) {
  write("project/CMakeLists.txt", "");
  make_build_tree("project/build/debug", root() / "project");
  make_build_tree("project/build/release", root() / "project");
  const std::string message =
      failure_of([&] { find_build_tree(root() / "project", {}, {}, mine()); });
  EXPECT_NE(message.find((root() / "project/build/debug").string()), std::string::npos) << message;
  EXPECT_NE(message.find((root() / "project/build/release").string()), std::string::npos)
      << message;
}

TEST_F(BuildTreeTest, that_is_named_wins_over_the_environment_and_that_over_the_search) {
  for (const char* name : {"a", "b", "c"}) make_build_tree(name, root());
  EXPECT_EQ(find_build_tree(root(), "a", "b", mine()).directory, root() / "a");
  EXPECT_EQ(find_build_tree(root(), {}, (root() / "b").string(), mine()).directory, root() / "b");
}

TEST_F(BuildTreeTest, that_is_named_and_is_none_is_a_wrong_usage) {
  try {
    find_build_tree(root(), "nowhere", {}, mine());
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.exit_code(), exit_usage);
  }
}

TEST_F(BuildTreeTest, knows_the_cmake_that_configured_it) {
  make_build_tree("build", root());
  const Cache cache = find_build_tree(root(), {}, {}, mine()).cache;
  EXPECT_EQ(cache.cmake, "/usr/bin/cmake");
  EXPECT_EQ(cache.generator, "Ninja");
}

// Whoever may write beside the user's folder must not choose the programs that limbeck starts.
class ForeignBuildTree : public BuildTreeTest {
 protected:
  void SetUp() override {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can give files to another user";
  }
  void give_away(const std::filesystem::path& relative) {
    ASSERT_EQ(::lchown((root() / relative).c_str(), nobody, static_cast<gid_t>(-1)), 0);
  }
  std::string refusal(const TrustedOwners& owners = mine(),
                      const std::optional<std::string>& asked = {}) {
    return failure_of([&] { find_build_tree(root() / "project", asked, {}, owners); });
  }
  static constexpr uid_t nobody = 65534;
};

TEST_F(ForeignBuildTree, is_refused_whichever_of_its_parts_belongs_to_another_user) {
  for (const char* part : {"", "CMakeCache.txt", "limbeck", "limbeck/targets",
                           "limbeck/targets/shop_migrations.json"}) {
    const std::filesystem::path tree = std::filesystem::path("project") / "build";
    std::filesystem::remove_all(root() / tree);
    make_build_tree(tree, root() / "project");
    EXPECT_EQ(refusal(), "no failure");
    give_away(*part == '\0' ? tree : tree / part);
    EXPECT_NE(refusal().find("is not run, as " + (root() / tree).string()), std::string::npos)
        << refusal();
    EXPECT_NE(refusal().find("65534"), std::string::npos) << refusal();
    EXPECT_NE(refusal().find("LIMBECK_SAFE_DIRECTORY="), std::string::npos) << refusal();
    // Its name does not make it the user's.
    EXPECT_NE(refusal(mine(), "build").find("is not run"), std::string::npos);
  }
}

TEST_F(ForeignBuildTree, beside_the_users_own_is_passed_over) {
  make_build_tree("project/build", root() / "project");
  make_build_tree("project/a-planted", root() / "project");
  give_away("project/a-planted");
  EXPECT_EQ(find_build_tree(root() / "project", {}, {}, mine()).directory,
            root() / "project/build");
}

TEST_F(ForeignBuildTree, is_run_where_the_user_says_that_it_is_safe) {
  make_build_tree("project/build", root() / "project");
  give_away("project/build");
  TrustedOwners owners = mine();
  owners.safe = {root() / "project" / "build"};
  EXPECT_EQ(refusal(owners), "no failure");
  owners.safe = {root() / "project"};
  EXPECT_NE(refusal(owners), "no failure");
  owners.all = true;
  EXPECT_EQ(refusal(owners), "no failure");
}

TEST_F(ForeignBuildTree, ends_the_search_above_a_folder_of_another_user) {
  make_build_tree("build", root());
  write("theirs/mine/x", "");
  give_away("theirs");
  EXPECT_EQ(find_build_tree(root(), {}, {}, mine()).directory, root() / "build");
  const std::string message =
      failure_of([&] { find_build_tree(root() / "theirs/mine", {}, {}, mine()); });
  EXPECT_NE(message.find("no build tree"), std::string::npos) << message;
}

TEST_F(BuildTreeTest, is_not_looked_for_above_the_users_home) {
  make_build_tree("build", root());
  write("home/mine/x", "");
  const char* before = std::getenv("HOME");
  const std::string home = before == nullptr ? "" : before;
  ::setenv("HOME", (root() / "home").c_str(), 1);
  const std::string message =
      failure_of([&] { find_build_tree(root() / "home/mine", {}, {}, mine()); });
  ::setenv("HOME", home.c_str(), 1);
  EXPECT_NE(message.find("no build tree"), std::string::npos) << message;
}

TEST(TrustedOwners, are_the_user_and_root_and_for_root_who_called_sudo) {
  if (::geteuid() != 0) GTEST_SKIP() << "only for root";
  ::setenv("SUDO_UID", "1234", 1);
  EXPECT_EQ(TrustedOwners::of_process().users, (std::vector<uid_t>{0, 0, 1234}));
  ::setenv("SUDO_UID", "12x", 1);
  EXPECT_EQ(TrustedOwners::of_process().users, (std::vector<uid_t>{0, 0}));
  ::unsetenv("SUDO_UID");
}

TEST(TrustedOwners, take_absolute_paths_and_a_star_from_the_environment) {
  ::setenv("LIMBECK_SAFE_DIRECTORY", "/a:relative::/b c", 1);
  EXPECT_EQ(TrustedOwners::of_process().safe, (std::vector<std::filesystem::path>{"/a", "/b c"}));
  EXPECT_FALSE(TrustedOwners::of_process().all);
  ::setenv("LIMBECK_SAFE_DIRECTORY", "*", 1);
  EXPECT_TRUE(TrustedOwners::of_process().all);
  ::unsetenv("LIMBECK_SAFE_DIRECTORY");
}

}  // namespace
}  // namespace limbeck::developer::build_tree_test
