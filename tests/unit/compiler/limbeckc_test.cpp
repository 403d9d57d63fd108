// limbeckc as a build runs it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "compiler/emit/file_name.h"
#include "compiler/limbeckc/clock.h"
#include "compiler/limbeckc/depfile.h"
#include "compiler/limbeckc/hooks.h"
#include "compiler/limbeckc/response_file.h"
#include "tests/golden/golden.h"
#include "tests/golden/run.h"

namespace limbeck::compiler::limbeckc_test {
namespace {

namespace fs = std::filesystem;
using golden::Output;
using golden::read;
using golden::write;

TEST(ResponseFile, a_line_is_an_argument_and_what_is_empty_is_left_out) {
  const fs::path file = fs::temp_directory_path() / ("limbeck rsp " + std::to_string(::getpid()));
  write(file, "scan\n\n--name\nshop\n--database=\n--argument=-I/a b\r\n-D=\n");
  EXPECT_EQ(expand_response_files({"first", "@" + file.string(), "last", "@"}),
            (std::vector<std::string>{"first", "scan", "--name", "shop", "--argument=-I/a b",
                                      "-D=", "last", "@"}));
  fs::remove(file);
}

TEST(Depfile, what_make_would_read_otherwise_is_escaped) {
  EXPECT_EQ(depfile("/b/a b.stamp", {"/x#y", "/c$d"}),
            "/b/a\\ b.stamp: \\\n  /x\\#y \\\n  /c$$d\n");
}

TEST(RevisionName, is_the_minute_and_the_message_in_few_words) {
  const auto name = [](std::string message) {
    history::Node node;
    node.id = "91b0c6e2f7aa";
    node.message = std::move(message);
    node.created = "2026-11-20T14:31:07Z";
    return std::get<std::string>(revision_file_name(node, {2026, 11, 20, 14, 31, 7}));
  };
  EXPECT_EQ(name("Add display name!"), "202611201431_add_display_name.cpp");
  EXPECT_EQ(name("../../etc/passwd"), "202611201431_etc_passwd.cpp");
  EXPECT_EQ(name(" -- "), "202611201431_91b0c6e2f7aa.cpp");
  EXPECT_EQ(name("Größe"), "202611201431_größe.cpp");
  EXPECT_EQ(name("one two three four five six seven eight nine ten"),
            "202611201431_one_two_three_four_five_six_seven_eight.cpp");
  EXPECT_EQ(name(std::string(39, 'a') + "é"), "202611201431_" + std::string(39, 'a') + ".cpp");
}

TEST(RevisionName, is_made_by_the_projects_template_with_alembics_tokens) {
  history::Node node;
  node.id = "91b0c6e2f7aa";
  node.message = "Add display name";
  const Timestamp timestamp{2026, 1, 2, 3, 4, 5, 1767323045};
  const auto name = [&](std::string_view file_template, std::size_t longest = 40) {
    auto made = revision_file_name(node, timestamp, file_template, longest);
    const auto* error = std::get_if<TemplateError>(&made);
    return error == nullptr ? std::get<std::string>(made) : "error: " + error->message;
  };
  EXPECT_EQ(name("%(rev)s_%(slug)s"), "91b0c6e2f7aa_add_display_name.cpp");
  EXPECT_EQ(name("%%(year)d_%%(month).2d_%%(day).2d_%%(hour).2d%%(minute).2d-%%(rev)s_%%(slug)s"),
            "2026_01_02_0304-91b0c6e2f7aa_add_display_name.cpp")
      << "as it stands in an ini file";
  EXPECT_EQ(name("%(epoch)s.%(second)02d.%(month)d %(slug)s", 11),
            "1767323045.05.1 add_display.cpp");
  for (const char* wrong : {"%(date)s_%(slug)s", "%(slug)", "%(slug)d", "%slug", "%", "%(year)d",
                            "a/%(slug)s", ".%(slug)s", "%(slug"}) {
    EXPECT_EQ(name(wrong).find("error: the template for file names '"), 0u) << name(wrong);
  }
  node.message = "";
  EXPECT_EQ(name("%(rev)s_%(slug)s"), "91b0c6e2f7aa.cpp");
}

TEST(Clock, shows_a_time_in_the_projects_time_zone) {
  const std::string now = "2026-07-01T22:30:00Z";
  EXPECT_EQ(in_timezone(now, "")->hour, 22);
  EXPECT_EQ(in_timezone(now, "Europe/Berlin")->hour, 0);
  EXPECT_EQ(in_timezone(now, "Europe/Berlin")->day, 2);
  EXPECT_EQ(in_timezone(now, "utc")->hour, 22) << "in capitals, as Alembic tries";
  EXPECT_FALSE(in_timezone(now, "Mars/Olympus"));
  EXPECT_FALSE(in_timezone(now, "../etc/passwd"));
}

TEST(Hooks, split_their_command_as_a_shell_does_and_expand_nothing) {
  EXPECT_EQ(words_of(R"( a  'b c' "d \"e\" $x" f\ g "" )"),
            (std::vector<std::string>{"a", "b c", "d \"e\" $x", "f g", ""}));
}

class Limbeckc : public testing::Test {
 protected:
  void SetUp() override {
    ::setenv("SOURCE_DATE_EPOCH", "1795185067", 1);
    // A path that a careless tool would stumble over.
    work_ = fs::temp_directory_path() / ("limbeckc ü " + std::to_string(::getpid()));
    fs::remove_all(work_);
    fs::create_directories(work_);
  }
  void TearDown() override { fs::remove_all(work_); }

  Output run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), LIMBECKC);
    return golden::run_in(work_, arguments);
  }
  Output revision(std::vector<std::string> more) {
    more.insert(more.begin(), {"revision", "--name", "shop", "--directory", "migrations"});
    return run(more);
  }

  fs::path work_;
  const std::string schema_ =
      R"({"tables":[{"name":"t","columns":[{"name":"a","type":"text","nullable":true}]}]})";
};

TEST_F(Limbeckc, a_revision_by_hand_follows_the_head) {
  EXPECT_EQ(revision({"-m", "First", "--rev-id", "aaaa1"}).text,
            "created migrations/202611201431_first.cpp (aaaa1)\n");
  EXPECT_EQ(revision({"-m", "second", "--rev-id", "bbbb2", "--branch-label", "blog"}).text,
            "created migrations/202611201431_second.cpp (bbbb2, revises aaaa1)\n");
  const Output third = revision({"-m", "third"});
  EXPECT_NE(third.text.find(", revises bbbb2)"), std::string::npos) << third.text;
  EXPECT_NE(read(work_ / "migrations/202611201431_second.cpp").find(".branch_labels = {\"blog\"},"),
            std::string::npos);
}

TEST_F(Limbeckc, nothing_is_overwritten) {
  ASSERT_EQ(revision({"-m", "first"}).exit_code, 0);
  const std::string before = read(work_ / "migrations/202611201431_first.cpp");
  const Output again = revision({"-m", "first"});
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_NE(again.text.find("is there already"), std::string::npos) << again.text;
  EXPECT_EQ(read(work_ / "migrations/202611201431_first.cpp"), before);
}

TEST_F(Limbeckc, an_id_a_label_or_a_parent_that_cannot_be_is_refused_and_nothing_written) {
  ASSERT_EQ(revision({"-m", "first", "--rev-id", "aaaa1", "--branch-label", "blog"}).exit_code, 0);
  ASSERT_EQ(revision({"-m", "second", "--rev-id", "bbbb2"}).exit_code, 0);
  for (const std::vector<std::string>& wrong : {std::vector<std::string>{"--rev-id", "a-b"},
                                                {"--rev-id", "aaaa1"},
                                                {"--branch-label", "blog"},
                                                {"--head", "aaaa1"},
                                                {"--head", "nosuch"},
                                                {"--depends-on", "nosuch"}}) {
    std::vector<std::string> arguments = {"-m", "third"};
    arguments.insert(arguments.end(), wrong.begin(), wrong.end());
    EXPECT_EQ(revision(arguments).exit_code, 1) << wrong[0] << " " << wrong[1];
  }
  EXPECT_FALSE(fs::exists(work_ / "migrations/202611201431_third.cpp"));
  EXPECT_EQ(revision({"-m", "third", "--head", "aaaa1", "--splice"}).exit_code, 0);
  const Output heads = revision({"-m", "fourth"});
  EXPECT_EQ(heads.exit_code, 1);
  EXPECT_NE(heads.text.find("multiple heads are present"), std::string::npos) << heads.text;
  EXPECT_EQ(revision({"-m", "merged", "--head", "heads"}).exit_code, 0);
}

TEST_F(Limbeckc, autogenerate_writes_nothing_when_there_is_nothing_to_do) {
  write(work_ / "state.json", schema_);
  write(work_ / "model.json", schema_);
  const std::vector<std::string> autogenerate = {
      "--autogenerate", "--state", "state.json", "--model", "model.json", "-m", "nothing"};
  const Output none = revision(autogenerate);
  EXPECT_EQ(none.exit_code, 0);
  EXPECT_TRUE(none.text.starts_with("no changes: ")) << none.text;
  EXPECT_FALSE(fs::exists(work_ / "migrations"));
  auto empty = autogenerate;
  empty.push_back("--empty");
  EXPECT_TRUE(revision(empty).text.starts_with("created ")) << none.text;
}

TEST_F(Limbeckc, autogenerate_refuses_the_state_of_another_history) {
  write(work_ / "state.json", schema_);
  write(work_ / "model.json", schema_);
  ASSERT_EQ(revision({"-m", "first", "--rev-id", "aaaa1"}).exit_code, 0);
  const Output stale =
      revision({"--autogenerate", "--state", "state.json", "--model", "model.json", "-m", "x"});
  EXPECT_EQ(stale.exit_code, 1);
  EXPECT_NE(stale.text.find("build the target first"), std::string::npos) << stale.text;
}

TEST_F(Limbeckc, a_value_that_only_a_person_knows_is_asked_for) {
  write(work_ / "state.json", schema_);
  std::string model = schema_;
  model.insert(model.find("]}]}"), R"(,{"name":"b","type":"text","nullable":false})");
  write(work_ / "model.json", model);
  const Output run =
      revision({"--autogenerate", "--state", "state.json", "--model", "model.json", "-m", "b"});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_NE(run.text.find("202611201431_b.cpp:9:7: warning: this revision does not compile until"),
            std::string::npos)
      << run.text;
}

TEST_F(Limbeckc, what_a_database_has_is_not_made_again_and_its_administrators_is_not_dropped) {
  write(work_ / "state.json", R"({"tables":[]})");
  const std::string table =
      R"({"schema":"audit","name":"t","columns":[{"name":"a","type":"integer","nullable":false}]})";
  write(work_ / "model.json", R"({"tables":[)" + table + "]}");
  write(
      work_ / "against.json",
      R"({"tables":[],"schemas":[{"name":"audit"},{"name":"theirs"}],"extensions":[{"name":"citext"}]})");
  for (const std::vector<std::string>& objects :
       {std::vector<std::string>{}, std::vector<std::string>{"--declares-objects"}}) {
    std::vector<std::string> arguments = {"--autogenerate", "--state",    "state.json",
                                          "--model",        "model.json", "--against",
                                          "against.json",   "--sql",      "--dialect=postgresql"};
    arguments.insert(arguments.end(), objects.begin(), objects.end());
    EXPECT_EQ(revision(arguments).text,
              "-- postgresql\nCREATE TABLE \"audit\".\"t\" (\n  \"a\" integer NOT NULL\n);\n");
  }
}

TEST_F(Limbeckc, a_template_of_the_users_own_is_used_and_must_make_a_revision) {
  write(work_ / "mine",
        "// Ours.\n#include <limbeck/revision.h>\nLIMBECK_REVISION({{id}}) = {.revises = "
        "{{revises}}, "
        ".message = {{message}}, .upgrade = {{upgrade}}, .downgrade = {{downgrade}}};\n");
  ASSERT_EQ(revision({"-m", "first", "--template", "mine"}).exit_code, 0);
  EXPECT_TRUE(read(work_ / "migrations/202611201431_first.cpp").starts_with("// Ours."));
  write(work_ / "no id", "int x;\n");
  const Output none = revision({"-m", "second", "--template", "no id"});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_NE(none.text.find("no id does not make a revision that limbeck can read"),
            std::string::npos)
      << none.text;
  write(work_ / "other id", "LIMBECK_REVISION(x) = {};\n");
  EXPECT_EQ(revision({"-m", "second", "--template", "other id"}).exit_code, 1);
  EXPECT_FALSE(fs::exists(work_ / "migrations/202611201431_second.cpp"));
}

TEST_F(Limbeckc, the_projects_clang_format_is_followed_where_there_is_one) {
  if (std::system("clang-format --version >/dev/null 2>&1") != 0)
    GTEST_SKIP() << "clang-format is not installed";
  write(work_ / ".clang-format",
        "BasedOnStyle: Google\nIndentWidth: 8\nContinuationIndentWidth: 8\n");
  ASSERT_EQ(revision({"-m", "first"}).exit_code, 0);
  EXPECT_NE(read(work_ / "migrations/202611201431_first.cpp").find("\n        .revises"),
            std::string::npos);
}

TEST_F(Limbeckc, the_difference_of_two_schemas_is_printed) {
  write(work_ / "a.json", schema_);
  std::string other = schema_;
  other.insert(other.find("]}]}"),
               R"(,{"name":"b","type":"integer","nullable":true,"comment":"c"})");
  write(work_ / "b.json", other);
  EXPECT_EQ(run({"diff", "a.json", "b.json"}).text, "add_column t.b\n");
  EXPECT_EQ(run({"diff", "a.json", "b.json", "--exit-code"}).exit_code, 3);
  EXPECT_EQ(run({"diff", "a.json", "a.json", "--exit-code", "--json"}).text,
            "{\n  \"operations\": []\n}\n");
  // SQLite keeps no comments.
  std::string plain = other;
  plain.erase(plain.find(",\"comment\":\"c\""), std::string_view(",\"comment\":\"c\"").size());
  write(work_ / "c.json", plain);
  EXPECT_EQ(run({"diff", "b.json", "c.json"}).text, "alter_column t.b (no comment)\n");
  EXPECT_EQ(run({"diff", "b.json", "c.json", "--dialect", "sqlite"}).text, "");
}

TEST_F(Limbeckc, wrong_usage_and_unreadable_files_have_their_exit_codes) {
  EXPECT_EQ(run({}).exit_code, 2);
  const Output unknown = run({"revison"});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_EQ(unknown.text,
            "limbeckc: error: there is no command 'revison'; did you mean 'revision'?\n");
  EXPECT_EQ(run({"--version"}).exit_code, 0);
  EXPECT_EQ(run({"check", "--help"}).exit_code, 0);
  const Output missing = run({"check", "--state", "nowhere.json"});
  EXPECT_EQ(missing.exit_code, 1);
  EXPECT_EQ(missing.text,
            "limbeckc: error: nowhere.json: cannot read: No such file or directory\n");
  write(work_ / "bad.json", "{");
  EXPECT_EQ(run({"check", "--state", "bad.json"}).text,
            "limbeckc: error: bad.json: this is not JSON: at line 1, column 2: syntax error while "
            "parsing "
            "object key - unexpected end of input; expected string literal\n");
  EXPECT_EQ(run({"check", "--state", "bad.json", "--dialect", "oracle"}).exit_code, 2);
}

TEST_F(Limbeckc, a_stamp_is_touched_only_when_nothing_is_wrong) {
  write(work_ / "state.json", schema_);
  write(work_ / "model.json", R"({"tables":[]})");
  const auto check = [&](const char* drift) {
    return run({"check", "--state", "state.json", "--model", "model.json", "--stamp", "stamp",
                "--drift", drift})
        .exit_code;
  };
  EXPECT_EQ(check("error"), 3);
  EXPECT_FALSE(fs::exists(work_ / "stamp"));
  EXPECT_EQ(check("warn"), 0);
  EXPECT_TRUE(fs::exists(work_ / "stamp"));
  EXPECT_EQ(check("off"), 0);
  const Output json =
      run({"check", "--state", "state.json", "--model", "model.json", "--json", "--drift", "off"});
  EXPECT_EQ(json.text, "{\n  \"operations\": []\n}\n");
}

TEST_F(Limbeckc, several_heads_fail_the_check_unless_they_are_wanted) {
  write(
      work_ / "state.json",
      R"({"tables":[],"heads":[{"id":"aaaa1","message":"a","location":{"file":"a.cpp","line":1}},)"
      R"({"id":"bbbb2","message":"b","location":{"file":"b.cpp","line":1}}]})");
  const Output refused = run({"check", "--state", "state.json"});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_NE(refused.text.find("[limbeck-several-heads]"), std::string::npos) << refused.text;
  EXPECT_EQ(run({"check", "--state", "state.json", "--multiple-heads"}).exit_code, 0);
}

TEST_F(Limbeckc, what_a_revision_destroys_is_reported_when_it_is_made) {
  write(work_ / "state.json", schema_);
  write(work_ / "model.json", R"({"tables":[]})");
  const Output run =
      revision({"--autogenerate", "--state", "state.json", "--model", "model.json", "-m", "drop"});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_NE(run.text.find("warning: the build refuses this revision until it has .destructive"),
            std::string::npos)
      << run.text;
  EXPECT_NE(read(work_ / "migrations/202611201431_drop.cpp").find("// Destroys all rows of 't'."),
            std::string::npos);
}

TEST_F(Limbeckc, an_upgrade_that_destroys_is_refused_at_its_line_whatever_drift_is) {
  write(work_ / "state.json",
        R"({"tables":[],"destructive":[{"id":"aaaa1","destroys":"all rows of 't'",)"
        R"("location":{"file":"a.cpp","line":7,"column":9},)"
        R"("revision_location":{"file":"a.cpp","line":3,"column":1}}]})");
  const Output run = this->run({"check", "--state", "state.json", "--drift", "off"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_NE(run.text.find("a.cpp:7:9: error: this destroys all rows of 't', and revision aaaa1 "
                          "does not say why it may [limbeck-destructive]"),
            std::string::npos)
      << run.text;
  EXPECT_NE(run.text.find(".destructive = \"why\""), std::string::npos) << run.text;
}

TEST_F(Limbeckc, a_check_is_written_as_sarif_with_the_edit_that_makes_a_rename) {
  write(work_ / "state.json", schema_);
  std::string model = schema_;
  model.replace(model.find("\"a\""), 3, "\"b\"");
  model.insert(model.size() - 1, R"(,"locations":{"tables/t/columns/b":)"
                                 R"({"file":"/p/a b.h","line":5,"column":15,"length":1}})");
  write(work_ / "model.json", model);
  const std::vector<std::string> check = {"check",     "--state",        "state.json",
                                          "--model",   "model.json",     "--sarif",
                                          "out.sarif", "--project-root", "/p"};
  EXPECT_EQ(run(check).exit_code, 3);
  const auto log = nlohmann::json::parse(read(work_ / "out.sarif"));
  EXPECT_EQ(log.at("version"), "2.1.0");
  const auto& results = log.at("runs").at(0).at("results");
  ASSERT_EQ(results.size(), 2U);
  EXPECT_EQ(results[0].at("ruleId"), "limbeck-drift");
  EXPECT_EQ(results[0].at("level"), "error");
  const auto& place = results[0].at("locations").at(0).at("physicalLocation");
  EXPECT_EQ(place.at("artifactLocation").at("uri"), "a%20b.h");
  EXPECT_EQ(place.at("region").at("endColumn"), 16);
  const auto& change = results[0].at("fixes").at(0).at("artifactChanges").at(0);
  const auto& edit = change.at("replacements").at(0);
  EXPECT_EQ(edit.at("insertedContent").at("text"), " [[limbeck::renamed_from(\"a\")]]");
  EXPECT_EQ(edit.at("deletedRegion").at("startColumn"), 16);
  EXPECT_FALSE(results[1].contains("fixes"));

  write(work_ / "model.json", schema_);
  EXPECT_EQ(run(check).exit_code, 0);
  EXPECT_EQ(nlohmann::json::parse(read(work_ / "out.sarif")).at("runs").at(0).at("results").size(),
            0U);
}

}  // namespace
}  // namespace limbeck::compiler::limbeckc_test
