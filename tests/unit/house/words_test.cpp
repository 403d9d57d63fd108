// Plain words (CONTRIBUTING.md, "Glossary"): names and words that a newcomer would have to ask
// about stay out of the code. Names that were replaced do not come back. Words that are still in
// use may become fewer, not more.
#include <gtest/gtest.h>

#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace limbeck::words_test {
namespace {

namespace fs = std::filesystem;

// Identifiers that are not used, each with what to write instead.
const std::map<std::string, std::string, std::less<>>& replaced_names() {
  static const std::map<std::string, std::string, std::less<>> all{
      {"Doubt", "AmbiguousRename"},
      {"Effort", "AlterMethod"},
      {"HoldsMore", "HoldsSchemaValues"},
      {"Lineages", "TableIds"},
      {"Moment", "Timestamp"},
      {"Newer", "Feature"},
      {"Outlook", "RebuildPlan"},
      {"Patience", "WaitPolicy"},
      {"Pen", "ScriptContext"},
      {"Reached", "AppliedState"},
      {"Remarks", "Annotations"},
      {"Says", "Answer"},
      {"Teller", "DifferenceDescriber, ProblemCollector"},
      {"Turn", "MigrationGuard"},
      {"Unsettled", "MacroVariation"},
      {"Whole", "Batch"},
      {"Within", "EmbeddedContext"},
      {"gave_way", "is_transient"},
      {"keep_turn", "MigrationGuard"},
      {"lets_in", "allows_value"},
      {"takes_whole", "a batch"},
      {"throw_told", "rethrow_with_purpose"},
      {"write_as_itself", "reset_role"},
  };
  return all;
}

struct Word {
  std::size_t most;    // how often it may be used; lower it when it is used less
  std::string better;  // what to write instead
};

// Words in comments, texts and parts of identifiers.
const std::map<std::string, Word, std::less<>>& old_words() {
  static const std::map<std::string, Word, std::less<>> all{
      {"told", {540, "reported, or the name of what is reported"}},
      {"whoever", {22, "the name of the caller, user or process"}},
      {"nobody", {70, "the name of the caller, user or process, with 'no'"}},
      {"somebody", {36, "the name of the caller, user or process"}},
  };
  return all;
}

struct Use {
  std::string file;
  std::size_t line;
};

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_of_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// Calls `see(name, line)` for every identifier and word of the text.
template <class See>
void each_name(std::string_view text, See see) {
  std::size_t line = 1;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '\n') ++line;
    if (!is_of_name(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && is_of_name(text[end])) ++end;
    see(text.substr(i, end - i), line);
    i = end;
  }
}

/// The text without its comments. (A `//` inside of a literal is taken for one too.)
std::string without_comments(const std::string& text) {
  std::string code;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) code += line.substr(0, line.find("//")) + "\n";
  return code;
}

/// The parts of a name between underscores, in lower case: `told_` has the part `told`.
std::vector<std::string> parts_of(std::string_view name) {
  std::vector<std::string> parts(1);
  for (const char c : name) {
    if (!is_letter(c)) {
      parts.emplace_back();
    } else {
      parts.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  return parts;
}

/// The C++ files of the tree, but this one.
std::map<std::string, std::string> sources() {
  const fs::path root = LIMBECK_SOURCE_DIR;
  std::map<std::string, std::string> all;
  for (const char* top : {"migrations", "compiler", "runtime", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
      const fs::path& path = entry.path();
      if (path.extension() != ".h" && path.extension() != ".cpp") continue;
      if (path.filename() == "words_test.cpp") continue;
      std::ifstream file(path);
      all[fs::relative(path, root).string()] = {std::istreambuf_iterator<char>(file), {}};
    }
  }
  return all;
}

TEST(HouseOfWords, uses_no_name_that_was_replaced) {
  const auto all = sources();
  ASSERT_GT(all.size(), 100U) << "the tree was not found";
  for (const auto& [file, text] : all) {
    each_name(without_comments(text), [&, &path = file](std::string_view name, std::size_t line) {
      const auto found = replaced_names().find(name);
      if (found != replaced_names().end()) {
        ADD_FAILURE() << path << ":" << line << ": '" << name << "' was replaced by "
                      << found->second;
      }
    });
  }
}

TEST(HouseOfWords, uses_old_words_no_more_often_than_before) {
  std::map<std::string, std::vector<Use>> uses;
  for (const auto& [file, text] : sources()) {
    each_name(text, [&, &path = file](std::string_view name, std::size_t line) {
      for (const std::string& part : parts_of(name)) {
        if (old_words().contains(part)) uses[part].push_back({path, line});
      }
    });
  }
  for (const auto& [word, limit] : old_words()) {
    const std::vector<Use>& found = uses[word];
    std::map<std::string, std::size_t> files;
    for (const Use& use : found) ++files[use.file];
    std::string places;
    for (const auto& [file, count] : files) places += "\n  " + file + ": " + std::to_string(count);
    EXPECT_LE(found.size(), limit.most)
        << "'" << word << "' is used more often than before; write " << limit.better << places;
  }
}

}  // namespace
}  // namespace limbeck::words_test
