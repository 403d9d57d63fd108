// The table of rules (migrations/findings/rules.def): that it is whole, that docs/rules.md is made
// from it, that each rule has a test, and how wide a rule is.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/findings/rule.h"
#include "migrations/findings/rule_id.h"

namespace limbeck::findings::rules_test {
namespace {

namespace fs = std::filesystem;

const fs::path root = LIMBECK_SOURCE_DIR;
const std::string table = "migrations/findings/rules.def";

std::string read(const fs::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// By path; those of `folders`.
std::map<std::string, std::string> files_of(const std::vector<const char*>& folders) {
  std::map<std::string, std::string> files;
  for (const char* folder : folders) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      if (entry.is_regular_file())
        files[fs::relative(entry.path(), root).string()] = read(entry.path());
    }
  }
  return files;
}

/// The names of the rows with that macro, in order.
std::vector<std::string> names_in_table(const std::string& macro) {
  const std::string text = read(root / table);
  const std::regex row("(?:^|\n)" + macro + "\\(([a-z0-9_]+),");
  std::vector<std::string> names;
  for (auto at = std::sregex_iterator(text.begin(), text.end(), row); at != std::sregex_iterator();
       ++at)
    names.push_back((*at)[1]);
  return names;
}

/// Whether `words` stand in the text, and no letter behind them: std::regex takes minutes for this.
bool mentions(const std::string& text, const std::string& words) {
  for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) {
    const std::size_t end = at + words.size();
    if (end == text.size() ||
        (text[end] != '_' && std::isalnum(static_cast<unsigned char>(text[end])) == 0)) {
      return true;
    }
  }
  return false;
}

std::string name_of(const Rule& rule) {
  std::string name(rule.id.substr(std::string_view("limbeck-").size()));
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

std::string to_word(Severity severity) {
  return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "note";
}

TEST(Rules, each_has_an_identifier_of_its_own_and_says_what_it_means_and_what_to_do) {
  std::set<std::string_view> ids;
  for (const Rule& rule : all_rules()) {
    EXPECT_TRUE(std::regex_match(std::string(rule.id), std::regex("limbeck(-[a-z]+)+"))) << rule.id;
    EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
    for (const std::string_view text : {rule.meaning, rule.remedy})
      EXPECT_TRUE(text.size() > 20 && text.ends_with('.')) << rule.id << ": " << text;
    EXPECT_FALSE(rule.asked_by.empty()) << rule.id;
    EXPECT_EQ(rule_of(rule.rule).id, rule.id);
  }
  EXPECT_EQ(id_of(RuleId::none), "");
}

TEST(Rules, an_identifier_is_the_name_of_its_row) {
  std::vector<std::string> names = names_in_table("LIMBECK_OPERATION_RULE");
  for (std::string& name : names_in_table("LIMBECK_RULE")) names.push_back(std::move(name));
  ASSERT_EQ(names.size(), all_rules().size());
  for (const Rule& rule : all_rules())
    EXPECT_TRUE(std::find(names.begin(), names.end(), name_of(rule)) != names.end()) << rule.id;
}

TEST(Rules, each_is_found_by_something) {
  const auto sources = files_of({"migrations", "compiler", "runtime"});
  const auto of_operations = names_in_table("LIMBECK_OPERATION_RULE");
  for (const Rule& rule : all_rules()) {
    const std::string name = name_of(rule);
    const bool has_file = sources.contains("migrations/rules/" + name + ".cpp");
    const bool is_of_operations =
        std::find(of_operations.begin(), of_operations.end(), name) != of_operations.end();
    EXPECT_EQ(has_file, is_of_operations) << name;
    const bool is_used = std::any_of(sources.begin(), sources.end(), [&](const auto& source) {
      return mentions(source.second, "RuleId::" + name);
    });
    EXPECT_TRUE(has_file || is_used) << "nothing finds " << rule.id;
  }
}

TEST(Rules, each_is_shown_by_a_test_or_a_golden) {
  const auto tests = files_of({"tests/unit", "tests/golden", "tests/projects"});
  for (const Rule& rule : all_rules()) {
    // As it is printed, or as a test asks for it.
    const std::string id(rule.id), printed = "[" + id + "]", quoted = "\"" + id + "\"";
    const std::string mention = "RuleId::" + name_of(rule);
    const bool is_shown = std::any_of(tests.begin(), tests.end(), [&](const auto& test) {
      if (test.first.starts_with("tests/unit/house/")) return false;
      const std::string& text = test.second;
      return text.find(printed) != text.npos || text.find(quoted) != text.npos ||
             (test.first.ends_with(".cpp") && mentions(text, mention));
    });
    EXPECT_TRUE(is_shown) << "no test and no golden shows " << rule.id;
  }
}

// A rule about operations is its file and its row. What else names it knows what waives it.
TEST(House, a_rule_about_operations_is_named_in_two_files) {
  const std::map<std::string, std::set<std::string>> also{
      // .destructive of a revision, which the build asks for and `plan` repeats.
      {"destructive",
       {"compiler/limbeckc/write_revision.cpp", "compiler/model/model_json.cpp",
        "runtime/deployer/risks.cpp"}}};
  const auto sources = files_of({"migrations", "compiler", "runtime", "cmake"});
  const auto names = names_in_table("LIMBECK_OPERATION_RULE");
  ASSERT_FALSE(names.empty());
  for (const std::string& name : names) {
    const std::string home = "migrations/rules/" + name + ".cpp";
    std::string id = "\"limbeck-" + name + "\"";
    std::replace(id.begin(), id.end(), '_', '-');
    for (const auto& [file, text] : sources) {
      if (file == table || file == home) continue;
      if (!mentions(text, "RuleId::" + name) && !mentions(text, "rules::" + name) &&
          text.find(id) == std::string::npos)
        continue;
      EXPECT_TRUE(also.contains(name) && also.at(name).contains(file))
          << file << " names the rule " << name;
    }
    EXPECT_NE(sources.at(home).find("\nvoid " + name + "(const Context& context, "),
              std::string::npos)
        << home;
  }
}

TEST(RulesDocument, is_made_from_the_table) {
  const fs::path file = root / "docs/rules.md";
  std::ostringstream rows;
  rows << "| rule | severity | asked by | what it finds | what to do |\n| --- | --- | --- | --- | "
          "--- |\n";
  for (const Rule& rule : all_rules()) {
    rows << "| `" << rule.id << "` | " << to_word(rule.severity) << " | " << rule.asked_by << " | "
         << rule.meaning << " | " << rule.remedy << " |\n";
  }
  const std::string document = read(file);
  const std::size_t start = document.find("| rule |");
  ASSERT_NE(start, std::string::npos);
  if (std::getenv("LIMBECK_UPDATE_GOLDEN") == nullptr) {
    EXPECT_EQ(document.substr(start), rows.str()) << "LIMBECK_UPDATE_GOLDEN=1 writes it";
  } else if (document.substr(start) != rows.str()) {
    std::ofstream(file) << document.substr(0, start) << rows.str();
  }
}

}  // namespace
}  // namespace limbeck::findings::rules_test
