// What is told of models that are not the same in every build.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "compiler/scan/scan.h"
#include "migrations/findings/rule_id.h"

namespace limbeck::compiler::conditions_test {
namespace {

namespace fs = std::filesystem;

class ConditionsTest : public testing::Test {
 protected:
  ConditionsTest() {
    const std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
    folder_ = fs::path(testing::TempDir()) / ("limbeck conditions " + test);
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~ConditionsTest() override { fs::remove_all(folder_); }

  // `line:rule-less message` of each thing that is told.
  std::vector<std::string> told(const std::string& text, std::vector<std::string> arguments = {}) {
    std::ofstream(folder_ / "model.h") << text;
    options_.models = {(folder_ / "model.h").string()};
    options_.clang_arguments = std::move(arguments);
    diagnostics::Diagnostics diagnostics;
    const Scan result = scan(options_, diagnostics);
    EXPECT_TRUE(result.parsed) << text;
    std::vector<std::string> all;
    for (const Finding& one : diagnostics.all()) {
      EXPECT_EQ(one.rule, RuleId::conditional_field) << one.message;
      const auto first = one.message.find("on '");
      all.push_back(std::to_string(one.location.line) +
                    (one.severity == findings::Severity::error ? " error " : " warning ") +
                    one.message.substr(first + 4, one.message.find('\'', first + 4) - first - 4));
    }
    return all;
  }

  using Told = std::vector<std::string>;
  fs::path folder_;
  ScanOptions options_;
};

// A table with `members` from its line 2 on.
std::string table(const std::string& members) {
  return "struct [[limbeck::table]] T { int id;\n" + members + "\n};\n";
}

TEST_F(ConditionsTest, a_field_of_one_configuration_is_reported_in_each_of_them) {
  const std::string text = table("#ifndef NDEBUG\n  int note;\n#endif");
  EXPECT_EQ(told(text), (Told{"2 warning NDEBUG"}));
  EXPECT_EQ(told(text, {"-DNDEBUG"}), (Told{"2 warning NDEBUG"}));
}

TEST_F(ConditionsTest, every_form_of_condition_is_read) {
  for (const char* condition :
       {"#ifdef NDEBUG", "#ifndef NDEBUG", "#if NDEBUG", "#if defined(NDEBUG)",
        "#if defined NDEBUG", "#if !defined(NDEBUG) && 1", "#if 0 || \\\n  defined(NDEBUG)",
        "#if 0\n#elif defined(NDEBUG)", "#if 1\n#elif NDEBUG", "#if 0\n#elifdef NDEBUG",
        "#if 1\n#elifndef NDEBUG", "#if (NDEBUG + 0) > 0", "#if __OPTIMIZE__",
        "#if _FORTIFY_SOURCE > 1"}) {
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{}, std::vector<std::string>{"-DNDEBUG=1"}}) {
      const Told all = told(table(std::string(condition) + "\n  int note;\n#endif"), arguments);
      ASSERT_EQ(all.size(), 1U) << condition;
      EXPECT_TRUE(all[0].starts_with("2 warning ")) << condition;
    }
  }
}

TEST_F(ConditionsTest, whatever_of_a_table_depends_on_the_configuration_is_reported) {
  for (const char* text :
       {"#ifdef NDEBUG\n#define N 5\n#else\n#define N 6\n#endif\n"
        "struct [[limbeck::table]] T { [[limbeck::precision(N, 2)]] double id; };",
        "#ifdef NDEBUG\nusing Money = int;\n#else\nusing Money = long;\n#endif\n"
        "struct [[limbeck::table]] T { Money id; };",
        "#ifndef NDEBUG\nstruct [[limbeck::table]] T { int id; };\n#endif\n"
        "struct [[limbeck::table]] Other { int id; };",
        "struct Base {\n#ifndef NDEBUG\n int extra;\n#endif\n};\n"
        "struct [[limbeck::table]] T : Base { int id; };",
        "struct Embedded { int a;\n#ifndef NDEBUG\n int extra;\n#endif\n};\n"
        "struct [[limbeck::table]] T { int id; Embedded e; };",
        "enum class Kind { a,\n#ifndef NDEBUG\n b,\n#endif\n};\n"
        "struct [[limbeck::table]] T { int id; Kind kind; };",
        "struct [[limbeck::table]] T { int id =\n#ifndef NDEBUG\n 1\n#else\n 2\n#endif\n; };",
        "struct [[limbeck::table]] T {\n#ifndef NDEBUG\n[[limbeck::not_null]]\n#endif\nint id; };",
        "#ifndef NDEBUG\n#define HAS_NOTE\n#endif\n"
        "struct [[limbeck::table]] T { int id;\n#ifdef HAS_NOTE\nint note;\n#endif\n};",
        "#ifndef NDEBUG\n#define NOTE int note;\n#else\n#define NOTE\n#endif\n"
        "struct [[limbeck::table]] T { int id; NOTE };",
        "#if defined(NDEBUG) && 0\n#else\n#define A 1\n#endif\n#if A\n#define B\n#endif\n"
        "struct [[limbeck::table]] T { int id;\n#ifdef B\nint note;\n#endif\n};"}) {
    EXPECT_EQ(told(text).size(), 1U) << text;
    // Where a whole table goes, there is nothing to tell it at.
    if (std::string(text).find("Other") == std::string::npos) {
      EXPECT_EQ(told(text, {"-DNDEBUG"}).size(), 1U) << text;
    }
  }
}

TEST_F(ConditionsTest, what_is_no_column_may_depend_on_anything) {
  for (const char* members :
       {"#ifndef NDEBUG\n  void check() const;\n#endif",
        "#ifndef NDEBUG\n  void check() const {}\n#else\n  void check() const;\n#endif",
        "  void check() const {\n#ifndef NDEBUG\n  int x = 0; (void)x;\n#endif\n  }",
        "#ifndef NDEBUG\n  static int count;\n  static_assert(true);\n  using A = int;\n#endif",
        "#ifndef NDEBUG\n  [[limbeck::transient]] int scratch;\n#endif",
        "#ifndef NDEBUG\n  [[limbeck::transient]] int a = 1; bool operator==(const T&) const = "
        "default;\n#endif",
        "#ifndef NDEBUG\n public:\n#endif", "#ifndef NDEBUG\n#endif",
        "#ifndef NDEBUG\n  // a comment\n#endif",
        "#ifdef NDEBUG\n  friend struct B;\n  struct Inner { int x; };\n  enum E { a, b };\n#endif",
        "#ifdef NDEBUG\n  T(int a, int b = 2);\n  T();\n#else\n  T() {}\n#endif"}) {
    EXPECT_EQ(told(table(members)), Told{}) << members;
    EXPECT_EQ(told(table(members), {"-DNDEBUG"}), Told{}) << members;
  }
}

TEST_F(ConditionsTest, a_condition_on_what_is_the_same_in_every_build_is_not_reported) {
  for (const char* text :
       {"#ifndef MODEL_H\n#define MODEL_H\nstruct [[limbeck::table]] T { int id; };\n#endif\n",
        "#include <cassert>\n#include <string>\nstruct [[limbeck::table]] T { int id; std::string "
        "s;\n"
        "#ifdef __linux__\nint a;\n#endif\n#if __cplusplus >= 202002L\nint b;\n#endif\n"
        "#if __has_include(<string>)\nint c;\n#endif\n#ifdef WITH_LOYALTY\nint d;\n#endif\n"
        "void check() const { assert(id > 0); } };\n"}) {
    EXPECT_EQ(told(text), Told{}) << text;
  }
}

TEST_F(ConditionsTest, macros_that_the_build_names_are_reported_as_well) {
  options_.configuration_macros = {"WITH_NOTE"};
  options_.private_macros = {"LIBRARY"};
  EXPECT_EQ(told(table("#ifdef WITH_NOTE\nint a;\n#endif\n#ifdef LIBRARY\nint b;\n#endif")),
            (Told{"2 warning WITH_NOTE", "5 warning LIBRARY"}));
}

TEST_F(ConditionsTest, what_two_compilers_answer_in_two_ways_is_an_error) {
  options_.command.emplace();
  options_.command->compiler = "/usr/bin/g++";
  options_.command->arguments = {"-std=gnu++20", "-c", "a.cpp"};
  options_.command->macros = {
      {"__cplusplus", "=202002L"}, {"__GNUC__", "=12"}, {"__linux__", "=1"}, {"__unix__", "=1"}};
  options_.command->default_macros = options_.command->macros;
  EXPECT_EQ(told(table("#ifdef __clang__\nint a;\n#endif")), (Told{"2 error __clang__"}));
  EXPECT_EQ(told(table("#if __GNUC__ >= 9\nint a;\n#endif")), (Told{"2 error __GNUC__"}));
  EXPECT_EQ(told(table("#if defined(__GNUC__) && defined(__linux__)\nint a;\n#endif")), Told{});
  EXPECT_EQ(told("#ifdef __clang__\n#define A 1\n#endif\n" + table("#if A\nint a;\n#endif")),
            (Told{"5 error __clang__"}));
  // What is decided before is not asked.
  EXPECT_EQ(told(table("#if defined(__linux__)\nint a;\n#elif defined(__clang__)\nint b;\n#endif")),
            Told{});
  // An attribute that only limbeck's Clang is shown is as it is meant.
  EXPECT_EQ(
      told("#ifdef __clang__\n#define NAME(x) [[limbeck::column(x)]]\n#else\n#define NAME(x)\n"
           "#endif\n" +
           table("NAME(\"b\") int a;")),
      Told{});
  EXPECT_EQ(told(table("#ifdef __clang__\nint a;\n#endif"), {"-U__clang__"}), Told{});
  EXPECT_EQ(told(table("#if __GNUC__ >= 9\nint a;\n#endif"), {"-D__GNUC__=12"}), Told{});
}

TEST_F(ConditionsTest, a_systems_headers_are_their_own_business) {
  fs::create_directories(folder_ / "system");
  std::ofstream(folder_ / "system" / "lib.h")
      << "#ifdef NDEBUG\ntypedef int Number;\n#else\ntypedef int Number;\n#endif\n";
  EXPECT_EQ(
      told("#include <lib.h>\n" + table("Number n;"), {"-isystem", (folder_ / "system").string()}),
      Told{});
}

}  // namespace
}  // namespace limbeck::compiler::conditions_test
