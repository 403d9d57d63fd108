// Headers with something wrong → what is told, where, and how to go on.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "migrations/findings/rule_id.h"
#include "tests/golden/golden.h"
#include "tests/golden/scan/cases.h"

namespace limbeck::golden::diagnostics_golden_test {
namespace {

namespace fs = std::filesystem;

class ScanDiagnostics : public testing::TestWithParam<std::string> {};

TEST_P(ScanDiagnostics, reports_everything_at_its_place_and_nothing_twice) {
  const fs::path folder = fs::path(LIMBECK_DIAGNOSTIC_CASES) / GetParam();
  diagnostics::Diagnostics diagnostics;
  const compiler::Scan scan = scan_case(folder, diagnostics);
  EXPECT_TRUE(scan.parsed);
  EXPECT_TRUE(diagnostics.had_errors());
  // The excerpts are read from the files, which the messages name relative to the case.
  const fs::path before = fs::current_path();
  fs::current_path(folder);
  std::ostringstream told;
  diagnostics::print(told, diagnostics, false);
  fs::current_path(before);
  for (const Finding& one : diagnostics.all()) {
    EXPECT_GT(one.location.line, 0) << one.message;
    EXPECT_NE(one.rule, RuleId::none) << one.message;
  }
  expect_same(folder / "expected.txt", told.str(), fs::path(LIMBECK_ACTUAL) / GetParam());
}

std::string case_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(cases, ScanDiagnostics,
                         testing::ValuesIn(cases_in(LIMBECK_DIAGNOSTIC_CASES, "scan-")), case_name);

}  // namespace
}  // namespace limbeck::golden::diagnostics_golden_test
