// How wide a property of a column, of a constraint, of an index or of an SQL object is, and how
// wide a kind of SQL object is: what has to be edited for one more (CONTRIBUTING.md, "Where a
// change goes").
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
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

// Of each file its name, and its lines without comments.
const std::map<std::string, std::vector<std::string>>& code() {
  static const auto all = [] {
    const fs::path root = LIMBECK_SOURCE_DIR;
    std::map<std::string, std::vector<std::string>> files;
    for (const char* top : {"migrations", "compiler", "runtime"}) {
      for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
        const std::string extension = entry.path().extension().string();
        if (extension != ".h" && extension != ".cpp") continue;
        std::vector<std::string>& lines = files[fs::relative(entry.path(), root).string()];
        std::ifstream in(entry.path());
        for (std::string line; std::getline(in, line);)
          lines.push_back(line.substr(0, line.find("//")));
      }
    }
    return files;
  }();
  return all;
}

bool is_part_of_a_word(char c) {
  return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0;
}

enum class Quoted { counts, does_not_count };

// Whether the line has the word. A text of its own is the name of a field in JSON, or of an
// argument.
bool has_word(const std::string& line, const std::string& word, Quoted quoted) {
  for (auto at = line.find(word); at != std::string::npos; at = line.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const char before = at == 0 ? ' ' : line[at - 1];
    if (!is_part_of_a_word(before) && (quoted == Quoted::counts || before != '"') &&
        (end == line.size() || !is_part_of_a_word(line[end])))
      return true;
  }
  return false;
}

// Whether one of `words`, which are joined by `|`, is in a line.
bool is_named_in(const std::vector<std::string>& lines, const std::string& words, Quoted quoted) {
  std::istringstream list(words);
  for (std::string word; std::getline(list, word, '|');) {
    if (std::ranges::any_of(lines,
                            [&](const std::string& line) { return has_word(line, word, quoted); }))
      return true;
  }
  return false;
}

// The files whose code names one of `words`, which are joined by `|`.
std::vector<std::string> files_that_name(const std::string& words) {
  std::vector<std::string> found;
  for (const auto& [file, lines] : code()) {
    if (!is_a_place_of_its_own(file) && is_named_in(lines, words, Quoted::does_not_count))
      found.push_back(file);
  }
  return found;
}

TEST(House, a_property_is_named_in_few_files) {
  struct Counted {
    std::string property;
    std::size_t files;
  };
  for (const auto& [property, most] :
       std::vector<Counted>{{"collation", 15},  // of columns, of index elements and of domains
                            {"nulls_not_distinct", 3},  // of unique constraints and of indexes
                            {"on_delete_columns", 5},
                            {"tablespace", 2},
                            {"procedure", 5}}) {
    const auto files = files_that_name(property);
    std::string list;
    for (const std::string& file : files) list += "\n  " + file;
    EXPECT_EQ(files.size(), most) << property << " is named in" << list
                                  << "\nIf there are fewer now, this test should say so.";
  }
}

// Where all properties of a struct are listed, one more has to be listed as well. Everything else
// goes over the tables of fields.
struct Listed {
  const char* what;
  std::vector<const char*> properties;  ///< each as one of several words, which `|` joins
  std::size_t everywhere, postgresql, sqlite;
  std::size_t wanted;  ///< at most, for a property that one database has
};
const std::vector<Listed>& listed() {
  static const std::vector<Listed> all{
      {.what = "a column",
       .properties = {"nullable", "identity", "generated", "collation|collate"},
       .everywhere = 6,
       .postgresql = 2,
       .sqlite = 2,
       .wanted = 8},
      {.what = "an index",
       .properties = {"nulls_not_distinct|indnullsnotdistinct", "tablespace|spcname",
                      "storage|reloptions", "include|indnkeyatts"},
       .everywhere = 3,
       .postgresql = 2,
       .sqlite = 2,
       .wanted = 6},
      {.what = "a foreign key",
       .properties = {"on_delete_columns|confdelsetcols", "match|confmatchtype",
                      "on_update|confupdtype"},
       .everywhere = 3,
       .postgresql = 2,
       .sqlite = 1,
       .wanted = 6},
      {.what = "a unique constraint",
       .properties = {"nulls_not_distinct|indnullsnotdistinct", "deferrable|condeferrable",
                      "uniques|Unique"},
       .everywhere = 2,
       .postgresql = 2,
       .sqlite = 2,
       .wanted = 6},
  };
  return all;
}

TEST(House, the_properties_of_a_struct_are_listed_in_few_files) {
  for (const Listed& one : listed()) {
    std::size_t everywhere = 0, postgresql = 0, sqlite = 0;
    std::string list;
    for (const auto& [file, lines] : code()) {
      // A dialect's lower() changes a copy, so it names only what it changes.
      const bool lists_all = std::ranges::all_of(one.properties, [&](const char* words) {
        return is_named_in(lines, words, Quoted::counts);
      });
      if (!lists_all || file.ends_with("/lower.cpp")) continue;
      list += "\n  " + file;
      ++(file.find("/postgresql/") != std::string::npos ? postgresql
         : file.find("/sqlite/") != std::string::npos   ? sqlite
                                                        : everywhere);
    }
    EXPECT_EQ(everywhere, one.everywhere) << one.what << list;
    EXPECT_EQ(postgresql, one.postgresql) << one.what << list;
    EXPECT_EQ(sqlite, one.sqlite) << one.what << list;
    EXPECT_LE(one.everywhere + std::max(one.postgresql, one.sqlite), one.wanted) << one.what;
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
