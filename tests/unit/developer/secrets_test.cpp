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

#include "compiler/developer/command.h"
#include "compiler/developer/failure.h"
#include "runtime/commands/command.h"
#include "tests/support/urls_with_passwords.h"
#include "tests/unit/developer/scratch.h"

namespace limbeck::developer::secrets_test {
namespace {

class Secrets : public Scratch {
 protected:
  // A build tree whose cmake, limbeckc and tool write down how they are called.
  Secrets() {
    const std::string called = "'" + (root() / "called").string() + "'";
    // As anybody sees it.
    const std::string note = "#!/bin/sh\ntr '\\0' ' ' <\"/proc/$$/cmdline\" >>" + called +
                             "\nprintf '\\nurl=%s test=%s\\n' \"$LIMBECK_DATABASE_URL\" "
                             "\"$LIMBECK_TEST_DATABASE\" >>" +
                             called + "\n[ \"$1\" != current ] || echo '{\"current\":[]}'\n";
    for (const char* name : {"cmake", "limbeckc", "tool", "limbeck-inspect"}) {
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
      ::setenv("PATH", (root().string() + ":" + std::getenv("PATH")).c_str(), 1);
      ::unsetenv("LIMBECK_DATABASE_URL");
      ::unsetenv("LIMBECK_TEST_DATABASE");
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

// Each option of each command that takes a URL, so that none comes without being asked for here.
std::vector<std::vector<std::string>> commands_with(const std::string& url) {
  std::vector<std::vector<std::string>> all;
  const commands::Tool tool = commands::developers_tool();
  for (const commands::Command& command : tool.commands) {
    for (const commands::Option& option : command.options) {
      if (option.value != "URL") continue;
      std::vector<std::string> line{std::string(command.name)};
      for (const commands::Argument& argument : command.arguments)
        line.emplace_back(command.name == "edit" ? "current" : argument.name);
      if (option.name() == "--against") line.insert(line.end(), {"--autogenerate", "-m", "x"});
      all.push_back(line);
      all.back().push_back(std::string(option.name()) + "=" + url);
      line.insert(line.begin() + 1, {std::string(option.name()), url});
      all.push_back(line);
    }
  }
  return all;
}

TEST_F(Secrets, a_url_reaches_the_tool_by_its_environment_and_never_as_an_argument) {
  std::size_t tried = 0;
  for (const std::string& url : test::urls_with_passwords(true)) {
    if (url.find('\n') != std::string::npos) continue;  // a line of what is written down
    // Its place on the command line makes the same difference to each.
    const auto commands = commands_with(url);
    ASSERT_GT(commands.size(), 30U);
    for (std::size_t i = tried % 2; i < commands.size(); i += 2) {
      const std::string called = called_by(commands[i]);
      EXPECT_NE(called.find("=" + url), std::string::npos) << commands[i][0] << "\n" << called;
      std::istringstream lines(called);
      for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("url=")) continue;
        EXPECT_EQ(test::piece_of_password_in(line), "") << commands[i][0] << "\n" << line;
      }
    }
    ++tried;
  }
}

}  // namespace
}  // namespace limbeck::developer::secrets_test
