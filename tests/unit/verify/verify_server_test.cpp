// What an owner did to a PostgreSQL database by hand is found, and named.
#include <gtest/gtest.h>

#include <sstream>

#include "limbeck/error.h"
#include "migrations/operations/apply.h"
#include "migrations/operations/recorder.h"
#include "migrations/sql/dialect.h"
#include "runtime/connection/open.h"
#include "runtime/verify/expected.h"
#include "runtime/verify/verify.h"
#include "tests/servers/postgresql_server.h"
#include "tests/unit/verify/shop_schema.h"

namespace limbeck::verify::verify_server_test {
namespace {

using tests::PostgresqlServer;

/// One database for all tests: emptied, and made again by the history.
class VerifyPostgresql : public testing::Test {
 protected:
  void SetUp() override {
    LIMBECK_NEEDS_POSTGRESQL();
    static const std::string url = [] {
      const std::string made = PostgresqlServer::get()->new_database();
      const auto first = connection::open(made);
      first->execute("SET allow_in_place_tablespaces = on");
      first->execute("CREATE TABLESPACE fast LOCATION ''");
      return made;
    }();
    url_ = url;
    driver_ = connection::open(url_);
    driver_->execute("SET client_min_messages = warning");
    make_again();
  }

  void make_again() {
    schema_ = {};
    driver_->execute(
        "DROP SCHEMA IF EXISTS public, old, audit CASCADE; CREATE SCHEMA public;"
        "GRANT ALL ON SCHEMA public TO PUBLIC");
    make(make_shop);
  }

  void make(RevisionStep step) {
    const auto operations = operations::record(step);
    run(operations, schema_);
    operations::apply(operations, schema_);
  }

  void run(const std::vector<operations::Operation>& operations, const schema::Schema& before) {
    std::string script;
    for (const auto& statement :
         sql::find_dialect("postgresql")->render(operations, before).statements) {
      script += statement.text + ";\n";
    }
    driver_->execute(script);
  }

  Verification look(const Options& options = {}) { return verify(*driver_, schema_, options); }
  static std::string text_of(const Verification& found) {
    std::string text;
    for (const Finding& difference : found.differences)
      text += (text.empty() ? "" : "\n") + to_string(difference);
    return text;
  }
  static std::string text_of(const std::vector<operations::Operation>& operations) {
    std::string text;
    for (const auto& operation : operations)
      text += (text.empty() ? "" : "\n") + operations::describe(operation);
    return text;
  }
  std::string dump() const {
    const std::string name = url_.substr(0, url_.find('?'));
    return PostgresqlServer::get()->dump(name.substr(name.rfind('/') + 1), true);
  }

  std::string url_;
  std::unique_ptr<connection::Driver> driver_;
  schema::Schema schema_;
};

TEST_F(VerifyPostgresql, finds_nothing_where_nothing_was_changed) {
  const Verification found = look();
  EXPECT_EQ(text_of(found), "");
  EXPECT_TRUE(found.operations.empty());
}

// Each change is undone by the operations that verify gives, where rows or people need not be
// asked; what they do not undo is made again.
TEST_F(VerifyPostgresql, names_what_was_done_by_hand) {
  const schema::Schema kept = as_kept(*driver_, schema_);
  for (const HandMade& change : hand_made_changes()) {
    SCOPED_TRACE(change.name);
    const auto has = [&](std::string_view words) {
      return std::string_view(change.sql).find(words) != std::string_view::npos;
    };
    const int version = driver_->server_version();
    if (has("NULLS NOT DISTINCT") && version < 150000) continue;
    if (has("OR REPLACE TRIGGER") && version < 140000) continue;
    driver_->execute(change.sql);
    const Verification found = look();
    // From 16 on a view's columns are not qualified where it reads one table.
    std::string told = change.told;
    for (std::size_t at = 0; driver_->server_version() >= 160000 &&
                             std::string_view(change.name) == "view_changed" &&
                             (at = told.find("logs.")) != std::string::npos;)
      told.erase(at, 5);
    EXPECT_EQ(text_of(found), told);
    if (!sql::find_dialect("postgresql")
             ->lacking(found.operations, {driver_->server_version()})
             .empty()) {
      make_again();
      continue;
    }
    try {
      run(found.operations, found.before);
      std::string left;
      for (const Finding& difference : differences(kept, introspect::introspect(*driver_).schema)) {
        left += to_string(difference);
      }
      EXPECT_EQ(left, change.left);
      if (left.empty() && !change.is_made_again) continue;
    } catch (const Error& error) {
      EXPECT_EQ(std::string(error.what()), change.left);
    }
    make_again();
  }
}

TEST_F(VerifyPostgresql, leaves_an_owners_tables_and_enums_alone_where_a_pattern_says_so) {
  driver_->execute(
      "CREATE TABLE tmp_one (id int); CREATE TABLE \"Tmp two\" (id int);"
      "CREATE TYPE tmp_mood AS ENUM ('a')");
  EXPECT_EQ(look().differences.size(), 3u);
  const Verification some = look({.ledger = {}, .filter = {.exclude = {"tmp_*"}, .schemas = {}}});
  EXPECT_EQ(text_of(some), "table 'Tmp two' is there, and no revision makes it");
  EXPECT_EQ(some.excluded, (std::vector<std::string>{"tmp_one", "tmp_mood"}));
  EXPECT_TRUE(
      look({.ledger = {}, .filter = {.exclude = {"*"}, .schemas = {}}}).differences.empty());
  // A pattern is about what no revision made: the history's own tables are always looked at.
  driver_->execute("ALTER TABLE users ADD tmp_x int");
  EXPECT_EQ(look({.ledger = {}, .filter = {.exclude = {"*"}, .schemas = {}}}).differences.size(),
            1u);
}

TEST_F(VerifyPostgresql, names_what_the_server_is_too_old_for) {
  const int version = PostgresqlServer::get()->version();
  if (version >= 15) GTEST_SKIP() << "PostgreSQL " << version << " has it all";
  schema::Schema schema{
      .tables = {{.name = {{}, "t"},
                  .columns = {{.name = "a", .nullable = true}},
                  .uniques = {{.name = "uq", .columns = {"a"}, .nulls_not_distinct = true}}}}};
  try {
    verify(*driver_, schema, {});
    FAIL() << "it was compared";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), Error::Code::history);
    const std::string words =
        "create_table t: NULLS NOT DISTINCT needs PostgreSQL 15, and the "
        "server is " +
        std::to_string(version);
    EXPECT_NE(std::string(error.what()).find(words), std::string::npos) << error.what();
  }
}

TEST_F(VerifyPostgresql, leaves_nothing_behind) {
  make([](Operations& op) {
    op.execute("CREATE SCHEMA audit");
    op.create_table({"audit", "log"}, {.columns = {{.name = "at", .type = timestamptz}}});
  });
  driver_->execute("INSERT INTO audit.log VALUES ('2020-01-01')");
  const std::string before = dump();
  EXPECT_EQ(text_of(look()), "");
  driver_->execute("ALTER TABLE audit.log ALTER at DROP NOT NULL");
  EXPECT_EQ(
      text_of(look()),
      "the nullability of column 'audit.log.at' is another: expected not null; found nullable");
  driver_->execute("ALTER TABLE audit.log ALTER at SET NOT NULL");
  EXPECT_EQ(dump(), before);
}

TEST_F(VerifyPostgresql, needs_no_more_than_to_create_schemas) {
  driver_->execute(
      "DO $$ BEGIN CREATE ROLE looker LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
  std::string url = url_;
  url.replace(url.find("limbeck@"), 8, "looker@");
  const auto looker = connection::open(url);
  try {
    verify(*looker, schema_, {});
    ADD_FAILURE() << "it may not create a schema";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("GRANT CREATE ON DATABASE"), std::string::npos)
        << error.what();
    EXPECT_EQ(error.sqlstate(), "42501");
  }
  driver_->execute(
      "DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO looker',"
      " current_database()); END $$");
  EXPECT_EQ(text_of(verify(*looker, schema_, {})), "");
}

TEST_F(VerifyPostgresql, says_what_the_history_says_in_its_own_words) {
  driver_->execute(
      "ALTER TABLE users ADD nick text; ALTER TABLE orders DROP CONSTRAINT ck_orders_total");
  // Only what differs is in the operations, and none is in the server's words.
  const auto operations = look().operations;
  EXPECT_EQ(text_of(operations),
            "create_check_constraint ck_orders_total on orders\ndrop_column users.nick");
  EXPECT_EQ(std::get<operations::CreateCheck>(operations.front().value).constraint.expression,
            "total >= 0");
}

// As public is the default schema here, both are one.
TEST_F(VerifyPostgresql, knows_a_table_that_the_models_say_the_default_schema_of) {
  make([](Operations& op) {
    op.create_enum({"public", "mood"}, {"fine", "bad"});
    op.create_table({"public", "people"},
                    {.columns = {{.name = "id", .type = bigint, .identity = limbeck::by_default},
                                 {.name = "mood", .type = enum_type("mood", "public")},
                                 {.name = "boss", .type = bigint, .nullable = true}},
                     .primary_key = {.name = "pk_people", .columns = {"id"}},
                     .foreign_keys = {{.name = "fk_people_boss",
                                       .columns = {"boss"},
                                       .ref_table = {"public", "people"},
                                       .ref_columns = {"id"}}}});
    op.create_index("ix_people_mood", {"public", "people"}, {"mood"});
  });
  const Verification found = look();
  EXPECT_EQ(text_of(found), "");
  EXPECT_EQ(text_of(found.operations), "");
  driver_->execute("ALTER TABLE people ADD nick text; CREATE TABLE strange (a int)");
  EXPECT_EQ(text_of(look().operations), "drop_table strange\ndrop_column public.people.nick");
  driver_->execute("SET search_path = audit, public");
  EXPECT_EQ(text_of(look()).find("public.people' is missing"), std::string::npos)
      << text_of(look());
}

TEST_F(VerifyPostgresql, cannot_distinguish_constraints_without_names_from_others_of_that_content) {
  make([](Operations& op) {
    op.create_table("plain",
                    {.columns = {{.name = "a", .type = integer}, {.name = "b", .type = integer}},
                     .primary_key = {.columns = {"a"}},
                     .uniques = {{.columns = {"b"}}},
                     .checks = {{.expression = "a > 0"}, {.expression = "b > 0"}}});
    op.rename_table("plain", "other");
  });
  const Verification found = look();
  EXPECT_EQ(text_of(found), "");
  EXPECT_EQ(text_of(found.operations), "");
  driver_->execute("ALTER TABLE other DROP CONSTRAINT plain_b_check");
  EXPECT_EQ(text_of(look()), "check without a name of 'other' is missing: expected (b > 0)");
}

}  // namespace
}  // namespace limbeck::verify::verify_server_test
