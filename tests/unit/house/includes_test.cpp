// Who may include whom (CONTRIBUTING.md, "The house"). The libraries' links keep most of it; this
// keeps headers and third parties to their rooms as well.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct Room {
  std::string folder;
  std::vector<std::string> may_use;  // prefixes of include paths, its own folder aside
};

// The first room whose folder holds the file decides.
const std::vector<Room>& rooms() {
  static const std::vector<Room> all{
      {"migrations/include/", {"limbeck/"}},
      {"migrations/findings/", {"migrations/schema/location.h", "migrations/text/"}},
      {"migrations/diagnostics/",
       {"migrations/findings/", "migrations/schema/location.h", "migrations/text/"}},
      {"migrations/output/", {}},
      {"migrations/text/", {}},
      {"migrations/sql_text/", {}},
      {"migrations/schema/", {"limbeck/", "migrations/sql_text/", "migrations/text/"}},
      {"migrations/operations/",
       {"limbeck/", "migrations/findings/", "migrations/schema/", "migrations/sql_text/",
        "migrations/text/"}},
      {"migrations/sql/",
       {"migrations/include/limbeck/dialects.def", "limbeck/dialects.def", "migrations/findings/",
        "migrations/schema/", "migrations/operations/", "migrations/sql_text/",
        "migrations/text/"}},
      {"migrations/rules/",
       {"migrations/findings/", "migrations/schema/", "migrations/operations/", "migrations/sql/",
        "migrations/sql_text/", "migrations/text/"}},
      {"migrations/diff/",
       {"migrations/findings/", "migrations/schema/", "migrations/operations/",
        "migrations/sql_text/"}},
      {"migrations/scope/",
       {"limbeck/", "migrations/findings/", "migrations/schema/", "migrations/operations/",
        "migrations/diff/", "migrations/sql_text/", "migrations/text/"}},
      {"migrations/history/",
       {"limbeck/", "migrations/findings/", "migrations/schema/", "migrations/operations/",
        "migrations/text/"}},
      {"migrations/state/",
       {"limbeck/", "migrations/findings/", "migrations/schema/", "migrations/operations/",
        "migrations/rules/", "migrations/sql/", "migrations/sql_text/", "migrations/diagnostics/",
        "migrations/history/", "migrations/output/", "migrations/text/"}},
      {"compiler/", {"limbeck/", "migrations/", "compiler/", "runtime/commands/"}},
      {"runtime/commands/", {"migrations/sql/known_dialects.h"}},
      {"runtime/include/", {"limbeck/"}},
      {"runtime/", {"limbeck/", "migrations/", "runtime/"}},
  };
  return all;
}

struct ThirdParty {
  std::string prefix;
  std::vector<std::string> only_in;
};

const std::vector<ThirdParty>& third_parties() {
  static const std::vector<ThirdParty> all{
      {"clang/", {"compiler/scan/", "compiler/revisions/"}},
      {"llvm/", {"compiler/scan/", "compiler/revisions/"}},
      {"sqlite3.h", {"runtime/connection/sqlite/", "runtime/introspect/sqlite/"}},
      {"pqxx", {"runtime/connection/postgresql/"}},
      {"CLI/",
       {"compiler/limbeckc/", "compiler/developer/", "runtime/deployer/", "runtime/commands/"}},
      {"kainjow/", {"compiler/emit/"}},
      {"fmt/", {"compiler/"}},
  };
  return all;
}

bool starts_with_one_of(const std::string& text, const std::vector<std::string>& prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](const std::string& prefix) { return text.starts_with(prefix); });
}

struct Include {
  std::string file;
  std::string path;
  bool quoted;
};

std::vector<Include> includes_of_the_tree() {
  const fs::path root = LIMBECK_SOURCE_DIR;
  const std::regex include(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
  std::vector<Include> found;
  for (const char* top : {"migrations", "compiler", "runtime"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".h" && extension != ".cpp") continue;
      std::ifstream in(entry.path());
      std::smatch match;
      for (std::string line; std::getline(in, line);) {
        if (!std::regex_search(line, match, include)) continue;
        found.push_back({fs::relative(entry.path(), root).string(), match[2], match[1] == "\""});
      }
    }
  }
  return found;
}

TEST(House, a_room_includes_only_the_rooms_below_it) {
  const auto includes = includes_of_the_tree();
  ASSERT_GT(includes.size(), 100U) << "the tree was not found";
  for (const Include& include : includes) {
    if (!include.quoted) continue;
    const auto room = std::find_if(rooms().begin(), rooms().end(), [&](const Room& candidate) {
      return include.file.starts_with(candidate.folder);
    });
    ASSERT_NE(room, rooms().end()) << include.file << " is in no room";
    EXPECT_TRUE(include.path.starts_with(room->folder) ||
                starts_with_one_of(include.path, room->may_use))
        << include.file << " includes " << include.path;
  }
}

TEST(House, a_third_party_is_included_only_where_it_belongs) {
  for (const Include& include : includes_of_the_tree()) {
    for (const ThirdParty& party : third_parties()) {
      if (!include.path.starts_with(party.prefix)) continue;
      EXPECT_TRUE(starts_with_one_of(include.file, party.only_in))
          << include.file << " includes " << include.path;
    }
  }
}

TEST(House, the_public_headers_need_no_third_party) {
  for (const Include& include : includes_of_the_tree()) {
    if (include.file.find("/include/limbeck/") == std::string::npos || include.quoted) continue;
    EXPECT_EQ(include.path.find('/'), std::string::npos) << include.file << ": " << include.path;
    EXPECT_FALSE(include.path.ends_with(".h") || include.path == "iostream")
        << include.file << ": " << include.path;
  }
}

}  // namespace
