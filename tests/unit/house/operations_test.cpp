// How wide an operation is: what has to be edited for one more (CONTRIBUTING.md, "Where a change
// goes").
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

namespace limbeck::test::operations_test {
namespace {

namespace fs = std::filesystem;

struct Source {
  std::string file, text;
};

std::vector<Source> sources() {
  const fs::path root = LIMBECK_SOURCE_DIR;
  std::vector<Source> found;
  for (const char* top : {"migrations", "compiler", "runtime", "cmake", "templates"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path());
      found.push_back({fs::relative(entry.path(), root).string(),
                       {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()}});
    }
  }
  std::sort(found.begin(), found.end(),
            [](const Source& a, const Source& b) { return a.file < b.file; });
  return found;
}

bool is_part_of_a_word(char c) {
  return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0;
}

bool has_word(const std::string& text, const std::string& word) {
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_part_of_a_word(text[at - 1])) &&
        (end == text.size() || !is_part_of_a_word(text[end]))) {
      return true;
    }
  }
  return false;
}

std::string listed(const std::vector<std::string>& files) {
  std::string list;
  for (const std::string& file : files) list += "\n  " + file;
  return list;
}

// Its home aside, an operation stands where a revision calls it (the public header, the recorder),
// where it changes a schema and is undone, in the SQL of a database that has it, and where diff
// makes it. What else asks about operations asks their descriptors.
TEST(House, an_operation_is_named_in_few_files) {
  struct Counted {
    std::string kind, call;
    std::size_t files;
  };
  const auto all = sources();
  ASSERT_GT(all.size(), 100U) << "the tree was not found";
  for (const auto& [kind, call, most] :
       std::vector<Counted>{{"AttachPartition", "attach_partition", 6},
                            {"RenameEnum", "rename_enum", 7},
                            {"ValidateConstraint", "validate_constraint", 6}}) {
    std::vector<std::string> files;
    for (const Source& source : all) {
      if (source.file.starts_with("migrations/operations/kinds/")) continue;
      if (has_word(source.text, kind) || has_word(source.text, call)) files.push_back(source.file);
    }
    EXPECT_EQ(files.size(), most) << kind << " is named in" << listed(files)
                                  << "\nIf there are fewer now, this test should say so.";
  }
}

// A kind that a visitor does not know has to be named in its Unsupported.
TEST(House, no_visitor_of_operations_takes_whatever_is_left) {
  const std::regex catch_all(
      R"(template <class Other>|\(const auto& (o|op|other|operation)\) const)");
  for (const Source& source : sources()) {
    if (source.file == "migrations/operations/visit.h" ||
        source.text.find("migrations/operations/visit.h") == std::string::npos) {
      continue;
    }
    EXPECT_FALSE(std::regex_search(source.text, catch_all)) << source.file;
  }
}

// operations/walk.h knows which operations hold others, at whatever depth. The rest say what an
// autocommit block itself is, each in a form of its own: JSON, C++, SQL, words, a schema.
TEST(House, only_the_walk_looks_for_operations_in_operations) {
  std::vector<std::string> files;
  for (const Source& source : sources()) {
    for (const char* look : {"get_if<operations::AutocommitBlock>", "get_if<AutocommitBlock>",
                             "holds_alternative<operations::AutocommitBlock>"}) {
      if (source.text.find(look) != std::string::npos) files.push_back(source.file);
    }
  }
  EXPECT_TRUE(files.empty()) << listed(files);
}

}  // namespace
}  // namespace limbeck::test::operations_test
