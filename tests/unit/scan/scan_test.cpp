#include "compiler/scan/scan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "migrations/findings/rule_id.h"

namespace limbeck::compiler::scan_test {
namespace {

namespace fs = std::filesystem;

// A folder of headers, gone with the test. Its name has a space and a letter beyond ASCII.
class ScanTest : public testing::Test {
 protected:
  ScanTest() {
    const std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
    folder_ = fs::path(testing::TempDir()) / ("limbeck scän " + test);
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~ScanTest() override { fs::remove_all(folder_); }

  std::string header(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
    return (folder_ / name).string();
  }
  Scan scan_models(std::vector<std::string> models) {
    ScanOptions options;
    options.models = std::move(models);
    return scan(options, diagnostics_);
  }

  fs::path folder_;
  diagnostics::Diagnostics diagnostics_;
};

constexpr const char* good = "struct [[limbeck::table]] Good { int id; };\n";

TEST_F(ScanTest, an_include_that_is_missing_is_reported_by_clang_and_by_nothing_else) {
  testing::internal::CaptureStderr();
  const Scan result = scan_models({header("model.h",
                                          "#include \"not_there.h\"\n"
                                          "struct [[limbeck::tabel]] Wrong {};\n")});
  const std::string told = testing::internal::GetCapturedStderr();
  EXPECT_FALSE(result.parsed);
  EXPECT_FALSE(diagnostics_.had_errors());
  EXPECT_NE(told.find("model.h:1:10: fatal error: 'not_there.h' file not found"), std::string::npos)
      << told;
}

TEST_F(ScanTest, a_half_written_header_is_reported_by_clang_and_by_nothing_else) {
  for (const char* half :
       {"struct [[limbeck::table(\"users\"", "struct [[limbeck::table(\"users\")]] User { int id",
        "struct [[limbeck::table(\"users\")]] User { [[limbeck::uniq", "struct [[limbeck::",
        "struct [[limbeck::table(\"use", "struct [[limbeck::table]] User { Unknown a; };",
        "struct [[limbeck::table(]] User { int a; };", "/* never closed", "#if 1\nstruct A;"}) {
    testing::internal::CaptureStderr();
    const Scan result = scan_models({header("model.h", half)});
    const std::string told = testing::internal::GetCapturedStderr();
    EXPECT_FALSE(result.parsed) << half;
    EXPECT_FALSE(diagnostics_.had_errors()) << half;
    EXPECT_NE(told.find("error: "), std::string::npos) << half;
  }
}

TEST_F(ScanTest, a_model_that_is_not_there_is_reported_by_its_name) {
  const std::string missing = (folder_ / "missing.h").string();
  const Scan result = scan_models({header("good.h", good), missing, folder_.string()});
  EXPECT_FALSE(result.parsed);
  ASSERT_EQ(diagnostics_.error_count(), 2U);
  EXPECT_EQ(diagnostics_.all()[0].location.file, missing);
  EXPECT_EQ(diagnostics_.all()[0].rule, RuleId::missing_model);
}

TEST_F(ScanTest, an_argument_that_clang_does_not_know_is_reported) {
  ScanOptions options;
  options.models = {header("good.h", good)};
  options.clang_arguments = {"-fno-such-thing"};
  testing::internal::CaptureStderr();
  const Scan result = scan(options, diagnostics_);
  const std::string told = testing::internal::GetCapturedStderr();
  EXPECT_FALSE(result.parsed);
  EXPECT_NE(told.find("unknown argument"), std::string::npos) << told;
}

TEST_F(ScanTest, every_file_that_was_read_is_a_dependency) {
  const std::string base = header("base type.h", "#include <cstdint>\nusing Id = std::int64_t;\n");
  const std::string unused = header("unused.h", "");
  const std::string model = header("model.h",
                                   "#pragma once\n#include \"base type.h\"\n"
                                   "struct [[limbeck::table]] Good { Id id; };\n");
  const Scan result = scan_models({model});
  ASSERT_TRUE(result.parsed);
  const auto has = [&](const std::string& file) {
    return std::find(result.dependencies.begin(), result.dependencies.end(), file) !=
           result.dependencies.end();
  };
  EXPECT_TRUE(has(model));
  EXPECT_TRUE(has(base));
  EXPECT_FALSE(has(unused));
  EXPECT_TRUE(
      std::all_of(result.dependencies.begin(), result.dependencies.end(),
                  [](const std::string& file) { return fs::exists(file) && file[0] == '/'; }));
  EXPECT_TRUE(std::any_of(result.dependencies.begin(), result.dependencies.end(),
                          [](const std::string& file) { return file.ends_with("/cstdint"); }));
}

TEST_F(ScanTest, all_models_are_one_translation_unit_and_each_is_read_once) {
  const std::string user = header("user.h",
                                  "#pragma once\nstruct [[limbeck::table]] User "
                                  "{ [[limbeck::primary_key]] int id; };\n");
  const std::string post = header("post.h",
                                  "struct [[limbeck::table]] Post "
                                  "{ [[limbeck::references(User::id)]] int user_id; };\n");
  const Scan result = scan_models({user, post, user, post});
  ASSERT_TRUE(result.parsed);
  EXPECT_FALSE(diagnostics_.had_errors());
  EXPECT_EQ(result.model.schema.tables.size(), 2U);
}

TEST_F(ScanTest, definitions_includes_and_the_standard_are_heard) {
  fs::create_directories(folder_ / "include dir");
  std::ofstream(folder_ / "include dir" / "types.h") << "using Id = long;\n";
  ScanOptions options;
  options.models = {header("model.h",
                           "#include <types.h>\n#ifdef WITH_TABLE\n"
                           "static_assert(__cplusplus > 202002L);\n"
                           "struct [[limbeck::table(NAME)]] Good { Id id; };\n#endif\n")};
  options.clang_arguments = {"-I", (folder_ / "include dir").string(), "-DWITH_TABLE",
                             "-DNAME=\"named here\"", "-std=c++23"};
  const Scan result = scan(options, diagnostics_);
  ASSERT_TRUE(result.parsed);
  ASSERT_EQ(result.model.schema.tables.size(), 1U);
  EXPECT_EQ(result.model.schema.tables[0].name.name, "named here");
}

TEST_F(ScanTest, warnings_are_the_compilers_business) {
  testing::internal::CaptureStderr();
  const Scan result = scan_models({header(
      "model.h", "#warning careful\nstruct [[limbeck::table]] [[gnu::nonsense]] A { int a; };\n")});
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  EXPECT_TRUE(result.parsed);
}

TEST_F(ScanTest, a_namespace_of_the_users_own_is_none_of_our_business) {
  const Scan result = scan_models(
      {header("model.h",
              "namespace limbeck { struct table { int a[2]; }; inline int f(int i) { return "
              "table{{1, 2}}.a[i]; } }\n"
              "struct [[limbeck::table]] A { int a; };\n"
              "[[nodiscard]] inline int g() { return limbeck::f(0); }\n")});
  EXPECT_TRUE(result.parsed);
  EXPECT_FALSE(diagnostics_.had_errors());
  EXPECT_EQ(result.model.schema.tables.size(), 1U);
}

}  // namespace
}  // namespace limbeck::compiler::scan_test
