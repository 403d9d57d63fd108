// No piece of a password is in what any command, launch or probe says, however the URL is written
// and wherever it stands on the command line. No server is where the URLs lead.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "limbeck/command_line.h"
#include "limbeck/migrator.h"
#include "migrations/state/note.h"
#include "runtime/inspect/inspect.h"
#include "runtime/migrator/abilities.h"
#include "tests/support/urls_with_passwords.h"
#include "tests/unit/runtime/support/shop.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::test::passwords_test {
namespace {

using Words = std::vector<std::string>;

class Passwords : public testing::Test {
 protected:
  Passwords() {
    // For both databases, so that no URL is refused for its scheme before it is read.
    manifest_.dialect_count = 2;
  }

  static std::string run(int (*program)(const Manifest&, int, const char* const*),
                         const Manifest& manifest, const Words& arguments) {
    std::vector<const char*> argv{"/opt/shop/shop-migrate"};
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    program(manifest, static_cast<int>(argv.size()), argv.data());
    const std::string out = testing::internal::GetCapturedStdout();
    return out + testing::internal::GetCapturedStderr();
  }
  std::string tool(const Words& arguments) const {
    return run([](const Manifest& manifest, int argc,
                  const char* const* argv) { return command_line(manifest, argc, argv); },
               manifest_, arguments);
  }
  std::string inspect(const Words& arguments) const {
    return run(
        [](const Manifest&, int argc, const char* const* argv) {
          return limbeck::inspect::inspect_main(argc, argv, std::cout, std::cerr);
        },
        manifest_, arguments);
  }
  /// A file that carries the history.
  std::string binary() const {
    directory_.write("app",
                     state::note_of(state::note_json(manifest_, migrator::graph_of(manifest_))));
    return (directory_.path() / "app").string();
  }

  History history_ = shop();
  Manifest manifest_ = history_.manifest();
  TemporaryDirectory directory_;
};

void expect_no_piece(const std::string& said, const std::string& command, const std::string& url) {
  EXPECT_EQ(piece_of_password_in(said), "") << command << " with " << url << "\n" << said;
}

TEST_F(Passwords, are_in_no_output_of_any_command_that_takes_a_url) {
  const std::vector<Words> commands = {{"upgrade"},
                                       {"downgrade", "base"},
                                       {"stamp", "head"},
                                       {"ensure_version"},
                                       {"current"},
                                       {"current", "-v"},
                                       {"check"},
                                       {"plan"},
                                       {"verify"},
                                       {"introspect"},
                                       {"history"},
                                       {"history", "-i"},
                                       {"heads"},
                                       {"branches"},
                                       {"show", "a1"},
                                       {"show", "current"},
                                       {"upgrade", "--sql"},
                                       {"current", "--json"}};
  for (const std::string& url : urls_with_passwords()) {
    for (Words command : commands) {
      command.insert(command.end(), {"--url", url});
      expect_no_piece(tool(command), command[0], url);
    }
    expect_no_piece(tool({"test", "--dialect", "postgresql", "--scratch", url}), "test", url);
  }
}

TEST_F(Passwords, are_in_no_output_where_the_environment_has_the_url) {
  for (const std::string& url : urls_with_passwords(true)) {
    ::setenv("LIMBECK_DATABASE_URL", url.c_str(), 1);
    ::setenv("LIMBECK_TEST_DATABASE", url.c_str(), 1);
    for (const char* command : {"upgrade", "current", "verify", "introspect"})
      expect_no_piece(tool({command}), command, url);
    expect_no_piece(tool({"test", "--dialect", "postgresql"}), "test", url);
    expect_no_piece(inspect({"--url", "-", binary()}), "limbeck-inspect", url);
  }
  ::unsetenv("LIMBECK_DATABASE_URL");
  ::unsetenv("LIMBECK_TEST_DATABASE");
}

TEST_F(Passwords, are_in_no_output_of_limbeck_inspect) {
  const std::string app = binary();
  for (const std::string& url : urls_with_passwords()) {
    expect_no_piece(inspect({"--url", url, app}), "limbeck-inspect", url);
    expect_no_piece(inspect({"--url", url, "--json", app}), "limbeck-inspect --json", url);
  }
}

TEST_F(Passwords, are_in_nothing_that_a_launch_says) {
  for (const std::string& url : urls_with_passwords()) {
    for (const OnLaunch on_launch : {OnLaunch::upgrade, OnLaunch::verify}) {
      MigrationStatus status;
      std::string said;
      try {
        limbeck::migrate(
            manifest_, url,
            {.on_launch = on_launch,
             .on_progress =
                 [&](const Progress& progress) { said += std::string(progress.holder) + "\n"; },
             .status = &status});
      } catch (const Error& error) {
        for (const std::string& text : {std::string(error.what()), error.detail(), error.hint(),
                                        error.statement(), error.place(), error.next_step()})
          said += text + "\n";
      }
      expect_no_piece(said + status.text() + status.now().error, "a launch", url);
    }
    try {
      Migrator(manifest_, url).current();
    } catch (const Error& error) {
      expect_no_piece(error.what(), "Migrator", url);
    }
  }
}

TEST_F(Passwords, are_not_repeated_where_a_url_stands_in_a_wrong_place) {
  const std::vector<std::string> urls = urls_with_passwords(true);
  for (const std::string& url : urls) {
    for (const Words& command : std::vector<Words>{{url},
                                                   {"upgrade", url},
                                                   {url, "upgrade"},
                                                   {"downgrade", url},
                                                   {"show", url},
                                                   {"current", "--ulr", url},
                                                   {"current", "--ulr=" + url},
                                                   {"current", "--url:" + url},
                                                   {"upgrade", "--lock-timeout", url},
                                                   {"test", "--only", url},
                                                   {"test", "--dialect", url},
                                                   {"current", url},
                                                   {"stamp", url},
                                                   {"history", "--rev-range", url}}) {
      expect_no_piece(tool(command), command[0], url);
    }
    expect_no_piece(inspect({url}), "limbeck-inspect", url);
    expect_no_piece(inspect({binary(), "--ulr=" + url}), "limbeck-inspect", url);
    expect_no_piece(inspect({binary(), url}), "limbeck-inspect", url);
  }
}

}  // namespace
}  // namespace limbeck::test::passwords_test
