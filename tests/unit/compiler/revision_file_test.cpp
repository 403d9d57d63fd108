#include "compiler/revisions/revision_file.h"

#include <gtest/gtest.h>

#include <random>

#include "compiler/revisions/directory.h"
#include "migrations/findings/rule_id.h"

namespace limbeck::compiler::revision_file_test {
namespace {

struct Read {
  std::optional<RevisionFile> revision;
  diagnostics::Diagnostics diagnostics;

  std::vector<std::string> messages() const {
    std::vector<std::string> texts;
    for (const auto& d : diagnostics.all()) {
      texts.push_back(std::to_string(d.location.line) + ":" + std::to_string(d.location.column) +
                      ": " + d.message);
    }
    return texts;
  }
};

Read read(std::string_view text) {
  Read result;
  result.revision = read_revision_file("r.cpp", text, result.diagnostics);
  return result;
}

using Texts = std::vector<std::string>;

// Not `cpp`: clang-format would lay it out anew.
constexpr std::string_view plain = R"revision(// Add posts.
#include <limbeck/revision.h>

LIMBECK_REVISION(3f9c2a71d04e) = {
    .revises = {"0a1b2c3d4e5f"},
    .depends_on = {"9f", "auth"},
    .branch_labels = {"blog"},
    .message = "add posts",
    .created = "2026-11-20T10:12:00Z",
    .upgrade = [](limbeck::Operations& op) { op.drop_table("x"); },
    .downgrade = limbeck::irreversible("no, never"),
};
)revision";

// Clang's lexer would use up the stack.
TEST(RevisionFile, thousands_of_line_continuations_in_a_row_are_reported) {
  for (const std::string one : {"\\\n", "\\ \r\n", "?\?/\n"}) {
    std::string text = "// x\n";
    for (int i = 0; i < 50'000; ++i) text += one;
    const Read result = read(text + std::string(plain));
    EXPECT_FALSE(result.revision);
    EXPECT_EQ(
        result.messages(),
        Texts{"2:1: more than a thousand lines in a row hold nothing but a line continuation"});
  }
}

TEST(RevisionFile, everything_that_identifies_a_revision_is_read) {
  const Read result = read(plain);
  EXPECT_EQ(result.messages(), Texts{});
  ASSERT_TRUE(result.revision);
  const history::Node& node = result.revision->node;
  EXPECT_EQ(node.id, "3f9c2a71d04e");
  EXPECT_EQ(node.revises, Texts{"0a1b2c3d4e5f"});
  EXPECT_EQ(node.depends_on, (Texts{"9f", "auth"}));
  EXPECT_EQ(node.branch_labels, Texts{"blog"});
  EXPECT_EQ(node.message, "add posts");
  EXPECT_EQ(node.created, "2026-11-20T10:12:00Z");
  EXPECT_EQ(node.location, (schema::Location{"r.cpp", 4, 18, 12}));
  ASSERT_EQ(node.depends_on_at.size(), 2U);
  EXPECT_EQ(node.depends_on_at[1], (schema::Location{"r.cpp", 6, 26, 6}));
}

TEST(RevisionFile, the_spelling_of_a_text_does_not_matter) {
  const auto message = [](const std::string& literal) {
    const Read result = read("LIMBECK_REVISION(a) = {.message = " + literal + "};");
    EXPECT_EQ(result.messages(), Texts{}) << literal;
    return result.revision ? result.revision->node.message : "none";
  };
  EXPECT_EQ(message(R"("a" /* between */ "b")"), "ab");
  EXPECT_EQ(message("R\"x(a\\n\"b)x\""), "a\\n\"b");
  EXPECT_EQ(message("R\"(a)\" \"\\tb\""), "a\tb");
  EXPECT_EQ(message("\"a\\\nb\""), "ab");
  EXPECT_EQ(message("u8\"\\u00e9\\x41\\102\""), "éAB");
  EXPECT_EQ(message("\"a\"sv"), "a");
  EXPECT_EQ(message("\"\""), "");
}

TEST(RevisionFile, layout_does_not_matter_to_reading) {
  const Read macro = read("#define OLD LIMBECK_REVISION(a)\nLIMBECK_REVISION(b) = {};");
  EXPECT_EQ(macro.messages(), Texts{});
  ASSERT_TRUE(macro.revision);
  EXPECT_EQ(macro.revision->node.id, "b");
  const Read braced =
      read("LIMBECK_REVISION (\n  ab_1 // the id\n) {.revises{\"x\",}, .message{\"m\"},};");
  EXPECT_EQ(braced.messages(), Texts{});
  ASSERT_TRUE(braced.revision);
  EXPECT_EQ(braced.revision->node.revises, Texts{"x"});
  EXPECT_EQ(braced.revision->node.message, "m");
}

TEST(RevisionFile, a_values_own_commas_and_brackets_do_not_end_it) {
  const Read result = read(
      "LIMBECK_REVISION(a) = {.upgrade = [](limbeck::Operations& op) { f<a, b>(1, {2, 3}); }, "
      ".downgrade = g<int, long>, .message = \"m\"};");
  EXPECT_EQ(result.messages(), Texts{});
  EXPECT_EQ(result.revision->node.message, "m");
}

TEST(RevisionFile, each_mistake_is_reported_at_its_place) {
  const auto messages = [](std::string_view text) { return read(text).messages(); };
  EXPECT_EQ(
      messages("int x;"),
      Texts{"0:0: this file holds no revision: every .cpp file of the directory defines one"});
  EXPECT_EQ(
      messages("LIMBECK_REVISION = {};"),
      Texts{"1:18: expected '(' and the revision's identifier after LIMBECK_REVISION; found '='"});
  EXPECT_EQ(messages("LIMBECK_REVISION() = {};"),
            Texts{"1:18: LIMBECK_REVISION needs the revision's identifier: "
                  "LIMBECK_REVISION(91b0c6e2f7aa)"});
  EXPECT_EQ(messages("LIMBECK_REVISION(a-b) = {};"),
            Texts{"1:18: revision identifier 'a-b' may hold letters, digits and underscores only"});
  EXPECT_EQ(messages("LIMBECK_REVISION(a) = 5;"),
            Texts{"1:23: expected '= {' after LIMBECK_REVISION(a); found '5'"});
  EXPECT_EQ(messages("LIMBECK_REVISION(a) = {{\"x\"}, \"m\"};"),
            Texts{"1:24: expected a member such as '.revises' or '.message'; found '{'"});
  EXPECT_EQ(messages("LIMBECK_REVISION(a) = {.revises = \"x\", .mesage = \"m\"};"),
            (Texts{"1:35: '.revises' must be a list of string literals in braces, as in "
                   "{\"3f9c2a71d04e\"}; found '\"x\"'",
                   "1:41: a revision has no member '.mesage'; did you mean '.message'?"}));
  EXPECT_EQ(messages("LIMBECK_REVISION(a) = {.revises = {parent}, .message = MESSAGE};"),
            (Texts{"1:36: '.revises' must be a list of string literals; found 'parent'",
                   "1:56: '.message' must be a string literal; found 'MESSAGE'"}));
  EXPECT_EQ(messages("LIMBECK_REVISION(a) = {.message = \"a\", .message = L\"b\"};"),
            (Texts{"1:41: '.message' is given twice",
                   "1:51: this string literal cannot be read here: write a plain one"}));
  EXPECT_EQ(messages("LIMBECK_REVISION(a) = {.message = \"a\" .created = \"b\"};"),
            Texts{"1:39: expected ',' or '}' after '.message'; found '.'"});
  EXPECT_EQ(messages("LIMBECK_REVISION(a) = {.message = \"a\""),
            Texts{"1:23: no '}' closes this revision"});
  EXPECT_EQ(messages("LIMBECK_REVISION(a) = {.message = \"a\"}"),
            Texts{"1:38: expected ';' after the revision; the file ends here"});
  EXPECT_EQ(messages("LIMBECK_REVISION(a) = {};\nLIMBECK_REVISION(b) = {};"),
            Texts{"2:1: a file holds one revision; move this one to a file of its own"});
  EXPECT_EQ(
      messages("namespace n { LIMBECK_REVISION(a) = {}; }"),
      Texts{
          "1:15: LIMBECK_REVISION must stand at file scope, outside every namespace and function"});
}

TEST(RevisionFile, more_parents_than_a_revision_can_hold_are_refused) {
  std::string ids;
  for (int i = 0; i < 17; ++i) ids += "\"r" + std::to_string(i) + "\", ";
  const Read result = read("LIMBECK_REVISION(a) = {.revises = {" + ids + "}};");
  ASSERT_EQ(result.messages().size(), 1U);
  EXPECT_EQ(result.messages()[0],
            "1:35: '.revises' holds 17 identifiers; at most 16 fit: merge in steps");
}

std::string checksum_of(std::string_view text) {
  const Read result = read(text);
  return result.revision ? result.revision->checksum : "none";
}

TEST(RevisionFile, layout_comments_and_line_ends_do_not_change_the_checksum) {
  const std::string original(plain);
  const std::string sum = checksum_of(original);
  EXPECT_EQ(sum.size(), 64U);
  std::string crlf, spaced;
  for (const char c : original) crlf += c == '\n' ? "\r\n" : std::string(1, c);
  EXPECT_EQ(checksum_of(crlf), sum);
  EXPECT_EQ(checksum_of("\xEF\xBB\xBF" + original), sum);
  EXPECT_EQ(checksum_of("/* a comment */\n" + original + "\n\n// another\n"), sum);
  std::string other = original;
  other.replace(other.find(".revises"), 10, ".revises\n=  ");
  EXPECT_EQ(checksum_of(other), sum);
  EXPECT_EQ(checksum_of("LIMBECK_REVISION(a)={.message=R\"(x\r\ny)\"};"),
            checksum_of("LIMBECK_REVISION(a) = {.message = R\"(x\ny)\"};"));
}

TEST(RevisionFile, every_change_of_a_token_changes_the_checksum) {
  const std::string original(plain);
  std::string other = original;
  other.replace(other.find("drop_table"), 10, "drop_tabl2");
  EXPECT_NE(checksum_of(other), checksum_of(original));
  EXPECT_NE(checksum_of("LIMBECK_REVISION(a) = {.message = \"a\" \"b\"};"),
            checksum_of("LIMBECK_REVISION(a) = {.message = \"ab\"};"));
  const std::string revision = "\nLIMBECK_REVISION(a) = {};";
  EXPECT_NE(checksum_of("#define F (x)" + revision), checksum_of("#define F(x)" + revision));
  EXPECT_NE(checksum_of("#define F x\ny" + revision), checksum_of("#define F x y" + revision));
  EXPECT_EQ(checksum_of("#define  F  (x)" + revision), checksum_of("#define F (x)" + revision));
}

// Whatever the bytes: it ends, and what it reports lies inside the file.
TEST(RevisionFile, any_bytes_can_be_read) {
  std::mt19937 random(20261120);
  const std::string_view pieces[] = {"LIMBECK_REVISION",
                                     "(",
                                     ")",
                                     "{",
                                     "}",
                                     ".",
                                     "revises",
                                     "=",
                                     "\"",
                                     "R\"(",
                                     ")\"",
                                     "//",
                                     "/*",
                                     "*/",
                                     "\\\n",
                                     "#",
                                     "\n",
                                     "a1",
                                     ",",
                                     ";",
                                     "'",
                                     "\xff",
                                     "?\?/"};
  for (int round = 0; round < 3000; ++round) {
    std::string text = round % 2 == 0 ? std::string(plain) : std::string();
    const int edits = 1 + static_cast<int>(random() % 12);
    for (int i = 0; i < edits; ++i) {
      const std::size_t at = random() % (text.size() + 1);
      switch (random() % 4) {
        case 0:
          text.insert(at, pieces[random() % std::size(pieces)]);
          break;
        case 1:
          text.insert(at, 1, static_cast<char>(random() & 0xFFU));
          break;
        case 2:
          text.erase(at, random() % 8);
          break;
        default:
          text.resize(text.size() - std::min<std::size_t>(text.size(), random() % 20));
          break;
      }
    }
    SCOPED_TRACE(text);
    const int lines = 1 + static_cast<int>(std::count(text.begin(), text.end(), '\n'));
    for (const auto& d : read(text).diagnostics.all()) {
      ASSERT_LE(d.location.line, lines);
      ASSERT_FALSE(d.message.empty());
    }
  }
}

TEST(RevisionFile, one_that_cannot_be_read_is_named) {
  diagnostics::Diagnostics diagnostics;
  EXPECT_FALSE(read_revisions({"/no/such/revision.cpp"}, false, diagnostics).graph);
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].rule, RuleId::file);
  EXPECT_EQ(diagnostics.all()[0].location.file, "/no/such/revision.cpp");
}

}  // namespace
}  // namespace limbeck::compiler::revision_file_test
