// Who may include whom (CONTRIBUTING.md, "The house"). The libraries' links keep most of it; this
// looks at the includes of every folder, and at those of third parties.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>
#include <vector>

namespace limbeck::test::includes_test {
namespace {

namespace fs = std::filesystem;

struct Folder {
  std::string path;
  std::vector<std::string> may_include;  // folders and single headers; the public headers always
};

// Lower folders first: a folder may list only folders above it here.
const std::vector<Folder>& folders() {
  const std::string findings = "migrations/findings/", history = "migrations/history/",
                    operations = "migrations/operations/", output = "migrations/output/",
                    schema = "migrations/schema/", sql = "migrations/sql/",
                    sql_text = "migrations/sql_text/", text = "migrations/text/",
                    diff = "migrations/diff/", scope = "migrations/scope/",
                    rules = "migrations/rules/", diagnostics = "migrations/diagnostics/";
  const std::string model = "compiler/model/", process = "compiler/process/",
                    emit = "compiler/emit/", check = "compiler/check/", scan = "compiler/scan/",
                    revisions = "compiler/revisions/", sql_objects = "compiler/sql_objects/",
                    scaffold = "compiler/scaffold/", adopt = "compiler/adopt/";
  const std::string commands = "runtime/commands/", connection = "runtime/connection/",
                    introspect = "runtime/introspect/", ledger = "runtime/ledger/",
                    verify = "runtime/verify/", migrator = "runtime/migrator/",
                    offline = "runtime/offline/", launch = "runtime/launch/",
                    trial = "runtime/trial/";
  static const std::vector<Folder> all{
      {"migrations/include/", {}},
      {text, {}},
      {output, {}},
      {sql_text, {}},
      {findings, {text, "migrations/schema/location.h"}},
      {diagnostics, {text, findings, "migrations/schema/location.h"}},
      {schema, {text, sql_text}},
      {operations, {text, sql_text, findings, schema}},
      {sql, {text, sql_text, findings, schema, operations, "migrations/include/"}},
      {rules, {text, sql_text, findings, schema, operations, sql}},
      {history, {text, findings, schema, operations}},
      {"migrations/state/",
       {text, output, sql_text, findings, diagnostics, schema, operations, sql, rules, history}},
      {diff, {text, sql_text, findings, schema, operations}},
      {scope, {text, sql_text, schema, diff}},

      {commands, {"migrations/sql/known_dialects.h"}},

      {process, {output}},
      {model, {findings, schema, diff}},
      {sql_objects, {output, sql_text, findings, diagnostics, schema, sql, model}},
      {emit, {sql_text, findings, schema, operations, sql, rules, history, diff}},
      {check,
       {text, findings, diagnostics, schema, operations, sql, history, diff, scope, model, emit}},
      {scan, {sql_text, findings, diagnostics, schema, model}},
      {scaffold, {text, sql_text, schema, operations, sql, diff, emit, "compiler/scan/naming.h"}},
      {revisions, {output, findings, diagnostics, schema, history}},
      {"compiler/limbeckc/",
       {text, output, findings, diagnostics, schema, operations, sql, history, diff, commands,
        process, model, sql_objects, emit, check, scan, revisions}},

      {"runtime/include/", {}},
      {connection, {text, sql_text, sql}},
      {introspect, {text, sql_text, schema, sql, diff, scope, connection}},
      {ledger, {text, sql_text, schema, sql, connection}},

      // The only folders of the compiler above ones of the runtime: what opens a live database.
      {adopt, {text, output, schema, scope, model, connection, introspect, ledger, scaffold}},
      {"compiler/developer/",
       {text, output, sql_text, schema, commands, process, adopt,
        "migrations/sql/known_dialects.h"}},

      {verify,
       {text, sql_text, findings, schema, scope, operations, sql, diff, connection, introspect,
        ledger}},
      {migrator, {text, sql_text, schema, operations, sql, history, connection, ledger}},
      {offline, {text, sql_text, sql, history, connection, ledger, migrator}},
      {launch, {text, connection, migrator}},
      {trial, {schema, sql, history, scope, connection, introspect, verify, migrator}},
      {"runtime/deployer/",
       {text, output, sql_text, findings, diagnostics, schema, operations, sql, rules, history,
        scope, commands, connection, verify, migrator, offline, launch, trial}},
      {"runtime/inspect/",
       {text, output, schema, history, commands, connection, migrator, "migrations/state/note.h"}},
  };
  return all;
}

// What the folders of one dialect have in common: the only headers of subfolders that another
// folder includes, and only that folder's subfolder of the same dialect.
const std::vector<std::string>& shared_by_a_dialects_folders() {
  static const std::vector<std::string> all{
      "migrations/sql/postgresql/own_names.h",
      "migrations/sql/postgresql/postgresql.h",
      "migrations/sql/postgresql/server_version.h",
      "migrations/sql/postgresql/type.h",
      "migrations/sql/postgresql/words.h",
      "migrations/sql/sqlite/ddl.h",
      "migrations/sql/sqlite/lower.h",
      "migrations/sql/sqlite/sqlite_dialect.h",
      "migrations/sql/sqlite/types.h",
      "runtime/connection/postgresql/lock_key.h",
      "runtime/connection/postgresql/pinned_settings.h",
      "runtime/connection/postgresql/table_check.h",
      "runtime/connection/sqlite/ordinary_table.h",
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

// `migrations/sql/` of `migrations/sql/postgresql/type.h`.
std::string folder_of(const std::string& file) {
  return file.substr(0, file.find('/', file.find('/') + 1) + 1);
}

// `postgresql` of `migrations/sql/postgresql/type.h`; empty for a file that is in no subfolder.
std::string subfolder_of(const std::string& file) {
  const std::string rest = file.substr(folder_of(file).size());
  return rest.substr(0, rest.find('/') == std::string::npos ? 0 : rest.find('/'));
}

const Folder* find_folder(const std::string& path) {
  const auto found = std::ranges::find(folders(), path, &Folder::path);
  return found == folders().end() ? nullptr : &*found;
}

TEST(House, a_folder_includes_only_the_folders_that_it_lists) {
  const auto includes = includes_of_the_tree();
  ASSERT_GT(includes.size(), 100U) << "the tree was not found";
  for (const Include& include : includes) {
    if (!include.quoted || include.path.starts_with("limbeck/")) continue;
    const std::string own = folder_of(include.file);
    const Folder* folder = find_folder(own);
    ASSERT_NE(folder, nullptr) << include.file << " is in no folder of the list";
    EXPECT_TRUE(include.path.starts_with(own) ||
                starts_with_one_of(include.path, folder->may_include))
        << include.file << " includes " << include.path;
  }
}

TEST(House, a_folder_lists_only_folders_below_it) {
  for (auto folder = folders().begin(); folder != folders().end(); ++folder) {
    for (const std::string& used : folder->may_include) {
      const bool is_below = std::any_of(folders().begin(), folder,
                                        [&](const Folder& lower) { return lower.path == used; });
      EXPECT_TRUE(is_below || used.ends_with(".h")) << folder->path << " lists " << used;
    }
  }
}

TEST(House, a_header_of_a_subfolder_is_private_to_its_folder) {
  std::vector<std::string> unused = shared_by_a_dialects_folders();
  for (const Include& include : includes_of_the_tree()) {
    if (!include.quoted || !find_folder(folder_of(include.path)) ||
        folder_of(include.path).ends_with("/include/") || subfolder_of(include.path).empty() ||
        folder_of(include.path) == folder_of(include.file))
      continue;
    EXPECT_EQ(std::ranges::count(shared_by_a_dialects_folders(), include.path), 1)
        << include.file << " includes " << include.path;
    EXPECT_EQ(subfolder_of(include.file), subfolder_of(include.path))
        << include.file << " includes " << include.path;
    std::erase(unused, include.path);
  }
  for (const std::string& header : unused) ADD_FAILURE() << "no other folder includes " << header;
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
}  // namespace limbeck::test::includes_test
