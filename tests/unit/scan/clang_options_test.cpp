#include "compiler/scan/clang_options.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "compiler/scan/dropped_options.h"

namespace limbeck::compiler::clang_options_test {
namespace {

using Words = std::vector<std::string>;

CompileCommand command_of(Words arguments, bool clang = false) {
  CompileCommand command;
  command.directory = "/build";
  command.compiler = "/usr/bin/c++";
  command.arguments = std::move(arguments);
  command.arguments.insert(command.arguments.end(), {"-o", "a.o", "-c", "a.cpp"});
  command.macros = command.default_macros = {{"__cplusplus", "=202002L"}};
  if (clang) command.macros["__clang__"] = command.default_macros["__clang__"] = "=1";
  return command;
}

class ClangOptionsTest : public testing::Test {
 protected:
  Words told(const CompileCommand& command, const Words& ignored = {}) {
    return clang_options(command, ignored, diagnostics_).arguments;
  }
  std::string messages() const {
    std::string text;
    for (const auto& one : diagnostics_.all()) text += one.message + "\n";
    return text;
  }
  diagnostics::Diagnostics diagnostics_;
};

TEST_F(ClangOptionsTest, what_changes_a_header_is_forwarded_as_it_was_said) {
  for (const Words& words : std::vector<Words>{{"-DX"},
                                               {"-D", "X=1"},
                                               {"-UX"},
                                               {"-Idir"},
                                               {"-I", "dir"},
                                               {"-isystem", "dir"},
                                               {"-isystemdir"},
                                               {"-iquote", "dir"},
                                               {"-idirafter", "dir"},
                                               {"-imacros", "file.h"},
                                               {"-cxx-isystem", "dir"},
                                               {"-iprefix", "a"},
                                               {"-iwithprefix", "b"},
                                               {"-nostdinc"},
                                               {"-nostdinc++"},
                                               {"-undef"},
                                               {"-std=c++23"},
                                               {"-stdlib=libc++"},
                                               {"-O2"},
                                               {"-Os"},
                                               {"-pthread"},
                                               {"-fopenmp"},
                                               {"-fno-exceptions"},
                                               {"-fno-rtti"},
                                               {"-funsigned-char"},
                                               {"-fshort-enums"},
                                               {"-fshort-wchar"},
                                               {"-fno-char8_t"},
                                               {"-fpack-struct=1"},
                                               {"-ffreestanding"},
                                               {"-march=haswell"},
                                               {"-msse4.2"},
                                               {"-m32"},
                                               {"-fPIC"},
                                               {"--target=aarch64-linux-gnu"},
                                               {"-target", "aarch64-linux-gnu"},
                                               {"--sysroot=/x"},
                                               {"-isysroot", "/x"},
                                               {"-Wp,-DX"},
                                               {"-Xpreprocessor", "-DX"},
                                               {"-finput-charset=utf-8"},
                                               {"-ftemplate-depth=9"},
                                               {"-fconstexpr-depth=9"},
                                               {"-fno-builtin"},
                                               {"-trigraphs"}}) {
    Words expected = words;
    if (!words[0].starts_with("-std=")) expected.emplace_back("-std=gnu++20");
    EXPECT_EQ(told(command_of(words)), expected);
  }
  EXPECT_FALSE(diagnostics_.had_errors()) << messages();
}

TEST_F(ClangOptionsTest, what_is_no_matter_of_declarations_is_dropped_with_its_values) {
  const Words nothing{"-std=gnu++20"};
  for (const Words& words : std::vector<Words>{{"-MD", "-MT", "a.o", "-MF", "a.d"},
                                               {"-g"},
                                               {"-g3"},
                                               {"-ggdb"},
                                               {"-gsplit-dwarf"},
                                               {"-Wall"},
                                               {"-Werror"},
                                               {"-Wlogical-op"},
                                               {"-w"},
                                               {"-pedantic-errors"},
                                               {"-fdiagnostics-color=always"},
                                               {"-fconcepts-diagnostics-depth=2"},
                                               {"-fmax-errors=1"},
                                               {"-ftree-vectorize"},
                                               {"-fno-tree-pre"},
                                               {"-fipa-pta"},
                                               {"-fno-gcse"},
                                               {"-flto=4"},
                                               {"-flto=auto"},
                                               {"-ffat-lto-objects"},
                                               {"-fsanitize=address,bounds-strict"},
                                               {"-fno-sanitize-recover=all"},
                                               {"--coverage"},
                                               {"-fprofile-use=x"},
                                               {"-pg"},
                                               {"-save-temps"},
                                               {"-pipe"},
                                               {"--param", "x=1"},
                                               {"--param=x=1"},
                                               {"-fplugin=x.so"},
                                               {"-fplugin-arg-x-y=z"},
                                               {"-specs=/x"},
                                               {"-Wl,-z,now"},
                                               {"-Wa,--noexecstack"},
                                               {"-Xlinker", "-x"},
                                               {"-L", "dir"},
                                               {"-lm"},
                                               {"-static-libgcc"},
                                               {"-fuse-ld=gold"},
                                               {"-mtune=native"},
                                               {"-mno-fancy-math-387"},
                                               {"-mpreferred-stack-boundary=4"},
                                               {"-fmodules-ts"},
                                               {"-fabi-version=17"},
                                               {"-Winvalid-pch"},
                                               {"-x", "c++"},
                                               {"-frandom-seed=1"},
                                               {"-fno-gnu-unique"},
                                               {"-aux-info", "file"}}) {
    EXPECT_EQ(told(command_of(words)), nothing) << words[0];
  }
  EXPECT_FALSE(diagnostics_.had_errors()) << messages();
}

TEST_F(ClangOptionsTest, a_precompiled_headers_source_is_included_and_the_compiled_one_is_not) {
  EXPECT_EQ(told(command_of({"-include", "/b/cmake_pch.hxx"})),
            (Words{"-Xclang", "-include", "-Xclang", "/b/cmake_pch.hxx", "-std=gnu++20"}));
  EXPECT_EQ(told(command_of({"-Xclang", "-include-pch", "-Xclang", "/b/cmake_pch.hxx.pch",
                             "-Xclang", "-include", "-Xclang", "/b/cmake_pch.hxx", "-DX"},
                            true)),
            (Words{"-Xclang", "-include", "-Xclang", "/b/cmake_pch.hxx", "-DX", "-std=gnu++20"}));
  EXPECT_EQ(told(command_of({"-include-pch", "/b/x.pch"}, true)), (Words{"-std=gnu++20"}));
}

TEST_F(ClangOptionsTest, an_unknown_option_stops_the_scan_by_its_name) {
  for (const Words& words : std::vector<Words>{{"-fdo-the-unheard-of"},
                                               {"-mwhatever=2"},
                                               {"--no-such-thing"},
                                               {"-fimplicit-constexpr"}}) {
    diagnostics_ = {};
    told(command_of(words));
    ASSERT_EQ(diagnostics_.error_count(), 1U) << words[0];
    EXPECT_NE(diagnostics_.all()[0].message.find("'" + words[0] + "'"), std::string::npos)
        << messages();
    EXPECT_NE(diagnostics_.all()[0].notes[1].message.find("IGNORE_OPTIONS"), std::string::npos);
  }
}

TEST_F(ClangOptionsTest, the_value_of_an_unknown_option_is_named_too) {
  told(command_of({"-funheard-of", "value"}));
  EXPECT_EQ(diagnostics_.error_count(), 2U);
  EXPECT_NE(messages().find("'value'"), std::string::npos);
}

TEST_F(ClangOptionsTest, an_option_without_its_value_is_reported) {
  CompileCommand command = command_of({});
  command.arguments = {"-DX", "-isystem", "a.cpp"};
  told(command);
  EXPECT_NE(messages().find("'-isystem' lacks a value"), std::string::npos) << messages();
}

TEST_F(ClangOptionsTest, ignored_options_are_left_out_whole_or_by_their_beginning) {
  EXPECT_EQ(told(command_of({"-funheard-of", "value", "-munheard=1", "-DX"}),
                 {"-funheard-of", "value", "-munheard*"}),
            (Words{"-DX", "-std=gnu++20"}));
  EXPECT_FALSE(diagnostics_.had_errors()) << messages();
}

TEST_F(ClangOptionsTest, a_clang_gets_its_sanitizers_and_link_time_optimisation) {
  EXPECT_EQ(told(command_of({"-fsanitize=address", "-flto=thin"}, true)),
            (Words{"-fsanitize=address", "-flto=thin", "-std=gnu++20"}));
}

TEST_F(ClangOptionsTest, a_launcher_within_the_compiler_is_no_option) {
  EXPECT_EQ(told(command_of({"g++", "-DX"})), (Words{"-DX", "-std=gnu++20"}));
  EXPECT_FALSE(diagnostics_.had_errors()) << messages();
}

TEST_F(ClangOptionsTest, the_compilers_default_standard_is_the_scans) {
  for (const auto& [value, standard] : std::map<std::string, std::string>{{"=201703L", "17"},
                                                                          {"=202002L", "20"},
                                                                          {"=202100L", "23"},
                                                                          {"=202302L", "23"},
                                                                          {"=202400L", "26"},
                                                                          {"=202600L", "26"}}) {
    CompileCommand command = command_of({});
    command.macros["__cplusplus"] = value;
    EXPECT_EQ(told(command), (Words{"-std=gnu++" + standard}));
    command.macros["__STRICT_ANSI__"] = "=1";
    EXPECT_EQ(told(command), (Words{"-std=c++" + standard}));
  }
}

TEST_F(ClangOptionsTest, macros_that_come_and_go_with_the_options_are_set_for_the_scan) {
  CompileCommand command = command_of({});
  command.macros["__OPTIMIZE__"] = "=1";
  command.macros["_OPENMP"] = "=201511";
  command.macros["F"] = "(a,b)=a + b";
  command.macros["EMPTY"] = "=";
  command.macros["SAME"] = command.default_macros["SAME"] = "=1";
  command.default_macros["__NO_INLINE__"] = "=1";
  const ClangOptions options = clang_options(command, {}, diagnostics_);
  EXPECT_EQ(options.defined, (Words{"EMPTY=", "F(a,b)=a + b", "_OPENMP=201511", "__OPTIMIZE__=1",
                                    "__cplusplus=202002L"}));
  EXPECT_EQ(options.undefined, (Words{"__NO_INLINE__"}));
}

TEST(CompileCommand, is_read_as_the_build_wrote_it) {
  const auto command = compile_command_from_text(
      "limbeck compile command 1\ndirectory /a b\ncompiler /usr/bin/g++\nargument -DA=\"x y\"\n"
      "argument -c\n"
      "macros with options\n#define A \"x y\"\n#define F(a,b) a + b\n#define E\n"
      "macros by default\n#define __x86_64__ 1\n");
  ASSERT_TRUE(command);
  EXPECT_EQ(command->directory, "/a b");
  EXPECT_EQ(command->compiler, "/usr/bin/g++");
  EXPECT_EQ(command->arguments, (Words{"-DA=\"x y\"", "-c"}));
  EXPECT_EQ(command->macros, (Macros{{"A", "=\"x y\""}, {"F", "(a,b)=a + b"}, {"E", "="}}));
  EXPECT_EQ(command->default_macros, (Macros{{"__x86_64__", "=1"}}));
}

TEST(CompileCommand, any_other_file_is_none) {
  EXPECT_FALSE(compile_command_from_text(""));
  EXPECT_FALSE(
      compile_command_from_text("\x7f"
                                "ELF\n"));
}

TEST(DroppedOptions, an_entry_behind_another_that_takes_all_of_it_would_never_be_found) {
  EXPECT_EQ(find_dropped_option("-MF", true)->values, 1);
  EXPECT_EQ(find_dropped_option("-MD", true)->values, 0);
  EXPECT_EQ(find_dropped_option("-L", true)->values, 1);
  EXPECT_EQ(find_dropped_option("-Lx", true)->values, 0);
  EXPECT_EQ(find_dropped_option("-Wp,-DX", true), nullptr);
  EXPECT_EQ(find_dropped_option("-DX", true), nullptr);
  EXPECT_NE(find_dropped_option("-Wp,-MD,x", true), nullptr);
}

}  // namespace
}  // namespace limbeck::compiler::clang_options_test
