// verify and introspect, as whoever types them sees them.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "limbeck/command_line.h"
#include "limbeck/migrate.h"
#include "limbeck/revision.h"
#include "tests/unit/runtime/support/database.h"
#include "tests/unit/runtime/support/shop.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::test::verify_test {

LIMBECK_REVISION(main_said) = {
    .revises = {"a10"},
    .upgrade =
        [](Operations& op) {
          op.create_table({"main", "spelled"}, {.columns = {{.name = "a", .type = integer}}});
          op.create_table("bare", {.columns = {{.name = "a", .type = integer}}});
        },
};

namespace {

struct VerifyResult {
  int code;
  std::string out, err;
};

class VerifyCommand : public testing::Test {
 protected:
  void SetUp() override { migrate(manifest_, url_); }

  VerifyResult run(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "/opt/shop/shop-migrate");
    arguments.insert(arguments.end(), {"--url", url_.c_str()});
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int code = command_line(manifest_, static_cast<int>(arguments.size()), arguments.data());
    std::string out = testing::internal::GetCapturedStdout();
    return {code, out, testing::internal::GetCapturedStderr()};
  }

  TemporaryDirectory directory_;
  std::string url_ = directory_.url("shop.db");
  History history_ = shop();
  Manifest manifest_ = history_.manifest();
};

TEST_F(VerifyCommand, says_that_nothing_differs_at_every_revision) {
  const std::string path = url_.substr(std::string("sqlite:").size());
  const VerifyResult at_head = run({"verify"});
  EXPECT_EQ(at_head.out, "the database '" + path + "' is as the history says at a10\n");
  EXPECT_EQ(at_head.err, "");
  EXPECT_EQ(at_head.code, 0);
  for (const char* id : {"a9", "a7", "a5", "a3", "a1"}) {
    ASSERT_EQ(run({"downgrade", id}).code, 0);
    EXPECT_EQ(run({"verify"}).code, 0) << id;
  }
  ASSERT_EQ(run({"downgrade", "base"}).code, 0);
  EXPECT_EQ(run({"verify"}).out,
            "the database '" + path + "' is as the history says before its first revision\n");
}

TEST_F(VerifyCommand, knows_a_table_whose_schema_is_said_to_be_main) {
  manifest_ = history_.add("main_said", limbeck_revision_main_said).manifest();
  migrate(manifest_, url_);
  const VerifyResult outcome = run({"verify"});
  EXPECT_EQ(outcome.code, 0) << outcome.out;
}

TEST_F(VerifyCommand, a_text_of_another_encoding_in_the_database_is_no_bug_in_limbeck) {
  execute(url_, "CREATE TABLE theirs (a DEFAULT 'caf\xe9')");
  const VerifyResult found = run({"verify", "--json"});
  EXPECT_EQ(found.code, 3) << found.err;
  EXPECT_TRUE(nlohmann::json::accept(found.out)) << found.out;
  const VerifyResult read = run({"introspect"});
  EXPECT_EQ(read.code, 1) << read.out;
  EXPECT_NE(read.err.find("/tables/"), std::string::npos) << read.err;
  EXPECT_EQ(run({"introspect", "--exclude", "theirs"}).code, 0);
}

TEST_F(VerifyCommand, names_what_was_done_by_hand_and_exits_with_3) {
  execute(url_, "DROP INDEX ix_users_email");
  execute(url_, "ALTER TABLE users ADD COLUMN nick TEXT DEFAULT 'x'");
  execute(url_, "ALTER TABLE posts RENAME COLUMN content TO words");
  execute(url_, "CREATE INDEX mine ON posts (author_id) WHERE id > 5");
  execute(url_, "DROP TABLE tags");
  execute(url_, "CREATE TABLE theirs (a)");
  const VerifyResult found = run({"verify"});
  EXPECT_EQ(found.code, 3);
  EXPECT_EQ(
      found.out.substr(found.out.find('\n') + 1),
      "  column 'posts.content' is missing: expected text, not null\n"
      "  column 'posts.words' is there, and no revision makes it: found text, not null\n"
      "  index 'mine' of 'posts' is there, and no revision makes it: found (author_id), where "
      "id > 5\n"
      "  table 'tags' is missing\n"
      "  column 'users.nick' is there, and no revision makes it: found text, nullable, "
      "default 'x'\n"
      "  index 'ix_users_email' of 'users' is missing: expected (email), unique\n"
      "  table 'theirs' is there, and no revision makes it\n"
      "verify --sql shows what would make it so again; a change that should stay belongs in a "
      "revision.\n"
      "What belongs to others is left out with --exclude PATTERN, or --ignore-extra for all "
      "of it.\n");
  EXPECT_NE(found.out.find("is not as the history says at a10: 7 differences\n"),
            std::string::npos);
}

TEST_F(VerifyCommand, leaves_out_what_a_pattern_names) {
  execute(url_, "CREATE TABLE theirs (a)");
  execute(url_, "CREATE TABLE other (a)");
  EXPECT_EQ(run({"verify"}).code, 3);
  EXPECT_EQ(run({"verify", "--exclude", "the*"}).code, 3);
  const VerifyResult both = run({"verify", "--exclude", "the*", "--exclude", "other"});
  EXPECT_EQ(both.code, 0);
  EXPECT_NE(both.out.find("not looked at, as asked: other, theirs\n"), std::string::npos)
      << both.out;
  EXPECT_EQ(run({"verify", "--ignore-extra"}).code, 0);
}

TEST_F(VerifyCommand, prints_differences_and_operations_as_json) {
  execute(url_, "ALTER TABLE users ADD COLUMN nick TEXT");
  const auto json = nlohmann::json::parse(run({"verify", "--json"}).out);
  EXPECT_EQ(json["current"], nlohmann::json::array({"a10"}));
  EXPECT_EQ(json["equal"], false);
  EXPECT_EQ(json["differences"].size(), 1u);
  EXPECT_EQ(json["differences"][0]["path"], "tables/users/columns/nick");
  EXPECT_EQ(json["differences"][0]["found"], "text, nullable");
  EXPECT_EQ(json["operations"].size(), 1u);
  EXPECT_EQ(json["operations"][0]["op"], "drop_column");
  EXPECT_EQ(json["operations"][0]["column"], "nick");
}

TEST_F(VerifyCommand, prints_sql_that_undoes_the_differences) {
  execute(url_, "DROP INDEX ix_users_email");
  const VerifyResult sql = run({"verify", "--sql"});
  EXPECT_EQ(sql.code, 3);
  execute(url_, sql.out);
  EXPECT_EQ(run({"verify"}).code, 0);
}

TEST_F(VerifyCommand, introspects_in_the_words_of_another_schema) {
  const auto plain = nlohmann::json::parse(run({"introspect"}).out);
  EXPECT_EQ(plain["tables"].size(), 3u);
  auto like = plain;
  for (auto& table : like["tables"]) {
    if (table["name"] != "users") continue;
    for (auto& column : table["columns"])
      if (column["name"] == "language") column["comment"] = "SQLite keeps none";
  }
  directory_.write("like.json", like.dump());
  const std::string file = (directory_.path() / "like.json").string();
  EXPECT_EQ(nlohmann::json::parse(run({"introspect", "--like", file.c_str()}).out), like);
  EXPECT_EQ(run({"introspect", "--like", "no such"}).code, 2);
}

// Each wrong row is named: by itself, or by what the database has that it says nothing of.
TEST_F(VerifyCommand, names_what_is_wrong_with_a_row_of_the_ledger) {
  struct Wrong {
    const char* sql;
    int code;
    const char* told;
  };
  const Wrong wrongs[] = {
      {"UPDATE limbeck_version SET version_num = 'nobody'", 1, "nobody"},
      {"UPDATE limbeck_version SET version_num = 'a9'", 3, "tags"},
      {"UPDATE limbeck_version SET version_num = 'a1'", 3, "posts"},
      {"DELETE FROM limbeck_version", 3, "users"},
      {"INSERT INTO limbeck_version VALUES ('a3')", 1, "a3"},
      {"INSERT INTO limbeck_version VALUES ('nobody')", 1, "nobody"},
  };
  execute(url_, "CREATE TABLE kept AS SELECT * FROM limbeck_version");
  for (const Wrong& wrong : wrongs) {
    execute(url_, wrong.sql);
    const VerifyResult outcome = run({"verify", "--exclude", "kept"});
    EXPECT_EQ(outcome.code, wrong.code) << wrong.sql << "\n" << outcome.out << outcome.err;
    EXPECT_NE((outcome.out + outcome.err).find(wrong.told), std::string::npos)
        << wrong.sql << "\n"
        << outcome.out << outcome.err;
    execute(url_, "DELETE FROM limbeck_version; INSERT INTO limbeck_version SELECT * FROM kept");
  }
}

TEST_F(VerifyCommand, names_what_no_revision_can_say_and_prints_it_as_json) {
  execute(url_, "CREATE VIRTUAL TABLE searched USING fts5(a)");
  const VerifyResult outcome = run({"verify"});
  EXPECT_EQ(outcome.code, 0) << outcome.out;
  EXPECT_NE(outcome.out.find("not looked at, as no revision can say it:\n"
                             "  objects/virtual table searched: virtual table searched\n"),
            std::string::npos)
      << outcome.out;
  const auto json = nlohmann::json::parse(run({"verify", "--json"}).out);
  EXPECT_EQ(json["not_looked_at"][0]["path"], "objects/virtual table searched");
  const VerifyResult read = run({"introspect"});
  EXPECT_EQ(read.err, "");
  EXPECT_EQ(nlohmann::json::parse(read.out)["objects"][0]["name"], "virtual table searched");
}

}  // namespace
}  // namespace limbeck::test::verify_test
