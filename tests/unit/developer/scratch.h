// A directory of the test's own, gone when it ends.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/new_directory.h"

namespace limbeck::developer {

class Scratch : public testing::Test {
 protected:
  Scratch() {
    root_ = std::filesystem::canonical(
        test::new_directory(std::filesystem::temp_directory_path(), "limbeck é "));
  }
  ~Scratch() override { std::filesystem::remove_all(root_); }

  const std::filesystem::path& root() const { return root_; }

  std::filesystem::path write(const std::filesystem::path& relative, const std::string& text) {
    const auto path = root_ / relative;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
    return path;
  }

  // A configured build tree of the sources in `home`, with a record of one target.
  void make_build_tree(const std::filesystem::path& relative, const std::filesystem::path& home,
                       const std::string& target = "shop_migrations") {
    write(relative / "CMakeCache.txt",
          "# comment\nCMAKE_COMMAND:INTERNAL=/usr/bin/cmake\nCMAKE_GENERATOR:INTERNAL=Ninja\n"
          "CMAKE_HOME_DIRECTORY:INTERNAL=" +
              home.string() + "\n");
    write_record(relative, target);
  }

  void write_record(const std::filesystem::path& build, const std::string& target,
                    const std::string& config = "") {
    const std::string members[] = {
        "project_root",    "revision_arguments", "limbeckc",     "model",       "state",
        "check_arguments", "model_target",       "state_target", "tool_target", "tool"};
    std::string json = R"({"format": 2, "name": ")" + target + R"(", "config": ")" + config + '"';
    for (const auto& member : members) {
      json += ", \"" + member + "\": \"" + target + "/" + member + config + '"';
    }
    write(build / "limbeck/targets" / (target + config + ".json"), json + "}");
  }

 private:
  std::filesystem::path root_;
};

}  // namespace limbeck::developer
