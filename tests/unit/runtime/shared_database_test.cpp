// Two histories in one database, neither of which knows of the other.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "limbeck/command_line.h"
#include "limbeck/migrate.h"
#include "tests/unit/runtime/support/database.h"
#include "tests/unit/runtime/support/errors.h"
#include "tests/unit/runtime/support/shop.h"
#include "tests/unit/runtime/support/temporary_directory.h"

// Named as the shop's: identifiers are a history's own.
LIMBECK_REVISION(b1) = {
    .message = "invoices",
    .upgrade =
        [](limbeck::Operations& op) {
          op.create_table("invoices", {.columns = {{.name = "id", .type = limbeck::bigint}}});
        },
    .downgrade = limbeck::reverse_of_upgrade,
};
LIMBECK_REVISION(b3) = {
    .revises = {"a2"},
    .message = "give the invoices to somebody else",
    .destructive = "nothing is: the table stays",
    .upgrade =
        [](limbeck::Operations& op) {
          op.execute(limbeck::SqlByDialect{},
                     [](limbeck::Operations& effect) { effect.drop_table("invoices"); });
        },
    .downgrade = limbeck::irreversible("they are somebody else's"),
};
LIMBECK_REVISION(b2) = {
    .revises = {"a1"},
    .message = "what they are for",
    .upgrade =
        [](limbeck::Operations& op) {
          op.add_column("invoices", {.name = "what", .type = limbeck::text, .nullable = true});
        },
    .downgrade = limbeck::reverse_of_upgrade,
};

LIMBECK_REVISION(b4) = {
    .revises = {"a2"},
    .message = "a change that SQLite rebuilds the table for",
    .upgrade =
        [](limbeck::Operations& op) {
          op.create_check_constraint("invoices", {.expression = "what <> ''"});
        },
    .downgrade = limbeck::reverse_of_upgrade,
};

namespace limbeck::test::shared_database_test {
namespace {

struct RunResult {
  int code;
  std::string out, err;
};

class SharedDatabase : public testing::Test {
 protected:
  SharedDatabase() {
    billing_history_.add("a1", limbeck_revision_b1).add("a2", limbeck_revision_b2);
    shop_.version_table = "shop_version";
    shop_.history_table = "shop_version_history";
    billing_ = billing_history_.manifest();
    billing_.name = "billing_migrations";
  }

  void exclude() {
    static constexpr std::string_view of_billing[] = {"invoices"};
    static constexpr std::string_view of_shop[] = {"users", "posts", "tags"};
    shop_.exclude_tables = {of_billing, 1};
    billing_.exclude_tables = {of_shop, 3};
  }

  RunResult run(const Manifest& manifest, std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "shop-migrate");
    arguments.insert(arguments.end(), {"--url", url_.c_str()});
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    const int code = command_line(manifest, static_cast<int>(arguments.size()), arguments.data());
    std::string out = testing::internal::GetCapturedStdout();
    return {code, out, testing::internal::GetCapturedStderr()};
  }
  static std::string differences(const RunResult& outcome) {
    std::string text;
    for (std::size_t at = 0; (at = outcome.out.find("\n  ", at)) != std::string::npos;) {
      const std::size_t end = outcome.out.find('\n', ++at);
      text += outcome.out.substr(at + 2, end - at - 2) + "\n";
    }
    return text;
  }

  TemporaryDirectory directory_;
  std::string url_ = directory_.url("all.db");
  History shop_history_ = shop();
  History billing_history_;
  Manifest shop_ = shop_history_.manifest();
  Manifest billing_;
};

TEST_F(SharedDatabase, each_history_has_its_own_ledger) {
  migrate(shop_, url_);
  migrate(billing_, url_);
  EXPECT_EQ(column(url_, "SELECT version_num FROM shop_version"), std::vector<std::string>{"a10"});
  EXPECT_EQ(column(url_, "SELECT version_num FROM limbeck_version"),
            std::vector<std::string>{"a2"});
  EXPECT_EQ(column(url_, "SELECT count(*) FROM shop_version_history"),
            std::vector<std::string>{"10"});
  EXPECT_EQ(column(url_, "SELECT count(*) FROM limbeck_history"), std::vector<std::string>{"2"});
}

TEST_F(SharedDatabase, the_same_identifiers_in_both_are_not_confused) {
  migrate(shop_, url_);
  // Else a1 and a2 were told as applied and changed since.
  EXPECT_EQ(migrate(billing_, url_).applied.size(), 2u);
  EXPECT_EQ(run(shop_, {"check"}).code, 0);
  EXPECT_EQ(run(billing_, {"check"}).code, 0);
}

TEST_F(SharedDatabase, what_one_left_half_done_does_not_stop_the_other) {
  migrate(shop_, url_, {.target = "a2"});
  execute(url_, "UPDATE shop_version_history SET progress = 1 WHERE revision = 'a2'");
  EXPECT_EQ(migrate(billing_, url_).applied.size(), 2u);
}

TEST_F(SharedDatabase, a_downgrade_of_one_leaves_the_other) {
  exclude();
  migrate(shop_, url_);
  migrate(billing_, url_);
  EXPECT_EQ(run(shop_, {"downgrade", "base"}).code, 0);
  EXPECT_EQ(run(billing_, {"verify"}).code, 0);
  EXPECT_EQ(run(billing_, {"current"}).out, "a2 (head)\n");
  EXPECT_EQ(run(billing_, {"downgrade", "base"}).code, 0);
  EXPECT_EQ(run(shop_, {"upgrade"}).code, 0);
  EXPECT_EQ(run(shop_, {"verify"}).code, 0);
}

TEST_F(SharedDatabase, verify_never_reports_a_ledger) {
  migrate(shop_, url_);
  migrate(billing_, url_);
  execute(url_,
          "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
          " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))");
  EXPECT_EQ(differences(run(shop_, {"verify"})),
            "table 'invoices' is there, and no revision makes it\n");
  EXPECT_EQ(differences(run(billing_, {"verify"})),
            "table 'posts' is there, and no revision makes it\n"
            "table 'tags' is there, and no revision makes it\n"
            "table 'users' is there, and no revision makes it\n");
  const auto read = nlohmann::json::parse(run(billing_, {"introspect"}).out);
  EXPECT_EQ(read["tables"].size(), 4u);
}

TEST_F(SharedDatabase, verify_leaves_alone_what_the_target_excludes) {
  exclude();
  migrate(shop_, url_);
  migrate(billing_, url_);
  for (const Manifest& manifest : {shop_, billing_}) {
    const RunResult found = run(manifest, {"verify"});
    EXPECT_EQ(found.code, 0) << found.out;
  }
  EXPECT_NE(run(billing_, {"verify"}).out.find("not looked at, as asked: posts, tags, users\n"),
            std::string::npos);
  const auto read = nlohmann::json::parse(run(billing_, {"introspect"}).out);
  ASSERT_EQ(read["tables"].size(), 1u);
  EXPECT_EQ(read["tables"][0]["name"], "invoices");
}

TEST_F(SharedDatabase, the_command_line_adds_to_what_the_target_excludes) {
  exclude();
  migrate(shop_, url_);
  migrate(billing_, url_);
  execute(url_, "CREATE TABLE Mine (a)");
  EXPECT_EQ(differences(run(shop_, {"verify"})),
            "table 'Mine' is there, and no revision makes it\n");
  // Case makes no other name on SQLite, whose only schema is main.
  for (const char* pattern : {"Mine", "m?ne", "[k-n]INE", "main.mine", "MA*.*"})
    EXPECT_EQ(run(shop_, {"verify", "--exclude", pattern}).code, 0) << pattern;
  EXPECT_EQ(run(shop_, {"verify", "--exclude", "other.mine"}).code, 3);
  EXPECT_EQ(run(shop_, {"verify", "--include-schema", "other"}).code, 3);
}

TEST_F(SharedDatabase, a_pattern_that_is_none_is_wrong_usage) {
  migrate(shop_, url_);
  const auto told = [&](std::vector<const char*> arguments) {
    const RunResult outcome = run(shop_, arguments);
    EXPECT_EQ(outcome.code, 2);
    return outcome.err;
  };
  EXPECT_EQ(told({"verify", "--exclude", "a[b"}),
            "error: --exclude: the pattern 'a[b' has a '[' without its ']'; [[] stands for the "
            "character itself\n");
  EXPECT_EQ(told({"introspect", "--include-schema", "a.b"}),
            "error: --include-schema: the pattern 'a.b' has a dot, and is for a schema alone; [.] "
            "stands for a dot in its name\n");
  EXPECT_EQ(told({"verify", "--exclude", ""}), "error: --exclude: the pattern '' is empty\n");
}

TEST_F(SharedDatabase, a_foreign_key_to_what_others_own_is_theirs_to_know) {
  exclude();
  migrate(shop_, url_);
  migrate(billing_, url_);
  execute(url_,
          "DROP TABLE invoices;"
          "CREATE TABLE invoices (id BIGINT NOT NULL REFERENCES users (id), what TEXT)");
  const RunResult found = run(billing_, {"verify"});
  EXPECT_EQ(found.code, 0) << found.out;
  billing_.exclude_tables = {};
  EXPECT_NE(differences(run(billing_, {"verify"})).find("foreign key"), std::string::npos);
}

TEST_F(SharedDatabase, a_table_can_be_given_to_others_with_its_rows) {
  migrate(billing_, url_);
  execute(url_, "INSERT INTO invoices VALUES (1, 'bread')");
  billing_history_.add("a3", limbeck_revision_b3);
  Manifest later = billing_history_.manifest();
  migrate(later, url_);
  EXPECT_EQ(column(url_, "SELECT what FROM invoices"), std::vector<std::string>{"bread"});
  EXPECT_EQ(differences(run(later, {"verify"})),
            "table 'invoices' is there, and no revision makes it\n");
  directory_.write("models.json", R"({"tables": []})");
  const std::string models = (directory_.path() / "models.json").string();
  const auto test = [&] {
    return run(later, {"test", "--only", "models", "--models", models.c_str()}).code;
  };
  EXPECT_EQ(test(), 1);
  static constexpr std::string_view others[] = {"invoices"};
  later.exclude_tables = {others, 1};
  EXPECT_EQ(run(later, {"verify"}).code, 0);
  EXPECT_EQ(test(), 0);
}

TEST_F(SharedDatabase, scripts_and_options_name_the_same_tables) {
  const std::string script = run(shop_, {"upgrade", "a1", "--sql"}).out;
  EXPECT_NE(script.find("INSERT INTO main.\"shop_version\""), std::string::npos) << script;
  EXPECT_NE(script.find("INSERT INTO main.\"shop_version_history\""), std::string::npos) << script;
  EXPECT_EQ(script.find("limbeck_version"), std::string::npos) << script;
  const RunResult made =
      run(shop_, {"ensure_version", "--version-table", "v", "--history-table", "h"});
  EXPECT_EQ(made.out.substr(0, made.out.find(" in ")), "made v and h");
  migrate(shop_, url_, {.target = "a1", .version_table = "w", .history_table = "i"});
  EXPECT_EQ(column(url_, "SELECT count(*) FROM i"), std::vector<std::string>{"1"});
}

TEST_F(SharedDatabase, a_version_table_of_another_history_says_what_to_do) {
  migrate(shop_, url_);
  Manifest confused = billing_;
  confused.version_table = shop_.version_table;
  EXPECT_TRUE(says(error_of([&] { migrate(confused, url_); }), "VERSION_TABLE"));
}

// What others own on our own tables.
class SharedTable : public SharedDatabase {
 protected:
  SharedTable() {
    migrate(billing_, url_);
    execute(url_,
            "CREATE INDEX dba_what ON invoices (what);"
            "CREATE TABLE seen (what text);"
            "CREATE TRIGGER x_seen AFTER INSERT ON invoices BEGIN"
            " INSERT INTO seen VALUES (new.what); END");
    later_history_.add("a1", limbeck_revision_b1)
        .add("a2", limbeck_revision_b2)
        .add("a3", limbeck_revision_b4);
    later_ = later_history_.manifest();
    later_.name = billing_.name;
  }
  static constexpr std::string_view others[] = {"seen", "index:dba_*", "trigger:invoices.x_*",
                                                "column:invoices.old_*"};
  History later_history_;
  Manifest later_;
};

TEST_F(SharedTable, is_compared_without_the_indexes_and_triggers_of_others) {
  const RunResult all = run(billing_, {"verify"});
  EXPECT_EQ(all.code, 3);
  EXPECT_NE(all.out.find("dba_what"), std::string::npos) << all.out;
  EXPECT_NE(all.out.find("x_seen"), std::string::npos) << all.out;
  billing_.exclude_tables = {others, 4};
  const RunResult ours = run(billing_, {"verify"});
  EXPECT_EQ(ours.code, 0) << ours.out;
  EXPECT_NE(ours.out.find("index dba_what of invoices"), std::string::npos) << ours.out;
  billing_.exclude_tables = {};
  EXPECT_EQ(run(billing_, {"verify", "--exclude", "seen", "--exclude", "index:dba_*", "--exclude",
                           "trigger:*"})
                .code,
            0);
  const RunResult wrong = run(billing_, {"verify", "--exclude", "indx:dba_*"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_NE(wrong.err.find("did you mean 'index:'?"), std::string::npos) << wrong.err;
}

TEST_F(SharedTable, keeps_the_indexes_and_triggers_of_others_when_it_is_rebuilt) {
  later_.exclude_tables = {others, 4};
  EXPECT_EQ(migrate(later_, url_).applied.size(), 1u);
  EXPECT_EQ(run(later_, {"verify"}).code, 0);
  execute(url_, "INSERT INTO invoices VALUES (1, 'tea')");
  EXPECT_EQ(column(url_, "SELECT what FROM seen"), std::vector<std::string>{"tea"});
  EXPECT_EQ(column(url_, "SELECT count(*) FROM sqlite_schema WHERE name = 'dba_what'"),
            std::vector<std::string>{"1"});
}

TEST_F(SharedTable, is_not_rebuilt_where_that_would_lose_a_column_of_others) {
  execute(url_,
          "ALTER TABLE invoices ADD COLUMN old_number text;"
          "INSERT INTO invoices (id, old_number) VALUES (1, 'A-1')");
  billing_.exclude_tables = {others, 4};
  EXPECT_EQ(run(billing_, {"verify"}).code, 0);
  const Error error = error_of([&] { migrate(later_, url_); });
  EXPECT_NE(std::string(error.what()).find("no revision made its column 'old_number'"),
            std::string::npos)
      << error.what();
  EXPECT_EQ(column(url_, "SELECT old_number FROM invoices"), std::vector<std::string>{"A-1"});
  EXPECT_EQ(column(url_, "SELECT version_num FROM limbeck_version"),
            std::vector<std::string>{"a2"});
}

}  // namespace
}  // namespace limbeck::test::shared_database_test
