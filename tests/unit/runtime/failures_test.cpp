// What fails, fails at a revision boundary and says where, what and why.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>

#include "limbeck/connection.h"
#include "limbeck/migrate.h"
#include "limbeck/migrator.h"
#include "limbeck/revision.h"
#include "runtime/connection/open.h"
#include "runtime/migrator/engine.h"
#include "tests/unit/runtime/support/database.h"
#include "tests/unit/runtime/support/errors.h"
#include "tests/unit/runtime/support/shop.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::test::failures_test {

constexpr int before_fails_last = __LINE__;
LIMBECK_REVISION(fails_last) = {
    .revises = {"a2"},
    .message = "fail at the last statement",
    .upgrade =
        [](Operations& op) {
          op.create_table("tags",
                          {.columns = {{.name = "id", .type = bigint, .identity = by_default}},
                           .primary_key = {.name = "pk_tags", .columns = {"id"}}});
          op.execute("DELETE FROM posts");
          op.execute("INSERT INTO users (id, email) VALUES (1, 'again')");
        },
    .downgrade = reverse_of_upgrade,
};

LIMBECK_REVISION(sequence) = {
    .message = "a sequence, which SQLite has not",
    .upgrade = [](Operations& op) { op.create_sequence("ids"); },
};

LIMBECK_REVISION(throws) = {
    .revises = {"a2"},
    .message = "a data migration that throws",
    .upgrade =
        [](Operations& op) {
          op.execute("DELETE FROM posts");
          op.run([](Connection&) { throw std::out_of_range("no such country"); },
                 "countries from codes");
        },
};

LIMBECK_REVISION(commits) = {
    .revises = {"a2"},
    .message = "a commit of its own",
    .upgrade =
        [](Operations& op) {
          op.run([](Connection& connection) { connection.execute("COMMIT"); }, "rows");
        },
};

LIMBECK_REVISION(cannot_apply) = {
    .revises = {"a3"},
    .message = "a revision that does not fit",
    .upgrade =
        [](Operations& op) {
          op.drop_column("users", "nam");
          op.drop_table("nothing");
        },
};

LIMBECK_REVISION(one_way) = {
    .revises = {"a2"},
    .message = "no way back",
    .upgrade = [](Operations& op) { op.execute("DELETE FROM posts"); },
    .downgrade = irreversible("the posts are gone"),
};

LIMBECK_REVISION(orphans) = {
    .revises = {"a2"},
    .message = "rebuild and leave orphans",
    .upgrade =
        [](Operations& op) {
          op.alter_column("users", "email", {.nullable = true});
          op.execute("DELETE FROM users WHERE id = 1");
        },
};

LIMBECK_REVISION(rebuild) = {
    .revises = {"a2"},
    .message = "rebuild",
    .upgrade = [](Operations& op) { op.alter_column("users", "email", {.nullable = true}); },
    .downgrade = reverse_of_upgrade,
};

LIMBECK_REVISION(newer) = {
    .revises = {"a10"},
    .message = "drop tags",
    .upgrade = [](Operations& op) { op.drop_table("tags"); },
};

LIMBECK_REVISION(newer_additive) = {
    .revises = {"a10"},
    .message = "add a column nobody has to know",
    .upgrade =
        [](Operations& op) {
          op.add_column("tags", {.name = "colour", .type = text, .nullable = true});
        },
};

LIMBECK_REVISION(block_fails) = {
    .revises = {"a2"},
    .message = "fail in a block",
    .upgrade =
        [](Operations& op) {
          op.execute("INSERT INTO users (id, email) VALUES (10, 'before')");
          op.autocommit_block([](Operations& block) {
            block.execute("VACUUM");
            block.execute("INSERT INTO users (id, email) VALUES (11, 'in the block')");
          });
          op.execute("INSERT INTO posts (id, author_id, body) VALUES (1, 11, 'after')");
        },
    .downgrade =
        [](Operations& op) {
          op.execute("DELETE FROM posts WHERE id = 1");
          op.autocommit_block([](Operations& block) { block.execute("VACUUM"); });
          op.execute("DELETE FROM users WHERE id IN (10, 11)");
        },
};

namespace {

using namespace std::chrono_literals;

class Failures : public testing::Test {
 protected:
  /// The shop at a2 with its rows, and one revision more.
  Manifest one_more(std::string_view id, const Revision& revision) {
    history_ = History();
    History base = shop();
    Manifest at_a2 = base.manifest(2);
    for (std::size_t i = 0; i < at_a2.size; ++i)
      history_.add(at_a2.entries[i].id, *at_a2.entries[i].revision);
    shop_ = std::move(base);
    Manifest manifest = history_.manifest();
    migrate(manifest, url_);
    execute(url_, shop_rows);
    before_ = dump(url_);
    history_.add(id, revision);
    return history_.manifest();
  }

  TemporaryDirectory directory_;
  std::string url_ = directory_.url("shop.db");
  History history_, shop_;
  std::string before_;
};

TEST_F(Failures, a_failing_last_statement_leaves_no_trace_and_is_named_with_its_place) {
  Manifest manifest = one_more("fails_last", limbeck_revision_fails_last);
  Error error = error_of([&] { migrate(manifest, url_); });
  EXPECT_EQ(error.code(), Error::Code::statement);
  EXPECT_EQ(error.revision(), "fails_last");
  EXPECT_EQ(error.sqlstate(), "SQLITE_CONSTRAINT_PRIMARYKEY");
  EXPECT_EQ(error.statement(), "INSERT INTO users (id, email) VALUES (1, 'again')");
  EXPECT_TRUE(
      says(error, "failures_test.cpp:" + std::to_string(before_fails_last + 10) + ": execute"));
  EXPECT_TRUE(says(error, "UNIQUE constraint failed: users.id"));
  EXPECT_TRUE(says(error, "fails_last \"fail at the last statement\", which was rolled back"));
  EXPECT_TRUE(says(error, "SQL: INSERT INTO users"));
  EXPECT_EQ(dump(url_), before_);
}

TEST_F(Failures, what_was_applied_before_stays_and_is_reported) {
  one_more("fails_last", limbeck_revision_fails_last);
  execute(url_, "DELETE FROM posts");
  Migrator(history_.manifest(2), url_).downgrade("base");
  Manifest manifest = history_.manifest();
  execute(url_, "CREATE TABLE tags (id)");
  Error error = error_of([&] { migrate(manifest, url_); });
  EXPECT_EQ(error.applied(), (std::vector<std::string>{"a1", "a2"}));
  EXPECT_EQ(column(url_, "SELECT version_num FROM limbeck_version"),
            std::vector<std::string>{"a2"});
}

TEST_F(Failures, a_data_migration_that_throws_is_rolled_back_and_named_with_its_cause) {
  Manifest manifest = one_more("throws", limbeck_revision_throws);
  try {
    migrate(manifest, url_);
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), Error::Code::data);
    EXPECT_EQ(error.revision(), "throws");
    EXPECT_TRUE(says(error, "failures_test.cpp:"));
    EXPECT_TRUE(says(error, "countries from codes"));
    EXPECT_TRUE(says(error, "no such country"));
    EXPECT_THROW(std::rethrow_if_nested(error), std::out_of_range);
  }
  EXPECT_EQ(dump(url_), before_);
}

std::string_view ending;
LIMBECK_REVISION(ends) = {
    .revises = {"a2"},
    .message = "end the transaction",
    .upgrade = [](Operations& op) { op.execute(ending); },
};

TEST_F(Failures, sql_that_ends_its_transaction_is_not_recorded_nor_said_to_be_rolled_back) {
  Manifest manifest = one_more("ends", limbeck_revision_ends);
  for (const char* sql : {"COMMIT", "CREATE TABLE w (i); /* /* */ COMMIT; BEGIN IMMEDIATE",
                          "ROLLBACK; BEGIN IMMEDIATE", "END; BEGIN; SELECT 1"}) {
    ending = sql;
    const Error error = error_of([&] { migrate(manifest, url_); });
    EXPECT_TRUE(says(error, "ended the transaction of its revision")) << sql;
    EXPECT_EQ(column(url_, "SELECT version_num FROM limbeck_version"),
              std::vector<std::string>{"a2"});
  }
  ending = "CREATE TABLE v (i); COMMIT; SELECT no_such_thing";
  const Error error = error_of([&] { migrate(manifest, url_); });
  EXPECT_TRUE(says(error, "not rolled back"));
  EXPECT_FALSE(says(error, "was rolled back"));
  // What SQLite itself rolls back is.
  ending = "INSERT OR ROLLBACK INTO users (id, email) VALUES (1, 'twice'), (1, 'twice')";
  EXPECT_TRUE(says(error_of([&] { migrate(manifest, url_); }), "was rolled back"));
}

TEST_F(Failures, a_data_migration_cannot_end_its_revisions_transaction_unnoticed) {
  Manifest manifest = one_more("commits", limbeck_revision_commits);
  Error error = error_of([&] { migrate(manifest, url_); });
  EXPECT_EQ(error.code(), Error::Code::statement);
  EXPECT_TRUE(says(error, "ended the transaction"));
  EXPECT_TRUE(says(error, "autocommit_block"));
  EXPECT_EQ(column(url_, "SELECT version_num FROM limbeck_version"),
            std::vector<std::string>{"a2"});
}

TEST_F(Failures, a_later_revision_that_does_not_fit_stops_the_run_before_the_first) {
  one_more("rebuild", limbeck_revision_rebuild);
  History history = shop();
  Manifest base = history.manifest(3);
  History with_bad;
  for (std::size_t i = 0; i < base.size; ++i)
    with_bad.add(base.entries[i].id, *base.entries[i].revision);
  with_bad.add("cannot_apply", limbeck_revision_cannot_apply);
  Manifest manifest = with_bad.manifest();
  Error error = error_of([&] { migrate(manifest, url_); });
  EXPECT_EQ(error.code(), Error::Code::history);
  EXPECT_TRUE(says(error, "'nam'"));
  EXPECT_TRUE(says(error, "'nothing'"));
  EXPECT_TRUE(says(error, "failures_test.cpp:"));
  EXPECT_EQ(dump(url_), before_);
}

TEST_F(Failures, an_irreversible_downgrade_reports_why_and_runs_nothing) {
  Manifest manifest = one_more("one_way", limbeck_revision_one_way);
  migrate(manifest, url_);
  std::string after = dump(url_);
  Error error = error_of([&] { Migrator(manifest, url_).downgrade("base"); });
  EXPECT_TRUE(says(error, "the posts are gone"));
  EXPECT_EQ(dump(url_), after);
}

TEST_F(Failures, a_rebuild_deletes_no_row_of_a_child_that_cascades) {
  Manifest manifest = one_more("rebuild", limbeck_revision_rebuild);
  migrate(manifest, url_);
  EXPECT_EQ(column(url_, "SELECT count(*) FROM posts"), std::vector<std::string>{"3"});
  Migrator(manifest, url_).downgrade("-1");
  EXPECT_EQ(column(url_, "SELECT count(*) FROM posts"), std::vector<std::string>{"3"});
}

TEST_F(Failures, rows_that_a_rebuild_would_orphan_are_named_and_nothing_is_committed) {
  Manifest manifest = one_more("orphans", limbeck_revision_orphans);
  Error error = error_of([&] { migrate(manifest, url_); });
  EXPECT_EQ(error.code(), Error::Code::data);
  EXPECT_TRUE(says(error, "2 rows of 'posts' (author_id) without a row of 'users': rowid 1 and 2"));
  EXPECT_EQ(dump(url_), before_);
}

TEST_F(Failures, rows_that_were_orphans_before_do_not_stop_a_rebuild) {
  Manifest manifest = one_more("rebuild", limbeck_revision_rebuild);
  execute(
      url_,
      "PRAGMA foreign_keys=OFF; INSERT INTO posts (id, author_id, body) VALUES (99, 99, 'lost')");
  EXPECT_EQ(migrate(manifest, url_).applied.size(), 1u);
  EXPECT_EQ(column(url_, "SELECT count(*) FROM posts"), std::vector<std::string>{"4"});
}

TEST_F(Failures, foreign_keys_are_enforced_in_revisions_without_a_rebuild) {
  Manifest manifest = one_more("orphans", limbeck_revision_one_way);
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open((directory_.path() / "shop.db").c_str(), &database), SQLITE_OK);
  sqlite3_close(database);
  execute(url_, "DELETE FROM users WHERE id = 1");
  EXPECT_EQ(column(url_, "SELECT count(*) FROM posts"), std::vector<std::string>{"1"});
  EXPECT_NO_THROW(migrate(manifest, url_));
}

TEST_F(Failures, a_writer_in_the_way_is_waited_for_and_no_longer_than_asked) {
  Manifest manifest = one_more("rebuild", limbeck_revision_rebuild);
  auto writer = connection::open(url_);
  writer->execute("BEGIN IMMEDIATE");
  int waits = 0;
  auto start = std::chrono::steady_clock::now();
  Error error = error_of([&] {
    migrate(manifest, url_, {.lock_timeout = 300ms, .on_progress = [&](const Progress& progress) {
                               if (progress.kind == Progress::Kind::waiting) ++waits;
                             }});
  });
  auto waited = std::chrono::steady_clock::now() - start;
  EXPECT_EQ(error.code(), Error::Code::locked);
  EXPECT_TRUE(error.retryable());
  EXPECT_TRUE(says(error, "shop.db"));
  EXPECT_TRUE(says(error, "database is locked"));
  EXPECT_GE(waited, 300ms);
  EXPECT_LT(waited, 5s);
  EXPECT_GE(waits, 1);
  writer->execute("ROLLBACK");
  EXPECT_EQ(dump(url_), before_);
  EXPECT_EQ(migrate(manifest, url_).applied.size(), 1u);
}

TEST_F(Failures, a_reader_in_the_way_of_a_commit_is_waited_for_too) {
  Manifest manifest = one_more("rebuild", limbeck_revision_rebuild);
  auto reader = connection::open(url_);
  reader->execute("BEGIN");
  reader->query("SELECT * FROM users");
  Error error = error_of([&] { migrate(manifest, url_, {.lock_timeout = 100ms}); });
  EXPECT_EQ(error.code(), Error::Code::locked);
  reader->execute("ROLLBACK");
  EXPECT_EQ(dump(url_), before_);
  EXPECT_EQ(migrate(manifest, url_).applied.size(), 1u);
}

/// What `action`'s limbeck::Error says, in a process that is not root's (who may write everything).
std::string error_as_nobody(const std::function<void()>& action) {
  int ends[2];
  if (::pipe(ends) != 0) return "no pipe";
  pid_t child = ::fork();
  if (child == 0) {
    std::string message = "nothing was thrown";
    try {
      if (::geteuid() == 0 && ::seteuid(65534) != 0) throw std::runtime_error("cannot be nobody");
      action();
    } catch (const std::exception& error) {
      message = error.what();
    }
    [[maybe_unused]] ssize_t written = ::write(ends[1], message.data(), message.size());
    ::_exit(0);
  }
  ::close(ends[1]);
  std::string message;
  char buffer[4096];
  for (ssize_t size; (size = ::read(ends[0], buffer, sizeof buffer)) > 0;) {
    message.append(buffer, static_cast<std::size_t>(size));
  }
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  return message;
}

TEST_F(Failures, a_file_that_may_not_be_written_is_reported_and_at_head_does_not_matter) {
  Manifest manifest = one_more("rebuild", limbeck_revision_rebuild);
  std::filesystem::path file = directory_.path() / "shop.db";
  ::chmod(directory_.path().c_str(), 0777);
  ::chmod(file.c_str(), 0444);
  std::string message = error_as_nobody([&] { migrate(manifest, url_); });
  EXPECT_NE(message.find("shop.db' cannot be migrated: it is read-only"), std::string::npos)
      << message;
  EXPECT_EQ(error_as_nobody([&] { migrate(history_.manifest(2), url_); }), "nothing was thrown");
  ::chmod(file.c_str(), 0000);
  message = error_as_nobody([&] { migrate(manifest, url_); });
  EXPECT_NE(message.find("cannot open the database"), std::string::npos) << message;
  EXPECT_NE(message.find("shop.db"), std::string::npos) << message;
}

TEST_F(Failures, a_directory_that_may_not_be_written_is_reported_and_at_head_does_not_matter) {
  Manifest manifest = one_more("rebuild", limbeck_revision_rebuild);
  ::chmod(directory_.path().c_str(), 0555);
  ::chmod((directory_.path() / "shop.db").c_str(), 0666);
  std::string message = error_as_nobody([&] { migrate(manifest, url_); });
  EXPECT_NE(message.find("its directory must be writable"), std::string::npos) << message;
  EXPECT_EQ(error_as_nobody([&] { migrate(history_.manifest(2), url_); }), "nothing was thrown");
  message = error_as_nobody([&] { migrate(manifest, directory_.url("new.db")); });
  EXPECT_NE(message.find("cannot open the database"), std::string::npos) << message;
  EXPECT_NE(message.find("new.db"), std::string::npos) << message;
  ::chmod(directory_.path().c_str(), 0755);
  EXPECT_EQ(dump(url_), before_);
}

TEST_F(Failures, a_database_opened_read_only_is_reported_so_and_at_head_does_not_matter) {
  Manifest manifest = one_more("rebuild", limbeck_revision_rebuild);
  Error error = error_of([&] { migrate(manifest, url_ + "?mode=ro"); });
  EXPECT_EQ(error.code(), Error::Code::connection);
  EXPECT_TRUE(says(error, "shop.db"));
  EXPECT_TRUE(says(error, "read-only"));
  EXPECT_NO_THROW(migrate(history_.manifest(2), url_ + "?mode=ro"));
}

TEST_F(Failures, a_revision_that_this_program_does_not_have_is_reported_with_its_origin) {
  History history = shop();
  Manifest older = history.manifest();
  history.add("newer", limbeck_revision_newer);
  migrate(history.manifest(), url_);
  Error error = error_of([&] { migrate(older, url_); });
  EXPECT_EQ(error.code(), Error::Code::history);
  EXPECT_TRUE(says(error, "is at newer"));
  EXPECT_TRUE(says(error, "its head is a10"));
  EXPECT_TRUE(says(error, "was applied on 20"));
  EXPECT_TRUE(says(error, "older"));
  EXPECT_EQ(error_of([&] { Migrator(older, url_).downgrade("-1"); }).code(), Error::Code::history);

  execute(url_, "DELETE FROM limbeck_history; UPDATE limbeck_version SET version_num = 'deleted'");
  error = error_of([&] { migrate(older, url_); });
  EXPECT_TRUE(says(error, "is at deleted"));
  EXPECT_TRUE(says(error, "stamp --purge"));
}

TEST_F(Failures, an_older_program_starts_on_a_database_whose_newer_revisions_it_can_live_with) {
  History history = shop();
  Manifest older = history.manifest();
  Manifest even_older = history.manifest(9);
  history.add("newer_additive", limbeck_revision_newer_additive);
  migrate(history.manifest(), url_);
  MigrationReport report = migrate(older, url_);
  EXPECT_TRUE(report.applied.empty());
  EXPECT_EQ(report.beyond, std::vector<std::string>{"newer_additive"});
  // a10 inserts rows into a table of its own, which nobody older knows.
  EXPECT_EQ(migrate(even_older, url_).beyond, (std::vector<std::string>{"a10", "newer_additive"}));
  // a9 renames a column.
  Error error = error_of([&] { migrate(history.manifest(8), url_); });
  EXPECT_TRUE(says(error, "cannot work with what a9 changed"));
}

TEST_F(Failures, a_revision_that_was_edited_after_it_was_applied_is_refused_until_accepted) {
  History edited;
  History base = shop();
  Manifest all = base.manifest();
  migrate(base.manifest(4), url_);
  for (std::size_t i = 0; i < all.size; ++i) {
    edited.add(all.entries[i].id, *all.entries[i].revision, i == 1 ? "another checksum" : "");
  }
  Manifest manifest = edited.manifest();
  Error error = error_of([&] { migrate(manifest, url_); });
  EXPECT_EQ(error.code(), Error::Code::history);
  EXPECT_TRUE(says(error, "migrations/a2.cpp:4: a2 \"add posts\""));
  EXPECT_TRUE(says(error, "checksum of a2"));
  EXPECT_TRUE(says(error, "another checksum"));
  EXPECT_TRUE(says(error, "--accept-edited a2"));
  EXPECT_EQ(Migrator(manifest, url_).current(), std::vector<std::string>{"a4"});

  EXPECT_EQ(migrate(manifest, url_, {.target = "a5", .accept_edited = {"a2"}}).applied.size(), 1u);
  EXPECT_EQ(migrate(manifest, url_).applied.size(), 5u);
}

TEST_F(Failures, a_block_that_fails_keeps_what_was_done_and_the_next_run_goes_on_from_there) {
  Manifest manifest = one_more("block_fails", limbeck_revision_block_fails);
  execute(url_, "DELETE FROM posts; INSERT INTO users (id, email) VALUES (11, 'in the way')");
  Error error = error_of([&] { migrate(manifest, url_); });
  EXPECT_TRUE(says(error, "2 of its 4 statements are done, and the next run goes on from there"));
  EXPECT_EQ(column(url_, "SELECT version_num FROM limbeck_version ORDER BY 1"),
            (std::vector<std::string>{"a2", "half-applied"}));
  EXPECT_EQ(column(url_, "SELECT email FROM users WHERE id = 10"),
            std::vector<std::string>{"before"});
  EXPECT_EQ(column(url_, "SELECT progress FROM limbeck_history WHERE revision = 'block_fails'"),
            std::vector<std::string>{"2"});

  // Half-applied, it is neither up nor down.
  EXPECT_TRUE(says(error_of([&] { Migrator(manifest, url_).downgrade("a1"); }), "was interrupted"));

  execute(url_, "DELETE FROM users WHERE id = 11");
  MigrationReport report = migrate(manifest, url_);
  EXPECT_EQ(report.applied.size(), 1u);
  EXPECT_EQ(column(url_, "SELECT email FROM users WHERE id > 9 ORDER BY id"),
            (std::vector<std::string>{"before", "in the block"}));
  EXPECT_EQ(column(url_, "SELECT body FROM posts"), std::vector<std::string>{"after"});
  EXPECT_EQ(column(url_,
                   "SELECT progress IS NULL AND duration >= 0 FROM limbeck_history WHERE revision "
                   "= 'block_fails'"),
            std::vector<std::string>{"1"});

  EXPECT_EQ(Migrator(manifest, url_).downgrade("-1").applied.size(), 1u);
  EXPECT_EQ(column(url_, "SELECT count(*) FROM users WHERE id > 9"), std::vector<std::string>{"0"});
}

TEST_F(Failures, a_downgrade_that_fails_halfway_is_finished_by_the_same_call) {
  Manifest manifest = one_more("block_fails", limbeck_revision_block_fails);
  execute(url_, "DELETE FROM posts");
  migrate(manifest, url_);
  execute(url_,
          "CREATE TRIGGER t BEFORE DELETE ON users BEGIN SELECT raise(ABORT, 'not yet'); END");
  EXPECT_TRUE(says(error_of([&] { Migrator(manifest, url_).downgrade("a2"); }), "not yet"));
  EXPECT_EQ(column(url_, "SELECT version_num FROM limbeck_version ORDER BY 1"),
            (std::vector<std::string>{"a2", "half-applied"}));

  // The version table says that there is nothing to do.
  EXPECT_TRUE(says(error_of([&] { Migrator(manifest, url_).downgrade("a2"); }), "not yet"));
  execute(url_, "DROP TRIGGER t");
  EXPECT_EQ(Migrator(manifest, url_).downgrade("a2").applied.size(), 1U);
  EXPECT_EQ(column(url_, "SELECT count(*) FROM users WHERE id > 9"), std::vector<std::string>{"0"});
  EXPECT_EQ(column(url_, "SELECT count(*) FROM limbeck_history WHERE progress IS NOT NULL"),
            std::vector<std::string>{"0"});
  EXPECT_TRUE(Migrator(manifest, url_).downgrade("a2").applied.empty());
}

TEST_F(Failures, a_half_applied_revision_that_was_edited_is_not_gone_on_with) {
  Manifest manifest = one_more("block_fails", limbeck_revision_block_fails);
  execute(url_, "INSERT INTO users (id, email) VALUES (11, 'in the way')");
  error_of([&] { migrate(manifest, url_); });
  History edited;
  for (std::size_t i = 0; i < manifest.size; ++i) {
    edited.add(manifest.entries[i].id, *manifest.entries[i].revision, i == 2 ? "another" : "");
  }
  Error error = error_of([&] { migrate(edited.manifest(), url_); });
  EXPECT_EQ(error.code(), Error::Code::history);
  EXPECT_TRUE(says(error, "was interrupted"));
  EXPECT_TRUE(says(error, "now another"));

  // Whoever finished it by hand says so.
  Migrator(edited.manifest(), url_).stamp("block_fails");
  EXPECT_TRUE(migrate(edited.manifest(), url_).applied.empty());
}

TEST(FailuresInAHistory, a_broken_graph_is_reported_whole_by_tools) {
  History history;
  history.add("a3", limbeck_revision_fails_last);
  Manifest manifest = history.manifest();
  Error error = error_of([&] { migrator::graph_of(manifest); });
  EXPECT_EQ(error.code(), Error::Code::history);
  EXPECT_TRUE(says(error, "migrations/a3.cpp:4"));
}

TEST(FailuresInAHistory, an_application_says_of_a_broken_graph_who_knows_more) {
  History history;
  history.add("a3", limbeck_revision_fails_last);
  Manifest manifest = history.manifest();
  Error error = error_of([&] { migrate(manifest, "sqlite::memory:"); });
  EXPECT_EQ(error.code(), Error::Code::history);
  EXPECT_TRUE(says(error, "is broken"));
  EXPECT_TRUE(says(error, "limbeck check"));
}

TEST(FailuresInAHistory, what_the_database_cannot_hold_is_refused_by_tools_before_anything_runs) {
  History history;
  history.add("sequence", limbeck_revision_sequence);
  Manifest manifest = history.manifest();
  migrator::Engine engine(manifest, connection::open("sqlite::memory:"), {});
  Error error = error_of([&] { engine.move(history::Direction::upgrade, "heads"); });
  EXPECT_EQ(error.code(), Error::Code::history);
  EXPECT_TRUE(says(error, "the history needs what sqlite does not have"));
  EXPECT_TRUE(engine.rows().empty());
}

}  // namespace
}  // namespace limbeck::test::failures_test
