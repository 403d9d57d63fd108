// What the state program of a history with mistakes prints, at the lines of its revisions.
#include "tests/golden/golden.h"
#include "tests/golden/run.h"

namespace limbeck::golden::state_golden_test {
namespace {

namespace fs = std::filesystem;

TEST(StateGolden, mistakes_in_revisions_are_reported_at_their_lines_and_nothing_is_written) {
  const fs::path output = fs::path(LIMBECK_ACTUAL) / "state.json";
  fs::create_directories(output.parent_path());
  fs::remove(output);
  const Output run =
      run_in(LIMBECK_CASES, {STATE_PROGRAM, "--output", output.string(), "--root", ""});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_FALSE(fs::exists(output));
  // Compilers differ on the column of a call.
#if defined(__GNUC__) && !defined(__clang__)
  expect_same(fs::path(LIMBECK_CASES) / "expected.txt", run.text, LIMBECK_ACTUAL);
#endif
}

TEST(StateGolden, what_only_newer_servers_have_is_refused_where_the_target_is_for_older_ones) {
  const fs::path cases = fs::path(LIMBECK_CASES) / "lowest";
  const fs::path output = fs::path(LIMBECK_ACTUAL) / "lowest.json";
  fs::create_directories(output.parent_path());
  fs::remove(output);
  const Output run =
      run_in(cases, {LOWEST_STATE_PROGRAM, "--output", output.string(), "--root", ""});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_FALSE(fs::exists(output));
#if defined(__GNUC__) && !defined(__clang__)
  expect_same(cases / "expected.txt", run.text, fs::path(LIMBECK_ACTUAL) / "lowest");
#endif
}

TEST(StateGolden, wrong_arguments_are_wrong_usage) {
  EXPECT_EQ(run_in(LIMBECK_CASES, {STATE_PROGRAM}).exit_code, 2);
  EXPECT_EQ(run_in(LIMBECK_CASES, {STATE_PROGRAM, "--output"}).exit_code, 2);
}

}  // namespace
}  // namespace limbeck::golden::state_golden_test
