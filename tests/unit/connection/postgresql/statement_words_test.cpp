#include "runtime/connection/postgresql/statement_words.h"

#include <gtest/gtest.h>

#include <string>

namespace limbeck::connection::statement_words_test {
namespace {

TEST(PostgresqlStatements, that_end_or_begin_transactions_are_seen) {
  for (const char* sql :
       {"COMMIT", " -- done\n commit and chain", "SELECT 1; /* x */ ROLLBACK", "start transaction",
        "SELECT 1;END", "/* was: /* old */ */ COMMIT", "SELECT 1; /*/ */ COMMIT",
        "/* a /* b /* c */ */ d */COMMIT", "-- a\rCOMMIT", "/**/commit", "/*/**/*/rollback",
        "SELECT 1;/* ; */COMMIT", "\fCOMMIT"}) {
    EXPECT_TRUE(words_of(sql).controls_transaction) << sql;
  }
  for (const char* sql :
       {"", ";", "SELECT 'commit'", "UPDATE t SET commit = 1", "/* open",
        "CREATE TABLE begin (i int)", "-- COMMIT", "/* /* */ COMMIT */", "/* /* */ COMMIT"}) {
    EXPECT_FALSE(words_of(sql).controls_transaction) << sql;
  }
}

TEST(PostgresqlStatements, that_may_change_settings_are_seen) {
  for (const char* sql : {"SET search_path = x", "UPDATE t SET a = 1;\n set role x", "RESET ALL",
                          "UPDATE t SET a = Set_Config('a', 'b', false)", "SELECT f()", "DO $$ $$",
                          "WITH a AS (SELECT f()) SELECT 1"}) {
    EXPECT_TRUE(words_of(sql).may_change_settings) << sql;
  }
  for (const char* sql : {"", "UPDATE t SET a = 1", "CREATE TABLE t (i int)", "COMMENT ON x IS ''",
                          "INSERT INTO t SELECT 1;\n"}) {
    EXPECT_FALSE(words_of(sql).may_change_settings) << sql;
  }
}

TEST(PostgresqlStatements, that_keep_others_waiting_are_seen) {
  for (const char* sql : {"ALTER TABLE t ADD c int", "SELECT 1; drop table t", "LOCK TABLE t",
                          "CREATE INDEX i ON t (concurrently)", "TRUNCATE t"}) {
    EXPECT_TRUE(words_of(sql).blocks_tables) << sql;
    EXPECT_FALSE(words_of(sql).is_concurrent) << sql;
  }
  for (const char* sql : {"UPDATE t SET a = 1", "SELECT 'alter table'", "DO $$ $$", ""}) {
    EXPECT_FALSE(words_of(sql).blocks_tables) << sql;
  }
  for (const char* sql :
       {"CREATE INDEX CONCURRENTLY i ON t (c)", "create unique index /* */ concurrently i ON t (c)",
        "DROP INDEX CONCURRENTLY i", "REINDEX (VERBOSE) TABLE CONCURRENTLY t",
        "ALTER TABLE t DETACH PARTITION p CONCURRENTLY"}) {
    EXPECT_TRUE(words_of(sql).is_concurrent) << sql;
    EXPECT_FALSE(words_of(sql).blocks_tables) << sql;
  }
}

// All were quadratic. What is read so often is taken for any statement.
TEST(PostgresqlStatements, are_read_in_time_in_proportion_to_their_length) {
  for (const char* piece : {";/*", ";--", ";/*/**/", ";/* */", "/*;*/", ";/**/;"}) {
    std::string sql;
    while (sql.size() < 300'000) sql += piece;
    (void)words_of(sql);
    EXPECT_TRUE(words_of(sql + "\n*/;COMMIT").controls_transaction) << piece;
  }
}

TEST(PostgresqlStatements, that_drop_what_is_prepared_are_seen) {
  EXPECT_TRUE(words_of("SELECT 1; Deallocate ALL").drops_prepared);
  EXPECT_TRUE(words_of("DO $$ BEGIN EXECUTE 'DISCARD ALL'; END $$").drops_prepared);
  EXPECT_FALSE(words_of("DROP TABLE t").drops_prepared);
}

TEST(PostgresqlStatements, that_set_lock_timeout_are_seen) {
  EXPECT_TRUE(words_of("SET LOCAL Lock_Timeout = 5").sets_lock_timeout);
  EXPECT_FALSE(words_of("SET statement_timeout = 5").sets_lock_timeout);
}

}  // namespace
}  // namespace limbeck::connection::statement_words_test
