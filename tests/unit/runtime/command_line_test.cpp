// The deployer's commands, as whoever types them sees them.
#include "limbeck/command_line.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "limbeck/migrate.h"
#include "limbeck/revision.h"
#include "runtime/connection/open.h"
#include "tests/unit/runtime/support/database.h"
#include "tests/unit/runtime/support/shop.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::test::command_line_test {
namespace {

struct Outcome {
  int code;
  std::string out, err;
};

class CommandLine : public testing::Test {
 protected:
  /// Runs `shop-migrate ARGUMENTS --url DATABASE`.
  Outcome run(std::vector<const char*> arguments, bool with_url = true) {
    arguments.insert(arguments.begin(), "/opt/shop/shop-migrate");
    if (with_url) arguments.insert(arguments.end(), {"--url", url_.c_str()});
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    int code = command_line(manifest_, static_cast<int>(arguments.size()), arguments.data());
    std::string out = testing::internal::GetCapturedStdout();
    return {code, out, testing::internal::GetCapturedStderr()};
  }
  /// With the times taken out of it.
  static std::string without_times(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text.compare(i, 2, " (") == 0 &&
          std::isdigit(static_cast<unsigned char>(text[i + 2])) != 0) {
        i = text.find(')', i);
      } else {
        out += text[i];
      }
    }
    return out;
  }

  TemporaryDirectory directory_;
  std::string url_ = directory_.url("shop.db");
  History history_ = shop();
  Manifest manifest_ = history_.manifest();
};

LIMBECK_REVISION(newer) = {
    .revises = {"a10"},
    .message = "what older programs need not know",
    .upgrade =
        [](Operations& op) {
          op.add_column("tags", {.name = "colour", .type = text, .nullable = true});
          op.create_index("ix_tags_colour", "tags", {"colour"});
          op.create_table("colours", {.columns = {{.name = "id", .type = bigint}}});
        },
};

TEST_F(CommandLine, a_program_that_is_older_than_its_database_says_so_and_goes_on) {
  const Manifest older = manifest_;
  History history = shop();
  history.add("newer", limbeck_revision_newer);
  manifest_ = history.manifest();
  ASSERT_EQ(run({"upgrade"}).code, 0);
  manifest_ = older;
  const std::string ahead =
      "the database '" + url_.substr(7) +
      "' is ahead of this program by 1 revision, which it does not have and can work with: newer";
  for (const char* command : {"upgrade", "check"}) EXPECT_EQ(run({command}).code, 0) << command;

  const Outcome current = run({"current"});
  EXPECT_EQ(current.code, 0);
  EXPECT_EQ(current.out, "a10 (head)\nnewer (not in this program)\n");
  EXPECT_EQ(current.err, ahead + "\n");
  EXPECT_EQ(run({"current", "--check-heads"}).code, 0);
  auto json = nlohmann::json::parse(run({"current", "--json"}).out);
  EXPECT_EQ(json["beyond"], nlohmann::json::array({"newer"}));
  EXPECT_EQ(json["current"][1], nlohmann::json({{"revision", "newer"}, {"known", false}}));
  EXPECT_EQ(json["at_head"], true);

  const Outcome plan = run({"plan"});
  EXPECT_EQ(plan.code, 0);
  EXPECT_EQ(plan.out, "nothing would run: " + ahead + "\n");
  json = nlohmann::json::parse(run({"plan", "--json"}).out);
  EXPECT_EQ(json["beyond"], nlohmann::json::array({"newer"}));
  EXPECT_EQ(json["revisions"].size(), 0U);
  EXPECT_EQ(run({"plan", "--downgrade"}).code, 1) << "from where it does not know";

  const Outcome verify = run({"verify"});
  EXPECT_EQ(verify.code, 0) << verify.out << verify.err;
  EXPECT_NE(verify.out.find("is as the history says at a10"), std::string::npos) << verify.out;
  EXPECT_NE(verify.out.find("as newer revisions may have made it: "), std::string::npos)
      << verify.out;
  EXPECT_NE(verify.out.find(ahead), std::string::npos) << verify.out;
  execute(url_, "ALTER TABLE tags RENAME TO labels");
  EXPECT_EQ(run({"verify"}).code, 3);

  execute(url_, "UPDATE limbeck_history SET compatible = 0 WHERE revision = 'newer'");
  for (const char* command : {"upgrade", "check", "current", "plan", "verify"}) {
    const Outcome refused = run({command});
    EXPECT_EQ(refused.code, 1) << command;
    EXPECT_NE(refused.err.find("cannot work with what newer changed"), std::string::npos);
  }
}

TEST_F(CommandLine, upgrade_and_downgrade_print_a_line_a_revision_as_alembic_does) {
  Outcome up = run({"upgrade", "a3"});
  EXPECT_EQ(up.code, 0);
  EXPECT_EQ(without_times(up.out),
            "Running upgrade  -> a1, add users\n"
            "Running upgrade a1 -> a2, add posts\n"
            "Running upgrade a2 -> a3, add display name\n");
  EXPECT_EQ(up.err, "");
  EXPECT_EQ(run({"upgrade", "a2"}).out, "nothing to do: the database is at a3\n");
  Outcome down = run({"downgrade", "-1"});
  EXPECT_EQ(down.code, 0);
  EXPECT_EQ(without_times(down.out), "Running downgrade a3 -> a2, add display name\n");
  EXPECT_EQ(run({"upgrade", "+1", "--quiet"}).out, "");
  EXPECT_EQ(run({"upgrade"}).code, 0);
  EXPECT_EQ(run({"upgrade", "head"}).out, "already at head (a10)\n");
}

TEST_F(CommandLine, rows_that_stand_on_each_other_are_refused_by_every_command_but_stamp) {
  ASSERT_EQ(run({"upgrade", "a4"}).code, 0);
  execute(url_, "INSERT INTO limbeck_version VALUES ('a2')");
  const std::string before = dump(url_);
  const std::vector<std::vector<const char*>> commands = {{"upgrade"},
                                                          {"current"},
                                                          {"current", "--json"},
                                                          {"check"},
                                                          {"plan"},
                                                          {"plan", "--downgrade"},
                                                          {"verify"},
                                                          {"verify", "--sql"},
                                                          {"downgrade", "-1"},
                                                          {"downgrade", "a3"},
                                                          {"downgrade", "base"},
                                                          {"upgrade", "+1"},
                                                          {"upgrade", "a2,a4:heads", "--sql"},
                                                          {"downgrade", "a2,a4:a1", "--sql"}};
  for (const auto& command : commands) {
    const Outcome outcome = run(command);
    EXPECT_EQ(outcome.code, 1) << command.front();
    EXPECT_NE(outcome.err.find("overlaps with other"), std::string::npos) << outcome.err;
    EXPECT_EQ(dump(url_), before) << command.front();
  }
  EXPECT_THROW(migrate(manifest_, url_), Error);
  // The message names what mends it.
  EXPECT_NE(run({"current"}).err.find("stamp a4"), std::string::npos);
  EXPECT_EQ(run({"stamp", "a4"}).code, 0);
  EXPECT_EQ(run({"current"}).out, "a4\n");
  EXPECT_EQ(run({"verify"}).code, 0);
}

TEST_F(CommandLine, a_role_and_a_search_path_are_for_databases_that_have_them) {
  for (const char* option : {"--role", "--search-path"}) {
    const Outcome outcome = run({"upgrade", option, "shop"});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_NE(outcome.err.find("SQLite has no roles and no search path"), std::string::npos)
        << outcome.err;
  }
}

TEST_F(CommandLine, upgrade_as_json_says_what_was_applied) {
  auto json = nlohmann::json::parse(run({"upgrade", "a2", "--json"}).out);
  EXPECT_EQ(json["applied"].size(), 2u);
  EXPECT_EQ(json["applied"][0]["revision"], "a1");
  EXPECT_EQ(json["applied"][0]["direction"], "upgrade");
  EXPECT_GE(json["applied"][0]["duration"], 0.0);
  EXPECT_EQ(json["current"], nlohmann::json::array({"a2"}));
}

TEST_F(CommandLine, a_failure_is_an_error_with_exit_code_1_on_stderr) {
  execute(url_, "CREATE TABLE posts (id)");
  Outcome outcome = run({"upgrade"});
  EXPECT_EQ(outcome.code, 1);
  EXPECT_NE(outcome.out.find("Running upgrade a1 -> a2, add posts\n"), std::string::npos)
      << outcome.out;
  EXPECT_EQ(outcome.err.find("error: "), 0u) << outcome.err;
  EXPECT_NE(outcome.err.find("shop.cpp:"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("already exists"), std::string::npos) << outcome.err;
}

TEST_F(CommandLine, current_shows_where_the_database_is) {
  EXPECT_EQ(run({"current"}).out, "");
  run({"upgrade", "a2"});
  EXPECT_EQ(run({"current"}).out, "a2\n");
  EXPECT_EQ(run({"current", "--check-heads"}).code, 3);
  run({"upgrade"});
  EXPECT_EQ(run({"current"}).out, "a10 (head)\n");
  EXPECT_EQ(run({"current", "-c"}).code, 0);
  std::string verbose = run({"current", "-v"}).out;
  EXPECT_NE(
      verbose.find("Rev: a10 (head)\nParent: a9\nPath: migrations/a10.cpp:4\n\n    add tags\n"),
      std::string::npos)
      << verbose;
  auto json = nlohmann::json::parse(run({"current", "--json"}).out);
  EXPECT_EQ(json["current"][0]["revision"], "a10");
  EXPECT_EQ(json["at_head"], true);
}

TEST_F(CommandLine, check_exits_with_3_while_revisions_are_pending) {
  run({"upgrade", "a8"});
  Outcome behind = run({"check"});
  EXPECT_EQ(behind.code, 3);
  EXPECT_NE(
      behind.out.find(
          "is behind by 2 revisions:\n  a8 -> a9, rename body\n  a9 -> a10 (head), add tags\n"),
      std::string::npos)
      << behind.out;
  auto json = nlohmann::json::parse(run({"check", "--json"}).out);
  EXPECT_EQ(json["at_head"], false);
  EXPECT_EQ(json["pending"][1]["revision"], "a10");
  run({"upgrade"});
  Outcome at_head = run({"check"});
  EXPECT_EQ(at_head.code, 0);
  EXPECT_NE(at_head.out.find("is at head (a10)"), std::string::npos);
}

TEST_F(CommandLine, a_half_applied_revision_is_named_by_what_looks_at_the_database) {
  run({"upgrade", "a8"});
  // As a process leaves it that is killed on the way to a7.
  execute(url_,
          "UPDATE limbeck_version SET version_num = 'a7'; INSERT INTO limbeck_version VALUES"
          " ('half-applied'); UPDATE limbeck_history SET progress = 1, duration = NULL,"
          " direction = 'downgrade' WHERE revision = 'a8'");
  const std::string note = "the downgrade of revision a8 \"tidy up\" is under way, or was";
  for (const char* command : {"current", "check", "plan", "verify"}) {
    const Outcome outcome = run({command});
    EXPECT_NE(outcome.out.find(note), std::string::npos) << outcome.out;
    const auto json = nlohmann::json::parse(run({command, "--json"}).out);
    if (json.contains("at_head")) {
      EXPECT_EQ(json["at_head"], false);
    }
    EXPECT_EQ(json["half_applied"]["revision"], "a8");
    EXPECT_EQ(json["half_applied"]["statements_done"], 1);
  }
  manifest_ = history_.manifest(7);
  EXPECT_EQ(run({"current", "-c"}).code, 3);
  const Outcome older = run({"check"});
  EXPECT_EQ(older.code, 3);
  EXPECT_EQ(older.out.find("at head"), std::string::npos) << older.out;
  EXPECT_NE(older.out.find("the downgrade of revision a8 is under way"), std::string::npos);
}

TEST_F(CommandLine, plan_shows_operations_risks_and_sql_and_runs_nothing) {
  run({"upgrade", "a6"});
  std::string before = dump(url_);
  std::string plan = run({"plan"}).out;
  EXPECT_NE(plan.find("upgrade a6 -> a7, every user has a name\n  alter_column users.display_name"),
            std::string::npos)
      << plan;
  EXPECT_NE(plan.find("! rebuilds table 'users'"), std::string::npos) << plan;
  EXPECT_NE(plan.find("! has statements outside of a transaction"), std::string::npos) << plan;
  EXPECT_EQ(plan.find("CREATE TABLE"), std::string::npos) << plan;
  std::string verbose = run({"plan", "head", "-v"}).out;
  EXPECT_NE(verbose.find("CREATE TABLE \"tags\""), std::string::npos) << verbose;
  EXPECT_NE(verbose.find("-- outside of a transaction:\n    VACUUM;\n"), std::string::npos)
      << verbose;
  std::string down = run({"plan", "--downgrade", "a2"}).out;
  EXPECT_NE(down.find("downgrade a3 -> a2, add display name\n  drop_column users.display_name\n"
                      "  ! destroys all values of 'users.display_name'\n"),
            std::string::npos)
      << down;
  auto json = nlohmann::json::parse(run({"plan", "--json"}).out);
  EXPECT_EQ(json["revisions"].size(), 4u);
  EXPECT_EQ(json["revisions"][0]["operations"][0]["op"], "alter_column");
  EXPECT_EQ(json["revisions"][0]["risks"][0]["risk"], "rebuild");
  EXPECT_EQ(dump(url_), before);
}

TEST_F(CommandLine, history_lists_newest_first_in_alembics_lines) {
  EXPECT_EQ(run({"history", "-r", "a1:a3"}, false).out,
            "a2 -> a3, add display name\na1 -> a2, add posts\n<base> -> a1, add users\n");
  EXPECT_EQ(run({"history", "-ra9:"}, false).out,
            "a9 -> a10 (head), add tags\na8 -> a9, rename body\n");
  run({"upgrade", "a2"});
  EXPECT_EQ(run({"history", "-i", "-r", "a1:a3"}).out,
            "a2 -> a3, add display name\na1 -> a2 (current), add posts\n<base> -> a1, add users\n");
  EXPECT_EQ(run({"history", "-r-1:current"}).out, "a1 -> a2, add posts\n<base> -> a1, add users\n");
  EXPECT_EQ(nlohmann::json::parse(run({"history", "--json"}, false).out).size(), 10u);
}

TEST_F(CommandLine, heads_and_show_describe_revisions_without_a_database) {
  EXPECT_EQ(run({"heads"}, false).out, "a10 (head)\n");
  EXPECT_EQ(run({"branches"}, false).out, "");
  EXPECT_EQ(run({"show", "a2"}, false).out,
            "Rev: a2\nParent: a1\nPath: migrations/a2.cpp:4\n\n    add posts\n");
  EXPECT_EQ(nlohmann::json::parse(run({"show", "head", "--json"}, false).out)[0]["revises"][0],
            "a9");
  Outcome unknown = run({"show", "nope"}, false);
  EXPECT_EQ(unknown.code, 1);
  EXPECT_NE(unknown.err.find("nope"), std::string::npos);
}

TEST_F(CommandLine, stamp_says_where_the_database_is) {
  EXPECT_EQ(run({"stamp", "--no-verify", "a4"}).out,
            "the database is now said to be at a4; nothing was run\n");
  EXPECT_EQ(run({"current"}).out, "a4\n");
  execute(url_, "UPDATE limbeck_version SET version_num = 'gone'");
  EXPECT_EQ(run({"stamp", "--no-verify", "a4"}).code, 1);
  EXPECT_EQ(run({"stamp", "--purge", "--no-verify", "a5"}).code, 0);
  EXPECT_EQ(run({"current"}).out, "a5\n");
}

TEST_F(CommandLine, a_stamp_that_is_not_true_is_refused_by_name) {
  ASSERT_EQ(run({"upgrade"}).code, 0);
  execute(url_, "DROP TABLE limbeck_version; DROP TABLE limbeck_history");
  const std::string untouched = dump(url_);
  struct Lie {
    const char* sql;      // what was done to the database
    const char* missing;  // what is missing
  };
  const Lie lies[] = {{"CREATE VIEW theirs_too AS SELECT 1 AS one", nullptr},
                      {"CREATE TABLE theirs (a)", nullptr},
                      {"ALTER TABLE users ADD COLUMN more TEXT", "more"},
                      {"ALTER TABLE users RENAME COLUMN email TO other", "email"},
                      {"DROP TABLE posts", "posts"}};
  for (const Lie& lie : lies) {
    execute(url_, lie.sql);
    const std::string before = dump(url_);
    const Outcome stamped = run({"stamp", "heads"});
    if (lie.missing == nullptr) {
      EXPECT_EQ(stamped.code, 0) << lie.sql << "\n" << stamped.err;
      EXPECT_EQ(run({"current"}).out, "a10 (head)\n");
      execute(url_, "DROP TABLE limbeck_version; DROP TABLE limbeck_history");
      continue;
    }
    EXPECT_EQ(stamped.code, 3) << lie.sql;
    EXPECT_EQ(stamped.out, "");
    EXPECT_NE(stamped.err.find(lie.missing), std::string::npos) << stamped.err;
    EXPECT_NE(stamped.err.find("--no-verify"), std::string::npos) << stamped.err;
    EXPECT_EQ(dump(url_), before) << "nothing is recorded, and no table is made for it";
    const auto json = nlohmann::json::parse(run({"stamp", "heads", "--json"}).out);
    EXPECT_FALSE(json["stamped"].get<bool>());
    EXPECT_FALSE(json["differences"].empty());
  }
  EXPECT_NE(untouched, dump(url_));
  EXPECT_EQ(run({"stamp", "base"}).code, 0) << "which claims nothing";
  EXPECT_EQ(run({"stamp", "heads", "--no-verify"}).code, 0);
  EXPECT_EQ(run({"current"}).out, "a10 (head)\n");
}

TEST_F(CommandLine, a_sigterm_stops_at_the_next_revision_boundary) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  run({"upgrade", "a2"});
  auto writer = connection::open(url_);
  writer->execute("BEGIN IMMEDIATE");
  pid_t child = ::fork();
  if (child == 0) {
    ::dup2(ends[1], STDERR_FILENO);
    const char* arguments[] = {"shop-migrate", "upgrade", "--url", url_.c_str()};
    ::_exit(command_line(manifest_, 4, arguments));
  }
  ::close(ends[1]);
  // It says that it waits; then it is asked to stop.
  std::string err;
  char buffer[512];
  bool asked = false;
  for (ssize_t size; (size = ::read(ends[0], buffer, sizeof buffer)) > 0;) {
    err.append(buffer, static_cast<std::size_t>(size));
    if (!asked && err.find("waiting for") != std::string::npos) {
      asked = true;
      ::kill(child, SIGTERM);
    }
  }
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status)) << err;
  EXPECT_EQ(WEXITSTATUS(status), 1);
  EXPECT_NE(err.find("stopping after the revision under way"), std::string::npos) << err;
  EXPECT_NE(err.find("error: asked to stop"), std::string::npos) << err;
}

TEST_F(CommandLine, wrong_usage_exits_with_2_and_help_with_0) {
  EXPECT_EQ(run({}, false).code, 2);
  EXPECT_EQ(run({"upgrad"}, false).code, 2);
  EXPECT_EQ(run({"upgrade", "--nope"}, false).code, 2);
  EXPECT_EQ(run({"downgrade"}).code, 2);
  EXPECT_EQ(run({"upgrade", "--url", "oracle://app:s3cret@db/shop"}, false).code, 2);
  Outcome help = run({"--help"}, false);
  EXPECT_EQ(help.code, 0);
  EXPECT_NE(help.out.find("shop-migrate"), std::string::npos);
  EXPECT_NE(help.out.find("upgrade"), std::string::npos);
  EXPECT_EQ(help.err, "");
  Outcome none = run({"upgrade"}, false);
  EXPECT_EQ(none.code, 2);
  EXPECT_NE(none.err.find("LIMBECK_DATABASE_URL"), std::string::npos);
}

TEST_F(CommandLine, no_password_is_printed_and_no_colour_to_what_is_no_terminal) {
  Outcome outcome = run({"upgrade", "--url", "mysql://app:s3cret@db/shop"}, false);
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ((outcome.out + outcome.err).find("s3cret"), std::string::npos);
  EXPECT_EQ((outcome.out + outcome.err).find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace limbeck::test::command_line_test
