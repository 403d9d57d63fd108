// How many headers are so small that they cost a reader more than they tell.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>

namespace limbeck::test::sizes_test {
namespace {

namespace fs = std::filesystem;

// A header of its own is for what has clients of its own. A part of a folder's work that one file
// needs stands in the header of a sibling that is the same thought.
TEST(House, headers_of_twenty_lines_or_fewer_do_not_become_more) {
  constexpr std::size_t most = 70;
  const fs::path root = LIMBECK_SOURCE_DIR;
  std::set<std::string> small;
  for (const char* top : {"migrations", "compiler", "runtime"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      if (entry.path().extension() != ".h") continue;
      std::ifstream in(entry.path());
      int lines = 0;
      for (std::string line; std::getline(in, line);) ++lines;
      if (lines <= 20) small.insert(fs::relative(entry.path(), root).string());
    }
  }
  ASSERT_GT(small.size(), 0U) << "the tree was not found";
  std::string list;
  for (const std::string& file : small) list += "\n  " + file;
  EXPECT_LE(small.size(), most) << list;
}

}  // namespace
}  // namespace limbeck::test::sizes_test
