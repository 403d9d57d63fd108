// A history for PostgreSQL, and a test's beginning.
#pragma once

#include <gtest/gtest.h>

#include <ios>
#include <string>
#include <string_view>
#include <vector>

#include "limbeck/connection.h"
#include "limbeck/migrate.h"
#include "limbeck/revision.h"
#include "tests/servers/postgresql_server.h"
#include "tests/unit/runtime/support/errors.h"
#include "tests/unit/runtime/support/history.h"

namespace limbeck::test {

/// b1 users and an enum, b2 posts, b3 a value of the enum that is used at once, b4 another
/// search_path, b5 an index built concurrently, b6 rows.
History pg_shop();
/// b1, b2 and one more.
History after_posts(std::string_view id, const Revision& revision);

/// For after_posts: a row and then `migration`, which each test sets; a concurrent index on users.
extern const Revision limbeck_revision_runs, limbeck_revision_indexes;
extern void (*migration)();

/// Each test has a database of its own.
class OnPostgresql : public testing::Test {
 protected:
  void SetUp() override;

  /// The revisions that were applied.
  std::vector<std::string> migrate(History& history, const MigrateOptions& options = {});
  void execute(std::string_view sql) const;
  /// The first column of the first row.
  SqlValue value_of(std::string_view sql) const;
  std::string text_of(std::string_view sql) const;
  std::int64_t count(std::string_view sql) const;
  /// The version table, as `a,b`.
  std::string heads() const;
  /// Has the server write down what sessions that begin from now on ask of this database, and what
  /// it has written since the last call.
  void log_statements() const;
  std::vector<std::string> logged();
  /// What pg_dump says of the schema.
  std::string dump() const;

  std::string url_;
  std::string database_;

 private:
  std::streamoff log_read_ = 0;
};

}  // namespace limbeck::test
