// What a new dialect touches (CONTRIBUTING.md, "A new dialect"): its folders, and the list in
// dialects.def. Nothing else compares a dialect's name, includes a dialect's header or names one in
// CMake.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "migrations/schema/dialect_keys.h"
#include "migrations/sql/known_dialects.h"

namespace limbeck::dialects_test {
namespace {

namespace fs = std::filesystem;

// Files that name a dialect in text, each with how many texts do, and why they may.
const std::map<std::string, int>& allowed() {
  static const std::map<std::string, int> all{
      // The keys of texts for one database, which are members of the specs that revisions write.
      {"migrations/schema/dialect_keys.h", 4},
      // The connections of applications' own, a constructor a client library.
      {"runtime/include/limbeck/migrate.h", 2},
      // What errors give for an example.
      {"cmake/limbeck_guards.cmake", 2},
  };
  return all;
}

std::string text_of(const fs::path& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::string names() {
  std::string list;
  for (const std::string_view name : schema::dialect_keys)
    list += (list.empty() ? "" : "|") + std::string(name);
  return "(?:" + list + ")";
}

bool is_in_a_dialects_folder(const fs::path& file) {
  for (const fs::path& part : file.parent_path()) {
    for (const std::string_view name : schema::dialect_keys)
      if (part == name) return true;
  }
  return false;
}

struct File {
  std::string path, text;
};

/// Those of these names, outside the dialects' folders.
std::vector<File> files(const std::vector<std::string>& tops,
                        const std::vector<std::string>& endings) {
  const fs::path root = LIMBECK_SOURCE_DIR;
  std::vector<File> found;
  for (const std::string& top : tops) {
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      const fs::path file = fs::relative(entry.path(), root);
      const bool is_one = std::any_of(endings.begin(), endings.end(), [&](const std::string& end) {
        return file.string().ends_with(end);
      });
      if (is_one && !is_in_a_dialects_folder(file))
        found.push_back({file.string(), text_of(entry.path())});
    }
  }
  return found;
}

std::size_t count(const std::string& text, const std::regex& what) {
  return static_cast<std::size_t>(
      std::distance(std::sregex_iterator(text.begin(), text.end(), what), {}));
}

std::string without_comments(const std::string& text, const std::string& begin) {
  return std::regex_replace(text, std::regex(begin + "[^\n]*"), "");
}

void expect_only_the_allowed(const std::string& path, std::size_t found) {
  const auto entry = allowed().find(path);
  const std::size_t may = entry == allowed().end() ? 0U : static_cast<std::size_t>(entry->second);
  EXPECT_EQ(found, may) << path
                        << " names dialects. Ask the dialect's objects instead, or make the "
                        << "table of migrations/include/limbeck/dialects.def.";
}

TEST(HouseOfDialects, names_a_dialect_nowhere_outside_its_folders) {
  // A text of dialects' names only: one, or several with spaces between.
  const std::regex name("\"" + names() + "(?: " + names() + ")*\"");
  const auto all = files({"migrations", "compiler", "runtime"}, {".h", ".cpp"});
  ASSERT_GT(all.size(), 100U) << "the tree was not found";
  for (const File& file : all)
    expect_only_the_allowed(file.path, count(without_comments(file.text, "//"), name));
}

TEST(HouseOfDialects, includes_a_dialects_header_nowhere_outside_its_folders) {
  const std::regex include("#include \"[^\"]*/" + names() + "/[^\"]*\"");
  for (const File& file : files({"migrations", "compiler", "runtime"}, {".h", ".cpp"}))
    EXPECT_EQ(count(file.text, include), 0U) << file.path << " includes a dialect's header";
}

TEST(HouseOfDialects, names_a_dialect_in_cmake_nowhere_outside_its_folders) {
  const std::regex name("\\b" + names() + "\\b|SQLite3|LIMBECK_WITH_", std::regex::icase);
  for (const File& file : files({"migrations", "compiler", "runtime", "cmake"},
                                {"CMakeLists.txt", ".cmake", ".cmake.in", ".cpp.in"})) {
    std::string text = without_comments(file.text, "#");
    // In sentences a database may be named.
    if (file.path != "cmake/limbeck_guards.cmake")
      text = std::regex_replace(text, std::regex("\"[^\"\n]*\\s[^\"\n]*\""), "");
    expect_only_the_allowed(file.path, count(text, name));
  }
}

TEST(HouseOfDialects, has_a_key_and_folders_for_each_dialect) {
  const fs::path root = LIMBECK_SOURCE_DIR;
  for (const sql::KnownDialect& dialect : sql::known_dialects) {
    for (const char* layer : {"migrations/sql", "runtime/connection", "runtime/introspect",
                              "runtime/offline", "runtime/trial"}) {
      EXPECT_TRUE(fs::is_directory(root / layer / dialect.name)) << layer << "/" << dialect.name;
    }
    EXPECT_EQ(sql::title_of(dialect.name), dialect.title);
  }
  EXPECT_EQ(sql::title_of("oracle"), "oracle");
  EXPECT_FALSE(sql::serverless_dialect().needs_server);
}

}  // namespace
}  // namespace limbeck::dialects_test
