// What a revision does to its session stays in that revision.
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "limbeck/migrator.h"
#include "tests/unit/runtime/postgresql/revisions.h"

namespace limbeck::test::settings_test {
namespace {

LIMBECK_REVISION(role) = {
    .revises = {"b2"},
    .message = "take a role and a path",
    .upgrade =
        [](Operations& op) {
          op.execute("SET ROLE nobody_special");
          op.execute("SET search_path = elsewhere");
          op.execute("SET standard_conforming_strings = off");
          op.execute("SELECT set_config('limbeck.test', 'left', false)");
        },
    .downgrade = reverse_of_upgrade,
};

LIMBECK_REVISION(role_in_blocks) = {
    .revises = {"b2"},
    .message = "the same around an autocommit block",
    .upgrade =
        [](Operations& op) {
          op.execute("SET ROLE nobody_special");
          op.autocommit_block([](Operations& block) {
            block.execute("SET search_path = elsewhere");
            block.execute("VACUUM");
          });
          op.execute("INSERT INTO seen VALUES (current_user, current_schema())");
          op.autocommit_block([](Operations& block) { block.execute("DISCARD ALL"); });
        },
};

LIMBECK_REVISION(looks) = {
    .message = "look around",
    .upgrade =
        [](Operations& op) {
          op.execute("CREATE TABLE seen (who text, place text)");
          op.execute("GRANT ALL ON seen TO public");
          op.execute(
              "INSERT INTO seen VALUES (current_user || coalesce(current_setting('limbeck.test', "
              "true), ''), current_schema())");
          op.execute("INSERT INTO seen VALUES ('a\\b', '')");
        },
};

LIMBECK_REVISION(by_function) = {
    .revises = {"b2"},
    .message = "by a data migration",
    .upgrade =
        [](Operations& op) {
          op.run([](Connection& connection) {
            connection.query("SELECT set_config('search_path', 'elsewhere', false)");
            connection.execute("SET ROLE nobody_special");
          });
        },
};

LIMBECK_REVISION(keepalives) = {
    .revises = {"b2"},
    .message = "see what is kept alive",
    .upgrade =
        [](Operations& op) {
          op.execute(
              "CREATE TABLE seen AS SELECT current_setting('tcp_keepalives_idle') AS who,"
              " current_setting('tcp_keepalives_interval') AS place");
        },
};

LIMBECK_REVISION(commits) = {
    .revises = {"b2"},
    .message = "see how it is committed",
    .upgrade =
        [](Operations& op) {
          op.execute("CREATE TABLE commits AS SELECT current_setting('synchronous_commit') AS how");
        },
};

LIMBECK_REVISION(commits_too) = {
    .revises = {"commits"},
    .message = "see how the last one is committed",
    .upgrade =
        [](Operations& op) {
          op.execute("INSERT INTO commits VALUES (current_setting('synchronous_commit'))");
        },
};

class PostgresqlSettings : public OnPostgresql {
 protected:
  void SetUp() override {
    OnPostgresql::SetUp();
    if (IsSkipped()) return;
    execute(
        "DO $$ BEGIN CREATE ROLE nobody_special; EXCEPTION WHEN duplicate_object THEN END $$;"
        "CREATE SCHEMA elsewhere; GRANT ALL ON SCHEMA elsewhere TO nobody_special;"
        "REVOKE ALL ON SCHEMA public FROM public");
  }
  /// `revision`, and then one that looks what is left of it.
  std::string seen_after(std::string_view id, const Revision& revision) {
    Revision last = limbeck_revision_looks;
    last.revises = {id};
    History history = after_posts(id, revision);
    history.add("looks", last);
    migrate(history);
    EXPECT_EQ(heads(), "looks");
    EXPECT_EQ(count("SELECT count(*) FROM public.limbeck_history"), 4);
    return text_of("SELECT string_agg(who || ' ' || place, ', ') FROM public.seen");
  }
};

TEST_F(PostgresqlSettings, a_revision_that_changes_them_breaks_neither_the_ledger_nor_the_next) {
  EXPECT_EQ(seen_after("role", limbeck_revision_role), "limbeck public, a\\b ");
}

TEST_F(PostgresqlSettings, those_of_a_data_migration_end_with_it) {
  EXPECT_EQ(seen_after("by_function", limbeck_revision_by_function), "limbeck public, a\\b ");
}

TEST_F(PostgresqlSettings, those_of_a_revision_in_parts_last_to_its_end) {
  execute(
      "CREATE TABLE elsewhere.seen (who text, place text);"
      "GRANT ALL ON elsewhere.seen TO nobody_special");
  EXPECT_EQ(seen_after("role_in_blocks", limbeck_revision_role_in_blocks), "limbeck public, a\\b ");
  EXPECT_EQ(text_of("SELECT who || ' ' || place FROM elsewhere.seen"), "nobody_special elsewhere");
}

TEST_F(PostgresqlSettings, those_of_a_revision_that_failed_are_put_back_too) {
  History history = after_posts("role", limbeck_revision_role);
  execute("CREATE TABLE public.limbeck_version (version_num varchar(32) PRIMARY KEY)");
  Revision broken = limbeck_revision_looks;
  broken.revises = {"role"};
  history.add("broken", broken);
  execute("CREATE VIEW seen AS SELECT 1");
  const Manifest manifest = history.manifest();
  Migrator migrator(manifest, url_);
  EXPECT_EQ(error_of([&] { migrator.upgrade(); }).sqlstate(), "42P07");
  EXPECT_EQ(heads(), "role");
  execute("DROP VIEW seen");
  migrator.upgrade();
  EXPECT_EQ(heads(), "broken");
}

TEST_F(PostgresqlSettings, hosts_that_are_gone_without_a_word_are_noticed_on_both_sides) {
  const int listening = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{
      .sin_family = AF_INET, .sin_port = 0, .sin_addr = {htonl(INADDR_LOOPBACK)}, .sin_zero = {}};
  socklen_t size = sizeof address;
  ASSERT_EQ(::bind(listening, reinterpret_cast<sockaddr*>(&address), size), 0);
  ASSERT_EQ(::getsockname(listening, reinterpret_cast<sockaddr*>(&address), &size), 0);
  const std::string port = std::to_string(ntohs(address.sin_port));
  ::close(listening);
  tests::PostgresqlServer& server = *tests::PostgresqlServer::get();
  server.restart({"listen_addresses=127.0.0.1", "port=" + port});
  url_ = "postgresql://limbeck@127.0.0.1:" + port + "/" + database_;
  History history = after_posts("keepalives", limbeck_revision_keepalives);
  migrate(history);
  EXPECT_EQ(text_of("SELECT who || ' ' || place FROM seen"), "30 10");
  server.restart();
}

TEST_F(PostgresqlSettings,
       only_the_last_revision_of_a_run_waits_for_the_disk_which_all_are_on_then) {
  execute("ALTER DATABASE " + database_ + " SET synchronous_commit = on");
  History history = after_posts("commits", limbeck_revision_commits);
  history.add("commits_too", limbeck_revision_commits_too);
  migrate(history);
  EXPECT_EQ(text_of("SELECT string_agg(how, ', ' ORDER BY how) FROM commits"), "off, on");
}

}  // namespace
}  // namespace limbeck::test::settings_test
