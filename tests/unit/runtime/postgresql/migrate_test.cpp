// A history on a real PostgreSQL.
#include <gtest/gtest.h>

#include "limbeck/migrator.h"
#include "runtime/connection/open.h"
#include "tests/unit/runtime/postgresql/revisions.h"

namespace limbeck::test::migrate_test {
namespace {

using Ids = std::vector<std::string>;

using PostgresqlMigrate = OnPostgresql;

TEST_F(PostgresqlMigrate, applies_a_history_and_leaves_a_record) {
  History history = pg_shop();
  EXPECT_EQ(migrate(history), (Ids{"b1", "b2", "b3", "b4", "b5", "b6"}));
  EXPECT_EQ(heads(), "b6");
  EXPECT_EQ(text_of("SELECT string_agg(revision, ',' ORDER BY id) FROM limbeck_history"
                    " WHERE direction = 'upgrade' AND duration >= 0 AND duration < 60"
                    " AND progress IS NULL AND checksum = 'checksum of ' || revision"),
            "b1,b2,b3,b4,b5,b6");
  EXPECT_EQ(text_of("SELECT name || mood FROM users"), "it's \\ mecalm");
  EXPECT_EQ(count("SELECT count(*) FROM elsewhere.elsewhere_table"), 0);
  EXPECT_EQ(migrate(history), Ids());
}

TEST_F(PostgresqlMigrate, at_head_sends_one_message_more_than_connecting_does) {
  History history = pg_shop();
  migrate(history);
  log_statements();
  logged();
  connection::open(url_);
  const std::size_t connecting = logged().size();
  const auto expect_one_message = [&](std::string_view begin) {
    const std::vector<std::string> asked = logged();
    ASSERT_EQ(asked.size(), connecting + 1);
    EXPECT_TRUE(asked.back().starts_with(begin)) << asked.back();
    EXPECT_TRUE(asked.back().ends_with("\nCOPY \"limbeck_version\" (version_num) TO STDOUT"))
        << asked.back();
  };
  EXPECT_EQ(migrate(history), Ids());
  expect_one_message("SELECT CAST(CASE WHEN pg_catalog.to_regclass(");
  // With a role and a path as well: they are for this one message, and what is found is theirs.
  EXPECT_EQ(migrate(history, {.role = "limbeck", .search_path = {"public"}}), Ids());
  expect_one_message("SET LOCAL ROLE \"limbeck\"; SET LOCAL search_path = \"public\"; SELECT ");
}

LIMBECK_REVISION(nested) = {
    .revises = {"b2"},
    .message = "blocks in blocks",
    .upgrade =
        [](Operations& op) {
          op.autocommit_block([](Operations& outer) {
            outer.autocommit_block([](Operations& inner) {
              inner.create_table("inside", {.columns = {{.name = "n", .type = integer}}});
              inner.run([](Connection& c) { c.execute("INSERT INTO inside VALUES (1)"); }, "one");
              inner.autocommit_block([](Operations& innermost) {
                innermost.run([](Connection& c) { c.execute("INSERT INTO inside VALUES (2)"); },
                              "two");
                innermost.create_index("ix_inside", "inside", {"n"}, {.concurrently = true});
              });
            });
            outer.run([](Connection& c) { c.execute("INSERT INTO inside VALUES (3)"); }, "three");
          });
        },
    .downgrade = [](Operations& op) { op.drop_table("inside"); },
};

TEST_F(PostgresqlMigrate, blocks_in_blocks_run_whatever_is_in_them) {
  History history = after_posts("nested", limbeck_revision_nested);
  EXPECT_EQ(migrate(history).back(), "nested");
  EXPECT_EQ(text_of("SELECT string_agg(n::text, ',' ORDER BY ctid) FROM inside"), "1,2,3");
  EXPECT_EQ(count("SELECT count(*) FROM pg_indexes WHERE indexname = 'ix_inside'"), 1);
  Migrator(history.manifest(), url_).downgrade("b2");
  EXPECT_EQ(migrate(history), Ids{"nested"});
}

TEST_F(PostgresqlMigrate, downgrades_leave_the_catalog_as_it_was) {
  History history = pg_shop();
  migrate(history, {.target = "b2"});
  const std::string before = dump();
  migrate(history);
  EXPECT_NE(dump(), before);
  Migrator(history.manifest(), url_).downgrade("b2");
  EXPECT_EQ(dump(), before);
  EXPECT_EQ(heads(), "b2");
  Migrator(history.manifest(), url_).downgrade("base");
  EXPECT_EQ(heads(), "");
}

TEST_F(PostgresqlMigrate, stamps_without_running_anything) {
  History history = pg_shop();
  Migrator(history.manifest(), url_).stamp("b4");
  EXPECT_EQ(heads(), "b4");
  EXPECT_EQ(count("SELECT count(*) FROM pg_class WHERE relname = 'users'"), 0);
}

TEST_F(PostgresqlMigrate, keeps_its_tables_where_they_are_whatever_the_search_path) {
  History history = pg_shop();
  migrate(history, {.target = "b2"});
  // A schema of the user's own now comes first.
  execute("CREATE SCHEMA limbeck");
  EXPECT_EQ(migrate(history, {.target = "b3"}), Ids{"b3"});
  EXPECT_EQ(count("SELECT count(*) FROM public.limbeck_history"), 3);
  EXPECT_EQ(count("SELECT count(*) FROM pg_class WHERE relname = 'limbeck_history'"), 1);
}

TEST_F(PostgresqlMigrate, takes_the_version_table_from_where_the_options_say) {
  History history = pg_shop();
  execute("CREATE SCHEMA \"Other\"");
  const MigrateOptions options{.version_table = "alembic version", .version_table_schema = "Other"};
  EXPECT_EQ(migrate(history, options).size(), 6U);
  EXPECT_EQ(text_of("SELECT version_num FROM \"Other\".\"alembic version\""), "b6");
  EXPECT_EQ(count("SELECT count(*) FROM \"Other\".limbeck_history"), 6);
  EXPECT_EQ(migrate(history, options), Ids());
}

TEST_F(PostgresqlMigrate, two_histories_keep_their_ledgers_apart_in_one_schema) {
  History history = pg_shop();
  Manifest shop = history.manifest();
  Manifest copy = shop;
  copy.version_table = "billing_version";
  copy.history_table = "billing_version_history";
  limbeck::migrate(shop, url_);
  // Of other tables, or the second could not be made.
  Migrator(copy, url_).stamp("b2");
  EXPECT_EQ(text_of("SELECT version_num FROM limbeck_version"), "b6");
  EXPECT_EQ(text_of("SELECT version_num FROM billing_version"), "b2");
  EXPECT_EQ(count("SELECT count(*) FROM limbeck_history"), 6);
  EXPECT_EQ(count("SELECT count(*) FROM billing_version_history"), 2);
  // Its rows are no other schema's, wherever it is said to be.
  execute("CREATE SCHEMA ops");
  copy.version_table_schema = "ops";
  Migrator(copy, url_).stamp("b1");
  EXPECT_EQ(text_of("SELECT version_num FROM ops.billing_version"), "b1");
  EXPECT_EQ(text_of("SELECT version_num FROM billing_version"), "b2");
}

TEST_F(PostgresqlMigrate, says_so_where_there_is_no_schema_for_its_tables) {
  History history = pg_shop();
  const Error error = error_of(
      [&] { limbeck::migrate(history.manifest(), url_ + "&options=-csearch_path%3Dnowhere"); });
  EXPECT_EQ(error.code(), Error::Code::usage);
  EXPECT_TRUE(says(error, "no schema of the search_path (nowhere)"));
}

}  // namespace
}  // namespace limbeck::test::migrate_test
