// Sources of one folder are compiled together (LIMBECK_UNITY): what each has in an anonymous
// namespace needs a name that no other has there. The compiler says so only of files that it meets
// in one unit, and which these are changes whenever a file is added.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>

namespace limbeck::test::own_names_test {
namespace {

namespace fs = std::filesystem;

/// What one file has in anonymous namespaces, with how it is declared: types, constants, other
/// names of types, and functions by their whole first line, as functions may share a name.
std::map<std::string, std::string> own_names(const fs::path& file) {
  static const std::regex type(
      "(?:template <.*> )?(?:struct|class|enum class|enum) (\\w+)[^;(=]*\\{?$");
  static const std::regex alias("using (\\w+) = (.*);");
  static const std::regex scope("\\w+::");
  static const std::regex constant(
      "(?:constexpr|const|static) [\\w:<>,&* ]*[ &*](\\w+)(?:\\[.*\\])?(?: =|\\{).*");
  static const std::regex function("(?!using|struct|class|enum)\\w[\\w:<>,&* ]*[ &*]\\w+\\(.*");
  std::map<std::string, std::string> names;
  std::ifstream input(file);
  bool is_inside = false;
  for (std::string line; std::getline(input, line);) {
    std::smatch found;
    if (line == "namespace {") {
      is_inside = true;
    } else if (line == "}  // namespace") {
      is_inside = false;
    } else if (!is_inside) {
      continue;
    } else if (std::regex_match(line, found, type)) {
      names[found[1]] = file.filename().string() + " has a type";
    } else if (std::regex_match(line, found, alias)) {
      names[found[1]] = "another name of " + std::regex_replace(found[2].str(), scope, "");
    } else if (std::regex_match(line, found, constant)) {
      names[found[1]] = file.filename().string() + " has a constant";
    } else if (std::regex_match(line, found, function)) {
      names[line.substr(0, line.find(" {"))] = file.filename().string() + " has a function";
    }
  }
  return names;
}

/// The folder whose CMakeLists.txt names the file.
fs::path folder_of(const fs::path& file) {
  fs::path folder = file.parent_path();
  while (!fs::exists(folder / "CMakeLists.txt")) folder = folder.parent_path();
  return folder;
}

/// Models, revisions and projects that tests read are compiled by others, or one by one.
bool is_of_a_test_program(const fs::path& file) {
  static const std::regex others(
      ".*/tests/((bench|fuzz|projects|golden/[^/]+/.*)/.*|[^/]+/[^/]+/.*/migrations/.*)");
  return !std::regex_match(file.string(), others);
}

TEST(House, sources_of_a_folder_have_names_of_their_own) {
  const fs::path source = LIMBECK_SOURCE_DIR;
  std::map<std::string, std::map<std::string, std::string>> folders;
  for (const char* top : {"migrations", "runtime", "compiler", "tests"}) {
    for (const fs::path& file : fs::recursive_directory_iterator(source / top)) {
      // A test has a namespace of its own for them.
      if (file.extension() != ".cpp" || file.string().ends_with("_test.cpp")) continue;
      if (!is_of_a_test_program(file)) continue;
      const std::string folder = folder_of(file).lexically_relative(source).string();
      for (const auto& [name, declared] : own_names(file)) {
        const auto [other, is_new] = folders[folder].emplace(name, declared);
        EXPECT_TRUE(is_new || other->second == declared)
            << folder << ": " << name << "\n  " << other->second << "\n  " << declared << " in "
            << file.filename();
      }
    }
  }
  EXPECT_GT(folders.size(), 20U);
}

TEST(House, a_test_has_a_namespace_that_is_named_after_its_source) {
  const fs::path tests = fs::path(LIMBECK_SOURCE_DIR) / "tests";
  int count = 0;
  for (const fs::path& file : fs::recursive_directory_iterator(tests)) {
    if (!file.string().ends_with("_test.cpp") || !is_of_a_test_program(file)) continue;
    ++count;
    const std::string ending = "::" + file.stem().string() + " {";
    std::ifstream input(file);
    bool has_one = false;
    for (std::string line; std::getline(input, line);)
      has_one = has_one || (line.starts_with("namespace ") && line.ends_with(ending));
    EXPECT_TRUE(has_one) << file << " lacks a namespace …" << ending;
  }
  EXPECT_GT(count, 150);
}

TEST(House, a_name_that_two_sources_have_is_found) {
  const fs::path file = fs::path(testing::TempDir()) / "own_names_test_sample.cpp";
  std::ofstream(file)
      << "namespace {\nstruct Brush {\n};\nclass Later;\nconstexpr int most = 3;\n"
         "using Kind = int;\nstd::string quote(std::string_view text) { return {}; }\n"
         "}  // namespace\nint outside = 1;\n";
  std::string all;
  for (const auto& [name, declared] : own_names(file)) all += name + ", ";
  EXPECT_EQ(all, "Brush, Kind, most, std::string quote(std::string_view text), ");
  fs::remove(file);
}

}  // namespace
}  // namespace limbeck::test::own_names_test
