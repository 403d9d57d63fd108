// Scripts of a history with what is hard to write down: rebuilds, data migrations, statements
// outside a transaction, triggers that no revision made.
#include <gtest/gtest.h>

#include "limbeck/error.h"
#include "limbeck/migrator.h"
#include "runtime/connection/open.h"
#include "runtime/migrator/prepare.h"
#include "runtime/offline/script.h"
#include "tests/offline/shells.h"
#include "tests/unit/runtime/support/errors.h"
#include "tests/unit/runtime/support/shop.h"

namespace limbeck::test::shop_test {

LIMBECK_REVISION(b1) = {
    .message = "one\nDROP TABLE users;",
    .upgrade = [](Operations& op) { op.execute("CREATE TABLE one (a INTEGER) -- one"); },
    .downgrade = [](Operations& op) { op.execute("DROP TABLE one"); },
};
LIMBECK_REVISION(b2) = {
    .revises = {"b1"},
    .message = "fails in the middle",
    .upgrade =
        [](Operations& op) {
          op.execute("CREATE TABLE two (a INTEGER)");
          op.execute("INSERT INTO nowhere VALUES (1)");
          op.execute("CREATE TABLE three (a INTEGER)");
        },
    .downgrade = irreversible("it never was"),
};
LIMBECK_REVISION(b3) = {
    .revises = {"b4"},
    .message = "moves the search path",
    .upgrade =
        [](Operations& op) {
          op.execute(
              "CREATE SCHEMA aside; SET search_path = aside; CREATE TABLE two (a INTEGER);"
              "INSERT INTO two VALUES (1)");
        },
    .downgrade = [](Operations& op) { op.execute("DROP SCHEMA aside CASCADE"); },
};
LIMBECK_REVISION(b4) = {
    .revises = {"b1"},
    .message = "builds an index beside the others",
    .upgrade =
        [](Operations& op) {
          op.create_table("four", {.columns = {{.name = "a", .type = integer}}});
          op.autocommit_block([](Operations& block) {
            block.create_index("ix_four_a", "four", {"a"}, {.concurrently = true});
          });
          op.execute("INSERT INTO four VALUES (4)");
        },
    .downgrade = [](Operations& op) { op.drop_table("four"); },
};
LIMBECK_REVISION(c1) = {
    .branch_labels = {"other"},
    .message = "a history of its own",
    .upgrade = [](Operations& op) { op.execute("CREATE TABLE other (a INTEGER)"); },
    .downgrade = [](Operations& op) { op.execute("DROP TABLE other"); },
};

namespace {

using tests::new_database;
using tests::Outcome;
using tests::ShellDatabase;

struct Scripts {
  explicit Scripts(const Manifest& history) : manifest(history) {}
  std::string up(const ShellDatabase& database, const std::string& range,
                 const offline::Options& options = {}) const {
    return offline::upgrade(manifest, graph, *sql::find_dialect(database.dialect()), range,
                            options);
  }
  std::string down(const ShellDatabase& database, const std::string& range) const {
    return offline::downgrade(manifest, graph, *sql::find_dialect(database.dialect()), range, {});
  }
  const Manifest& manifest;
  history::Graph graph = migrator::graph_of(manifest);
};

void expect_done(const Outcome& outcome) { EXPECT_EQ(outcome.code, 0) << outcome.output; }
bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

class ShopScript : public testing::Test {
 protected:
  void SetUp() override { LIMBECK_NEEDS_SHELL(database_); }

  std::unique_ptr<ShellDatabase> database_ = new_database("sqlite");
  History history_ = shop();
  Manifest manifest_ = history_.manifest();
  Scripts scripts_{manifest_};
};

TEST_F(ShopScript, names_each_revision_as_alembic_does) {
  const std::string script = scripts_.up(*database_, "a1:a3");
  EXPECT_TRUE(contains(script, "\n-- Running upgrade a1 -> a2, add posts\n")) << script;
  EXPECT_TRUE(contains(script, "\n-- Running upgrade a2 -> a3, add display name\n")) << script;
  EXPECT_TRUE(
      contains(scripts_.up(*database_, "base:a1"), "\n-- Running upgrade  -> a1, add users\n"));
  EXPECT_TRUE(
      contains(scripts_.down(*database_, "a1:base"), "\n-- Running downgrade a1 -> , add users\n"));
  EXPECT_EQ(script, scripts_.up(*database_, "a1:a3"));
}

TEST_F(ShopScript, refuses_all_data_migrations_at_their_places_or_leaves_a_mark) {
  const Error error = error_of([&] { scripts_.up(*database_, "base:head"); });
  EXPECT_EQ(error.code(), Error::Code::history);
  EXPECT_TRUE(says(error, "display names from addresses"));
  EXPECT_TRUE(says(error, "shop.cpp:"));
  EXPECT_TRUE(says(error, "in revision a6 \"name the nameless\""));
  EXPECT_TRUE(says(error, "--skip-callbacks"));
  const std::string script = scripts_.up(*database_, "base:head", {.skip_callbacks = true});
  EXPECT_TRUE(contains(script, "-- limbeck: skipped, as only the program can run it: ")) << script;
  expect_done(database_->run(script));
  EXPECT_EQ(Migrator(manifest_, database_->url()).current(), std::vector<std::string>{"a10"});
}

TEST_F(ShopScript, leaves_what_the_migrator_leaves_up_and_down_with_rows_and_foreign_triggers) {
  const auto online = new_database("sqlite");
  const std::string aside =
      "CREATE TABLE seen (id INTEGER); CREATE INDEX hand_made ON users (email, id);"
      "CREATE TRIGGER look AFTER INSERT ON users BEGIN INSERT INTO seen VALUES (new.id); END;";
  Migrator(manifest_, online->url()).upgrade("a2");
  expect_done(database_->run(scripts_.up(*database_, "base:a2")));
  for (const ShellDatabase* each : {online.get(), database_.get()}) {
    connection::open(each->url())->execute(shop_rows);
    connection::open(each->url())->execute(aside);
  }
  Migrator(manifest_, online->url()).upgrade("a6");
  expect_done(database_->run(scripts_.up(*database_, "a2:a5")));
  Migrator(manifest_, database_->url()).upgrade("a6");
  Migrator(manifest_, online->url()).upgrade("a10");
  expect_done(database_->run(scripts_.up(*database_, "a6:a10")));
  EXPECT_EQ(database_->dump(), online->dump());
  EXPECT_EQ(database_->history(), online->history());
  EXPECT_TRUE(contains(database_->dump(), "CREATE TRIGGER look"));
  EXPECT_TRUE(contains(database_->dump(), "CREATE INDEX hand_made"));

  Migrator(manifest_, online->url()).downgrade("a6");
  expect_done(database_->run(scripts_.down(*database_, "head:a6")));
  EXPECT_EQ(database_->dump(), online->dump());
  EXPECT_EQ(database_->history(), online->history());
}

TEST_F(ShopScript, stops_before_anything_is_done_where_the_database_is_elsewhere) {
  expect_done(database_->run(scripts_.up(*database_, "base:a2")));
  const std::string before = database_->dump();
  for (const std::string& script :
       {scripts_.up(*database_, "base:a2"), scripts_.up(*database_, "a1:a2"),
        scripts_.up(*database_, "a3:a5"), scripts_.down(*database_, "a3:a1")}) {
    const Outcome outcome = database_->run(script);
    EXPECT_NE(outcome.code, 0);
    EXPECT_TRUE(contains(outcome.output, "the database is where this step starts"))
        << outcome.output;
    EXPECT_EQ(database_->dump(), before);
  }
}

TEST_F(ShopScript, rolls_back_a_rebuild_that_leaves_rows_without_parents) {
  expect_done(database_->run(scripts_.up(*database_, "base:a2")));
  connection::open(database_->url())->execute(shop_rows);
  Migrator(manifest_, database_->url()).upgrade("a6");
  const std::string before = database_->dump();
  // A revision's own SQL, in the middle of the rebuild's transaction.
  std::string script = scripts_.up(*database_, "a6:a7");
  const std::size_t rename = script.find("ALTER TABLE \"_limbeck_new_users\"");
  ASSERT_NE(rename, std::string::npos);
  script.insert(rename, "DELETE FROM \"_limbeck_new_users\" WHERE id = 1;\n");
  const Outcome outcome = database_->run(script);
  EXPECT_NE(outcome.code, 0);
  EXPECT_TRUE(contains(outcome.output, "every foreign key finds its parent row")) << outcome.output;
  EXPECT_EQ(database_->dump(), before);
}

TEST_F(ShopScript, believes_no_table_that_is_called_like_a_pragma) {
  expect_done(database_->run(scripts_.up(*database_, "base:a2")));
  connection::open(database_->url())->execute(shop_rows);
  Migrator(manifest_, database_->url()).upgrade("a6");
  connection::open(database_->url())
      ->execute("CREATE TABLE pragma_foreign_key_check (\"table\", parent)");
  const std::string before = database_->dump();
  const Outcome outcome = database_->run(scripts_.up(*database_, "a6:a7"));
  EXPECT_NE(outcome.code, 0);
  EXPECT_TRUE(contains(outcome.output, "'pragma_foreign_key_check' is not a function"))
      << outcome.output;
  EXPECT_EQ(database_->dump(), before);
}

TEST_F(ShopScript, bears_with_rows_that_were_without_parents_before) {
  const auto online = new_database("sqlite");
  for (const ShellDatabase* each : {online.get(), database_.get()}) {
    Migrator(manifest_, each->url()).upgrade("a2");
    connection::open(each->url())
        ->execute(std::string(shop_rows) +
                  "PRAGMA foreign_keys = OFF; DELETE FROM users WHERE id = 1");
    Migrator(manifest_, each->url()).upgrade("a6");
  }
  Migrator(manifest_, online->url()).upgrade("a7");
  expect_done(database_->run(scripts_.up(*database_, "a6:a7")));
  EXPECT_EQ(database_->dump(), online->dump());
}

TEST_F(ShopScript, that_goes_down_needs_its_start) {
  for (const char* range : {"a1", ":a1", "base", "-1", "a2:"}) {
    const Error error = error_of([&] { scripts_.down(*database_, range); });
    EXPECT_EQ(error.code(), Error::Code::usage) << range;
    EXPECT_TRUE(says(error, "FROM:TO"));
  }
}

TEST_F(ShopScript,
       that_stops_outside_a_transaction_leaves_a_record_from_which_the_program_goes_on) {
  Migrator(manifest_, database_->url()).upgrade("a7");
  std::string script = scripts_.up(*database_, "a7:a8");
  const std::size_t vacuum = script.find("VACUUM");
  ASSERT_NE(vacuum, std::string::npos);
  script.insert(vacuum, "SELECT * FROM nowhere;\n");
  EXPECT_NE(database_->run(script).code, 0);
  EXPECT_TRUE(contains(database_->history(), "a8 upgrade checksum of a8 progress 1"))
      << database_->history();
  const Outcome again = database_->run(scripts_.up(*database_, "a7:a8"));
  EXPECT_NE(again.code, 0);
  EXPECT_TRUE(contains(again.output, "the database is where this step starts")) << again.output;
  Migrator(manifest_, database_->url()).upgrade("a8");
  EXPECT_EQ(Migrator(manifest_, database_->url()).current(), std::vector<std::string>{"a8"});
  EXPECT_FALSE(contains(database_->history(), "progress"));
}

TEST_F(ShopScript, enforces_foreign_keys_for_each_revision_but_those_that_rebuild) {
  // a7 rebuilds, a8 does not.
  const std::string script = scripts_.up(*database_, "a6:a8");
  const std::size_t off = script.find("PRAGMA foreign_keys = OFF;\nBEGIN IMMEDIATE;");
  const std::size_t commit = script.find("COMMIT;");
  const std::size_t on = script.find("PRAGMA foreign_keys = ON;\nBEGIN IMMEDIATE;");
  EXPECT_LT(off, commit) << script;
  EXPECT_LT(commit, on) << script;
  EXPECT_EQ(script.find("PRAGMA foreign_keys", on + 1), std::string::npos) << script;
  EXPECT_TRUE(scripts_.up(*database_, "a6:a7").ends_with("COMMIT;\nPRAGMA foreign_keys = ON;\n"));
}

TEST_F(ShopScript, knows_other_tables_than_the_usual_ones) {
  const offline::Options options{.ledger = {.version_table = "alembic_version"}};
  expect_done(database_->run(scripts_.up(*database_, "base:a2", options)));
  EXPECT_TRUE(contains(database_->dump(), "alembic_version"));
  EXPECT_FALSE(contains(database_->dump(), "limbeck_version"));
  expect_done(database_->run(scripts_.up(*database_, "a2:a3", options)));
}

class AnyScript : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override { LIMBECK_NEEDS_SHELL(database_); }
  std::unique_ptr<ShellDatabase> database_ = new_database(GetParam());
};

TEST_P(AnyScript, that_fails_leaves_the_database_at_the_revision_before) {
  History history;
  history.add("b1", limbeck_revision_b1).add("b2", limbeck_revision_b2);
  const Manifest manifest = history.manifest();
  const std::string script = Scripts(manifest).up(*database_, "base:head");
  const Outcome outcome = database_->run(script);
  EXPECT_NE(outcome.code, 0);
  EXPECT_TRUE(contains(outcome.output, "nowhere")) << outcome.output;
  const std::string dump = database_->dump();
  EXPECT_TRUE(contains(dump, "one")) << dump;
  EXPECT_FALSE(contains(dump, "two")) << dump;
  EXPECT_FALSE(contains(dump, "three")) << dump;
  EXPECT_EQ(database_->history(), "b1 upgrade checksum of b1 timed\n");
}

TEST_P(AnyScript, goes_up_one_history_and_leaves_another_in_the_same_database_alone) {
  History history;
  history.add("b1", limbeck_revision_b1).add("c1", limbeck_revision_c1);
  const Manifest manifest = history.manifest();
  const Scripts scripts(manifest);
  expect_done(database_->run(scripts.up(*database_, "base:b1")));
  expect_done(database_->run(scripts.up(*database_, "base:other@head")));
  EXPECT_NE(database_->run(scripts.up(*database_, "base:other@head")).code, 0);
  expect_done(database_->run(scripts.down(*database_, "b1:base")));
  expect_done(database_->run(scripts.up(*database_, "c1:heads")));
  expect_done(database_->run(scripts.down(*database_, "b1,c1:base")));
  EXPECT_EQ(database_->history(),
            "b1 upgrade checksum of b1 timed\nc1 upgrade checksum of c1 timed\n"
            "b1 downgrade checksum of b1 timed\nb1 upgrade checksum of b1 timed\n"
            "b1 downgrade checksum of b1 timed\nc1 downgrade checksum of c1 timed\n");
}

TEST_P(AnyScript, that_stamps_one_history_leaves_another_in_the_same_database_alone) {
  History history;
  history.add("b1", limbeck_revision_b1).add("c1", limbeck_revision_c1);
  const Manifest manifest = history.manifest();
  const Scripts scripts(manifest);
  const auto stamp = [&](const std::string& range) {
    return database_->run(offline::stamp(
        manifest, scripts.graph, *sql::find_dialect(database_->dialect()), {range}, false, {}));
  };
  expect_done(database_->run(scripts.up(*database_, "base:b1")));
  expect_done(stamp("base:c1"));
  EXPECT_NE(stamp("base:c1").code, 0);
  expect_done(stamp("c1:other@base"));
  EXPECT_EQ(database_->history(),
            "b1 upgrade checksum of b1 timed\nc1 stamp checksum of c1 timed\n"
            "c1 unstamp checksum of c1 timed\n");
  expect_done(database_->run(scripts.down(*database_, "b1:base")));
}

INSTANTIATE_TEST_SUITE_P(Dialects, AnyScript, testing::Values("sqlite", "postgresql"),
                         [](const auto& info) { return std::string(info.param); });

class PostgresqlScript : public testing::Test {
 protected:
  void SetUp() override {
    LIMBECK_NEEDS_SHELL(database_);
    history_.add("b1", limbeck_revision_b1)
        .add("b4", limbeck_revision_b4)
        .add("b3", limbeck_revision_b3);
    manifest_ = history_.on_postgresql().manifest();
  }

  std::unique_ptr<ShellDatabase> database_ = new_database("postgresql");
  History history_;
  Manifest manifest_ = {};
};

TEST_F(PostgresqlScript, keeps_its_ledger_where_it_is_whatever_the_search_path_becomes) {
  expect_done(database_->run(Scripts(manifest_).up(*database_, "base:b3")));
  EXPECT_TRUE(contains(database_->dump(), "public.limbeck_version VALUES ('b3')"))
      << database_->dump();
}

TEST_F(PostgresqlScript, leaves_what_the_migrator_leaves_also_outside_transactions) {
  const auto online = new_database("postgresql");
  Migrator(manifest_, online->url()).upgrade("b4");
  expect_done(database_->run(Scripts(manifest_).up(*database_, "base:b4")));
  EXPECT_EQ(database_->dump(), online->dump());
  EXPECT_EQ(database_->history(), online->history());
  Migrator(manifest_, online->url()).downgrade("base");
  expect_done(database_->run(Scripts(manifest_).down(*database_, "b4:base")));
  EXPECT_EQ(database_->dump(), online->dump());
  EXPECT_EQ(database_->history(), online->history());
}

TEST_F(PostgresqlScript, stops_where_a_program_is_migrating_the_database) {
  const auto driver = connection::open(database_->url());
  const auto lock = driver->lock({});
  const Outcome outcome = database_->run(Scripts(manifest_).up(*database_, "base:b1"));
  EXPECT_EQ(outcome.code, 3);
  EXPECT_TRUE(contains(outcome.output, "another process is migrating this database"))
      << outcome.output;
  EXPECT_FALSE(contains(database_->dump(), "limbeck_"));
}

TEST_F(PostgresqlScript, says_where_the_database_should_have_been) {
  expect_done(database_->run(Scripts(manifest_).up(*database_, "base:b1")));
  const Outcome outcome = database_->run(Scripts(manifest_).up(*database_, "b4:b3"));
  EXPECT_EQ(outcome.code, 3);
  EXPECT_TRUE(contains(outcome.output, "the database is not at b4, where this script goes on"))
      << outcome.output;
}

}  // namespace
}  // namespace limbeck::test::shop_test
