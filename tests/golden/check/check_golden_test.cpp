// Each case: the history's schema is that of before.h, the models are after.h, and expected.txt is
// what a build prints. The first line is the exit code. A case with a file `postgresql` is for that.
#include <cstdio>
#include <nlohmann/json.hpp>

#include "tests/golden/golden.h"
#include "tests/golden/run.h"

namespace limbeck::golden {
namespace {

namespace fs = std::filesystem;

class CheckGolden : public testing::TestWithParam<std::string> {};

TEST_P(CheckGolden, drift_is_told_as_the_golden_says) {
  const fs::path folder = fs::path(LIMBECK_CASES) / GetParam();
  const fs::path work = fs::path(LIMBECK_ACTUAL) / GetParam();
  fs::create_directories(work);
  const auto scan = [&](const char* header) {
    const std::string json = (work / header).string() + ".json";
    const Output run = run_in(
        folder, {LIMBECKC, "scan", "--model", header, "--output", json, "--argument=-std=c++20"});
    EXPECT_EQ(run.exit_code, 0) << run.text;
    return json;
  };
  // A state is a schema with places and heads; the places in before.h stand for lines of revisions.
  const std::string state_file = scan("before.h");
  auto state = nlohmann::ordered_json::parse(read(state_file));
  state.erase("hints");
  state["heads"] = {
      {{"id", "3f9c2a71d04e"},
       {"message", "add posts"},
       {"location", {{"file", "/shop/migrations/202611201012_add_posts.cpp"}, {"line", 4}}}}};
  write(state_file, state.dump());
  const std::string model = scan("after.h");
  const std::string dialect = fs::exists(folder / "postgresql") ? "postgresql" : "sqlite";
  const Output run = run_in(folder, {LIMBECKC, "check", "--model", model, "--state", state_file,
                                     "--dialect", dialect, "--project-root", "/shop"});
  expect_same(folder / "expected.txt",
              "exit code " + std::to_string(run.exit_code) + "\n" + run.text, work);
}

INSTANTIATE_TEST_SUITE_P(Cases, CheckGolden, testing::ValuesIn(folders_of(LIMBECK_CASES)),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace limbeck::golden
