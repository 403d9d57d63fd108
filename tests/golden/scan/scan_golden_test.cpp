// Headers → the JSON of a scan, every attribute and every type.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

#include "compiler/scan/attribute_rules.h"
#include "tests/golden/golden.h"
#include "tests/golden/scan/cases.h"

namespace limbeck::golden::scan_golden_test {
namespace {

namespace fs = std::filesystem;

class ScanGolden : public testing::TestWithParam<std::string> {};

TEST_P(ScanGolden, gives_the_schema_that_the_headers_declare) {
  const fs::path folder = fs::path(LIMBECK_SCAN_CASES) / GetParam();
  diagnostics::Diagnostics diagnostics;
  const compiler::Scan scan = scan_case(folder, diagnostics);
  std::ostringstream told;
  diagnostics::print(told, diagnostics, false);
  ASSERT_TRUE(scan.parsed);
  ASSERT_EQ(told.str(), "");
  expect_same(folder / "expected.json", to_text(scan.model), fs::path(LIMBECK_ACTUAL) / GetParam());
}

TEST_P(ScanGolden, is_read_back_as_it_was_written) {
  const fs::path folder = fs::path(LIMBECK_SCAN_CASES) / GetParam();
  diagnostics::Diagnostics diagnostics;
  const compiler::Model model = scan_case(folder, diagnostics).model;
  const compiler::Model again = compiler::model_from_text(to_text(model));
  EXPECT_EQ(model.schema, again.schema);
  EXPECT_EQ(model.hints, again.hints);
  EXPECT_EQ(model.locations, again.locations);
}

std::string case_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(cases, ScanGolden, testing::ValuesIn(cases_in(LIMBECK_SCAN_CASES, "")),
                         case_name);

TEST(ScanGoldens, use_every_attribute) {
  std::string all;
  for (const std::string& name : cases_in(LIMBECK_SCAN_CASES, "")) {
    std::ifstream in(fs::path(LIMBECK_SCAN_CASES) / name / "model.h");
    all.append(std::istreambuf_iterator<char>(in), {});
  }
  for (const std::string& name : compiler::attribute_names()) {
    EXPECT_NE(all.find("limbeck::" + name), std::string::npos) << name;
  }
  for (const compiler::Rule& rule : compiler::all_rules()) {
    for (const compiler::Parameter& parameter : rule.parameters) {
      EXPECT_NE(all.find(parameter.name), std::string::npos) << rule.name << " " << parameter.name;
    }
  }
}

}  // namespace
}  // namespace limbeck::golden::scan_golden_test
