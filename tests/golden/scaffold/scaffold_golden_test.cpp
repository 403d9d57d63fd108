// Schemas as JSON → the headers, the SQL files and the lines of CMake that say them.
#include <gtest/gtest.h>

#include <filesystem>

#include "compiler/scaffold/scaffold.h"
#include "migrations/schema/json.h"
#include "tests/golden/golden.h"

namespace limbeck::golden::scaffold_golden_test {
namespace {

namespace fs = std::filesystem;

struct ScaffoldCase {
  const char* schema;
  const char* golden;
  compiler::ScaffoldOptions options;
};

class ScaffoldGolden : public testing::TestWithParam<ScaffoldCase> {};

TEST_P(ScaffoldGolden, writes_models_as_a_person_would) {
  const fs::path folder = fs::path(LIMBECK_SCAFFOLD_CASES) / GetParam().schema;
  schema::Schema schema = schema::schema_from_text(read(folder / "schema.json"));
  schema::sort(schema);
  compiler::ScaffoldOptions options = GetParam().options;
  options.target = "shop_migrations";
  const compiler::Scaffold written = compiler::scaffold(schema, options);
  std::string all;
  for (const auto* files : {&written.headers, &written.sql_objects}) {
    for (const compiler::ScaffoldFile& file : *files)
      all += "======== " + file.path + "\n" + file.text;
  }
  all += "======== CMakeLists.txt\n" + written.cmake;
  for (const compiler::Unsaid& one : written.unsaid)
    all += "not said: " + one.kind + " " + one.name + " " + one.what + "\n";
  expect_same(folder / GetParam().golden, all, fs::path(LIMBECK_ACTUAL) / GetParam().schema);
  const compiler::Scaffold again = compiler::scaffold(schema, options);
  EXPECT_EQ(again.cmake, written.cmake);
  for (std::size_t i = 0; i < written.headers.size(); ++i)
    EXPECT_EQ(again.headers[i].text, written.headers[i].text);
}

INSTANTIATE_TEST_SUITE_P(
    cases, ScaffoldGolden,
    testing::Values(ScaffoldCase{"shop", "files.txt", {.dialect = "postgresql"}},
                    ScaffoldCase{"shop",
                                 "one_header.txt",
                                 {.dialect = "postgresql",
                                  .cpp_namespace = "shop::db",
                                  .headers = compiler::Headers::one}},
                    ScaffoldCase{"shop",
                                 "a_header_a_schema.txt",
                                 {.dialect = "postgresql",
                                  .headers = compiler::Headers::one_a_schema,
                                  .keep_names = true}},
                    ScaffoldCase{"names",
                                 "files.txt",
                                 {.dialect = "postgresql", .headers = compiler::Headers::one}},
                    ScaffoldCase{"sqlite", "files.txt", {.dialect = "sqlite"}}),
    [](const auto& info) {
      std::string name = std::string(info.param.schema) + "_" + info.param.golden;
      return name.substr(0, name.find('.'));
    });

}  // namespace
}  // namespace limbeck::golden::scaffold_golden_test
