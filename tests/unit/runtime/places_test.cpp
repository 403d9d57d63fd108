// A file that is no database, or cannot be one, is named with what for and what to do next by every
// way to ask: launches, the deployer's commands, what `limbeck revision --against URL` runs, and
// limbeck-inspect.
#include <gtest/gtest.h>

#include <sstream>

#include "limbeck/command_line.h"
#include "limbeck/migrator.h"
#include "migrations/state/note.h"
#include "runtime/inspect/inspect.h"
#include "runtime/migrator/abilities.h"
#include "tests/unit/runtime/support/errors.h"
#include "tests/unit/runtime/support/shop.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::test::places_test {
namespace {

class SqlitePlaces : public testing::Test {
 protected:
  SqlitePlaces() {
    directory_.write("models.json", R"({"tables":[]})");
    directory_.write("app",
                     state::note_of(state::note_json(manifest_, migrator::graph_of(manifest_))));
    directory_.write("text.db", std::string(4096, 'x'));
    std::filesystem::create_directory(directory_.path() / "folder.db");
  }

  std::string tool(std::vector<const char*> arguments, const std::string& url) const {
    arguments.insert(arguments.begin(), "shop-migrate");
    arguments.insert(arguments.end(), {"--url", url.c_str()});
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int code = command_line(manifest_, static_cast<int>(arguments.size()), arguments.data());
    const std::string out = testing::internal::GetCapturedStdout();
    EXPECT_EQ(code, 1) << arguments[1] << out;
    return testing::internal::GetCapturedStderr();
  }
  std::string inspect(const std::string& url) const {
    const std::string app = (directory_.path() / "app").string();
    const char* arguments[] = {"limbeck-inspect", "--url", url.c_str(), app.c_str()};
    std::ostringstream out, err;
    EXPECT_EQ(limbeck::inspect::inspect_main(4, arguments, out, err), 1) << out.str();
    return err.str();
  }

  TemporaryDirectory directory_;
  History history_ = shop();
  Manifest manifest_ = history_.manifest();
};

TEST_F(SqlitePlaces, that_are_no_database_are_named_with_what_to_do) {
  const std::string models = (directory_.path() / "models.json").string();
  for (const char* file : {"text.db", "folder.db", "nowhere/shop.db"}) {
    const std::string url = directory_.url(file);
    const std::pair<std::string, std::string> all[] = {
        {"launch", error_of([&] { limbeck::migrate(manifest_, url); }).what()},
        {"Migrator", error_of([&] { Migrator(manifest_, url).current(); }).what()},
        {"upgrade", tool({"upgrade"}, url)},
        {"current", tool({"current"}, url)},
        {"plan", tool({"plan"}, url)},
        {"verify", tool({"verify"}, url)},
        {"introspect", tool({"introspect", "--like", models.c_str()}, url)},
        {"limbeck-inspect", inspect(url)},
    };
    for (const auto& [who, said] : all) {
      EXPECT_NE(said.find((directory_.path() / file).string()), std::string::npos) << who << said;
      const std::size_t next = said.find("what to do: ");
      EXPECT_NE(next, std::string::npos) << who << ": " << said;
      EXPECT_EQ(said.find("what to do: ", next + 1), std::string::npos) << who << ": " << said;
    }
  }
}

}  // namespace
}  // namespace limbeck::test::places_test
