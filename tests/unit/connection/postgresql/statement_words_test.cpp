#include "runtime/connection/postgresql/statement_words.h"

#include <gtest/gtest.h>

namespace limbeck::connection {
namespace {

TEST(PostgresqlStatements, that_end_or_begin_transactions_are_seen) {
  for (const char* sql : {"COMMIT", " -- done\n commit and chain", "SELECT 1; /* x */ ROLLBACK",
                          "start transaction", "SELECT 1;END"}) {
    EXPECT_TRUE(words_of(sql).controls_transaction) << sql;
  }
  for (const char* sql : {"", ";", "SELECT 'commit'", "UPDATE t SET commit = 1", "/* open",
                          "CREATE TABLE begin (i int)", "-- COMMIT"}) {
    EXPECT_FALSE(words_of(sql).controls_transaction) << sql;
  }
}

TEST(PostgresqlStatements, that_change_settings_are_seen) {
  for (const char* sql : {"SET search_path = x", "SELECT 1;\n set role x", "RESET ALL",
                          "SELECT set_config('a', 'b', false)"}) {
    EXPECT_TRUE(words_of(sql).changes_settings) << sql;
  }
  EXPECT_FALSE(words_of("UPDATE t SET a = 1").changes_settings);
}

}  // namespace
}  // namespace limbeck::connection
