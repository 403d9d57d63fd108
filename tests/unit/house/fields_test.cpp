// How wide a property of a column, of a constraint, of an index or of an SQL object is, and how
// wide a kind of SQL object is: what has to be edited for one more (CONTRIBUTING.md, "Where a
// change goes").
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

namespace limbeck::test::fields_test {
namespace {

namespace fs = std::filesystem;

// Where a database or a language of ours has the property: its SQL, what it reads of a live
// database, the attribute of a model, the SQL of an object's file. All else goes over the tables of
// fields.
bool is_a_place_of_its_own(const std::string& file) {
  return std::ranges::any_of(
      std::vector<std::string>{"migrations/sql/", "runtime/introspect/", "compiler/scan/",
                               "compiler/scaffold/", "compiler/sql_objects/"},
      [&](const std::string& folder) { return file.starts_with(folder); });
}

// The files whose code, comments aside, names one of `words`, which are joined by `|`.
std::vector<std::string> files_that_name(const std::string& words) {
  const fs::path root = LIMBECK_SOURCE_DIR;
  const std::regex name("(^|[^\\w\"])(" + words + ")\\b");
  std::vector<std::string> found;
  for (const char* top : {"migrations", "compiler", "runtime"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      const std::string extension = entry.path().extension().string();
      const std::string file = fs::relative(entry.path(), root).string();
      if ((extension != ".h" && extension != ".cpp") || is_a_place_of_its_own(file)) continue;
      std::ifstream in(entry.path());
      for (std::string line; std::getline(in, line);) {
        if (!std::regex_search(line.substr(0, line.find("//")), name)) continue;
        found.push_back(file);
        break;
      }
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

TEST(House, a_property_is_named_in_few_files) {
  struct Counted {
    std::string property;
    std::size_t files;
  };
  for (const auto& [property, most] :
       std::vector<Counted>{{"collation", 16},  // of columns, of index elements and of domains
                            {"nulls_not_distinct", 4},  // of unique constraints and of indexes
                            {"on_delete_columns", 6},
                            {"tablespace", 3},
                            {"procedure", 5}}) {
    const auto files = files_that_name(property);
    std::string list;
    for (const std::string& file : files) list += "\n  " + file;
    EXPECT_EQ(files.size(), most) << property << " is named in" << list
                                  << "\nIf there are fewer now, this test should say so.";
  }
}

// A kind is named by its struct, by the list in a schema that holds its things, by the calls of a
// revision, and where it has a rule of its own. What goes over all kinds uses for_each_kind
// (migrations/schema/kinds.h). The operations on a kind are counted in operations_test.cpp. Eight
// files are the most that is wanted.
TEST(House, a_kind_of_sql_object_is_named_in_few_files) {
  struct Counted {
    std::string words;
    std::size_t files;
  };
  for (const auto& [words, most] : std::vector<Counted>{
           {"Domain|domains", 7}, {"Sequence|sequences", 8}, {"Extension|extensions", 7}}) {
    std::vector<std::string> files = files_that_name(words);
    std::erase_if(files, [](const std::string& file) {
      return file.starts_with("migrations/operations/kinds/");
    });
    std::string list;
    for (const std::string& file : files) list += "\n  " + file;
    EXPECT_EQ(files.size(), most) << words << " is named in" << list
                                  << "\nIf there are fewer now, this test should say so.";
  }
}

}  // namespace
}  // namespace limbeck::test::fields_test
