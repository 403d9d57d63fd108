// Each case: the history's schema is that of before.h, the models are after.h. expected.txt is what
// a build prints, after its exit code; revision.txt what `revision --autogenerate` prints and
// writes, nothing where the build would refuse it; sql.txt what the revision runs in each database.
// A case with a file `postgresql` is for that alone.
// A line of `arguments` is one more for check and revision.
// former_names.json, where it is there, is what the history has renamed.
// before.sql, where it is there, is what the history made beside tables; every other .sql file is
// one of SQL_OBJECTS.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "compiler/sql_objects/sql_objects.h"
#include "tests/golden/golden.h"
#include "tests/golden/run.h"

namespace limbeck::golden::check_golden_test {
namespace {

namespace fs = std::filesystem;

class CheckGolden : public testing::TestWithParam<std::string> {};

TEST_P(CheckGolden, drift_is_reported_as_the_golden_says) {
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
  const fs::path objects_before = folder / "before.sql";
  if (fs::exists(objects_before)) {
    compiler::Model before = compiler::model_from_text(read(state_file));
    diagnostics::Diagnostics diagnostics;
    compiler::add_sql_objects({{objects_before}, {}}, {}, before, diagnostics);
    EXPECT_TRUE(diagnostics.all().empty());
    for (auto& [path, place] : before.locations) place.file = fs::path(place.file).filename();
    write(state_file, to_text(before));
  }
  auto state = nlohmann::ordered_json::parse(read(state_file));
  state.erase("hints");
  state["heads"] = {
      {{"id", "3f9c2a71d04e"},
       {"message", "add posts"},
       {"location", {{"file", "/shop/migrations/202611201012_add_posts.cpp"}, {"line", 4}}}}};
  if (const fs::path names = folder / "former_names.json"; fs::exists(names))
    state["former_names"] = nlohmann::ordered_json::parse(read(names));
  write(state_file, state.dump());
  const std::string model = scan("after.h");
  const bool one = fs::exists(folder / "postgresql");
  const std::string dialect = one ? "postgresql" : "sqlite";
  std::vector<std::string> check = {LIMBECKC,         "check",    "--model",   model,
                                    "--state",        state_file, "--dialect", dialect,
                                    "--project-root", "/shop"};
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".sql") files.push_back(entry.path().filename());
  }
  std::sort(files.begin(), files.end());
  if (!files.empty()) check.push_back("--declares-objects");
  for (const std::string& file : files) {
    if (file != "before.sql") check.insert(check.end(), {"--sql-object", file});
  }
  std::vector<std::string> more;
  std::istringstream lines(read(folder / "arguments"));
  for (std::string line; std::getline(lines, line);) more.push_back(line);
  check.insert(check.end(), more.begin(), more.end());
  const Output run = run_in(folder, check);
  const auto told = [](const Output& output) {
    return "exit code " + std::to_string(output.exit_code) + "\n" + output.text;
  };
  expect_same(folder / "expected.txt", told(run), work);
  if (run.exit_code == 0 && more.empty()) {
    EXPECT_FALSE(fs::exists(folder / "revision.txt") || fs::exists(folder / "sql.txt"))
        << folder << " has goldens that nothing is compared with";
    return;
  }

  fs::remove_all(work / "migrations");
  write(work / "migrations/202611201012_add_posts.cpp",
        "#include <limbeck/revision.h>\n\nLIMBECK_REVISION(3f9c2a71d04e) = {.message = \"add "
        "posts\"};"
        "\n");
  ::setenv("SOURCE_DATE_EPOCH", "1795185067", 1);
  std::vector<std::string> revision = {
      LIMBECKC,    "revision", "--autogenerate", "--directory", "migrations",
      "--model",   model,      "--state",        state_file,    "-m",
      "change it", "--rev-id", "91b0c6e2f7aa"};
  revision.insert(revision.end(), more.begin(), more.end());
  if (!files.empty()) revision.push_back("--declares-objects");
  for (const std::string& file : files) {
    if (file == "before.sql") continue;
    fs::copy_file(folder / file, work / file, fs::copy_options::overwrite_existing);
    revision.insert(revision.end(), {"--sql-object", file});
  }
  std::vector<std::string> sql = revision;
  revision.insert(revision.end(), {"--dialect", dialect});
  const Output written = run_in(work, revision);
  expect_same(folder / "revision.txt",
              told(written) + "\n" + read(work / "migrations/202611201431_change_it.cpp"), work);
  fs::remove(work / "migrations/202611201431_change_it.cpp");
  sql.insert(sql.end(), {"--sql", "--dialect", "postgresql"});
  if (!one) sql.insert(sql.end(), {"--dialect", "sqlite"});
  expect_same(folder / "sql.txt", told(run_in(work, sql)), work);
}

INSTANTIATE_TEST_SUITE_P(Cases, CheckGolden, testing::ValuesIn(folders_of(LIMBECK_CASES)),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace limbeck::golden::check_golden_test
