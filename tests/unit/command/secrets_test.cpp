// What the other users of the machine can see while limbeck works.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "compiler/command/command.h"
#include "compiler/command/failure.h"
#include "tests/unit/command/scratch.h"

namespace limbeck::command {
namespace {

class Secrets : public Scratch {
 protected:
  // A build tree whose cmake, limbeckc and tool write down how they are called.
  Secrets() {
    const std::string note = "#!/bin/sh\necho \"$0 $*\" >>'" + (root() / "called").string() +
                             "'\necho \"url=$LIMBECK_DATABASE_URL\" >>'" +
                             (root() / "called").string() +
                             "'\n[ \"$1\" != current ] || echo '{\"current\":[]}'\n";
    for (const char* name : {"cmake", "limbeckc", "tool"}) {
      namespace fs = std::filesystem;
      fs::permissions(write(name, note), fs::perms::owner_all);
    }
    write("build/CMakeCache.txt", "CMAKE_COMMAND:INTERNAL=" + (root() / "cmake").string() +
                                      "\nCMAKE_GENERATOR:INTERNAL=Ninja\n"
                                      "CMAKE_HOME_DIRECTORY:INTERNAL=" +
                                      root().string() + "\n");
    std::string json = R"({"format": 2, "name": "shop", "config": "", "limbeckc": ")" +
                       (root() / "limbeckc").string() + R"(", "tool": ")" +
                       (root() / "tool").string() + '"';
    for (const char* member : {"project_root", "revision_arguments", "model", "state",
                               "check_arguments", "model_target", "state_target", "tool_target"})
      json += std::string(", \"") + member + "\": \"" + member + '"';
    write("build/limbeck/targets/shop.json", json + "}");
  }

  std::string called_by(const std::vector<std::string>& arguments) {
    std::filesystem::remove(root() / "called");
    const pid_t child = ::fork();
    if (child == 0) {
      std::ostringstream out;
      std::filesystem::current_path(root());
      try {
        run(arguments, out, out);
      } catch (const Failure&) {
      }
      ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    std::ifstream in(root() / "called");
    return {std::istreambuf_iterator<char>(in), {}};
  }
};

TEST_F(Secrets, a_url_reaches_the_tool_by_its_environment_and_never_as_an_argument) {
  const std::string url = "postgresql://app:s3cret@db/shop";
  const std::vector<std::vector<std::string>> commands = {
      {"current", "--url", url},
      {"upgrade", "--url=" + url, "head"},
      {"edit", "current", "--url", url},
      {"revision", "--autogenerate", "-m", "x", "--against", url}};
  for (const auto& command : commands) {
    const std::string called = called_by(command);
    EXPECT_NE(called.find("url=" + url), std::string::npos) << called;
    std::istringstream lines(called);
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with("url=")) continue;
      EXPECT_EQ(line.find("s3cret"), std::string::npos) << line;
    }
  }
}

}  // namespace
}  // namespace limbeck::command
