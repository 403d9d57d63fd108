// What a binary would do to a database, from its bytes.
#include "runtime/inspect/inspect.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "limbeck/migrate.h"
#include "migrations/state/note.h"
#include "migrations/text/shown.h"
#include "runtime/connection/open.h"
#include "runtime/migrator/prepare.h"
#include "tests/unit/runtime/support/history.h"
#include "tests/unit/runtime/support/temporary_directory.h"

LIMBECK_REVISION(i1) = {
    .message = "users",
    .upgrade =
        [](limbeck::Operations& op) {
          op.create_table("users", {.columns = {{.name = "id", .type = limbeck::bigint}}});
        },
    .downgrade = limbeck::reverse_of_upgrade,
};
LIMBECK_REVISION(i2) = {
    .revises = {"i1"},
    .message = "a column that may be absent",
    .upgrade =
        [](limbeck::Operations& op) {
          op.add_column("users", {.name = "a", .type = limbeck::text, .nullable = true});
        },
    .downgrade = limbeck::reverse_of_upgrade,
};
LIMBECK_REVISION(i3) = {
    .revises = {"i2"},
    .message = "another name",
    .upgrade = [](limbeck::Operations& op) { op.rename_column("users", "a", "b"); },
    .downgrade = limbeck::reverse_of_upgrade,
};

namespace limbeck::inspect::inspect_test {
namespace {

struct Printed {
  int code;
  std::string out, error;
};

class Inspect : public testing::Test {
 protected:
  Inspect() {
    history_.add("i1", limbeck_revision_i1)
        .add("i2", limbeck_revision_i2)
        .add("i3", limbeck_revision_i3);
  }
  /// A file with the first `count` revisions in it.
  std::string binary(std::size_t count) {
    const Manifest manifest = history_.manifest(count);
    const std::string note =
        state::note_of(state::note_json(manifest, migrator::graph_of(manifest)));
    directory_.write("app", std::string("\x7f"
                                        "ELF") +
                                std::string(1000, '\0') + note + "\1\2");
    return (directory_.path() / "app").string();
  }
  void migrate_to(std::size_t count) { migrate(history_.manifest(count), url_); }
  Printed run(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "limbeck-inspect");
    std::ostringstream out, error;
    const int code = inspect_main(static_cast<int>(arguments.size()), arguments.data(), out, error);
    return {code, out.str(), error.str()};
  }
  Printed against(std::size_t count) {
    const std::string app = binary(count);
    return run({"--url", url_.c_str(), app.c_str()});
  }
  static bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
  }

  test::TemporaryDirectory directory_;
  std::string url_ = directory_.url("shop.db");
  test::History history_;
};

TEST_F(Inspect, prints_the_history_with_what_older_programs_can_live_with) {
  const std::string app = binary(3);
  const Printed printed = run({app.c_str()});
  EXPECT_EQ(printed.code, 0) << printed.error;
  EXPECT_EQ(printed.out,
            "shop_migrations: 3 revisions to i3, for sqlite (limbeck test)\n"
            "  <base> -> i1, users\n"
            "  i1 -> i2, a column that may be absent\n"
            "  i2 -> i3, another name\n"
            "    ! older programs cannot go on after it: rename_column users.a to b\n");
}

TEST_F(Inspect, says_what_would_be_applied) {
  migrate_to(1);
  const Printed printed = against(3);
  EXPECT_EQ(printed.code, 3) << printed.error;
  EXPECT_TRUE(has(printed.out, "is at i1; the program would apply 2 revisions: i2 and i3"))
      << printed.out;
}

TEST_F(Inspect, says_that_nothing_would_be_applied) {
  migrate_to(3);
  const Printed printed = against(3);
  EXPECT_EQ(printed.code, 0);
  EXPECT_TRUE(has(printed.out, "the program would start and apply nothing")) << printed.out;
}

TEST_F(Inspect, says_whether_an_older_program_would_start_as_the_program_itself_decides) {
  migrate_to(2);
  const Printed starts = against(1);
  EXPECT_EQ(starts.code, 0);
  EXPECT_TRUE(has(starts.out, "the program would start, though older than i2")) << starts.out;
  EXPECT_NO_THROW(migrate_to(1));
  migrate_to(3);
  const Printed refuses = against(1);
  EXPECT_EQ(refuses.code, 1);
  EXPECT_TRUE(has(refuses.out, "keeps the program from starting: ")) << refuses.out;
  EXPECT_TRUE(has(refuses.out, "Older programs cannot work with what i3 changed")) << refuses.out;
  EXPECT_THROW(migrate_to(1), Error);
}

TEST_F(Inspect, says_that_a_program_for_other_databases_would_not_start) {
  migrate_to(1);
  history_.on_postgresql();
  const Printed printed = against(1);
  EXPECT_EQ(printed.code, 1);
  EXPECT_TRUE(has(printed.out, "was not built for sqlite")) << printed.out;
}

TEST_F(Inspect, looks_where_the_program_keeps_its_ledger) {
  Manifest manifest = history_.manifest(2);
  manifest.version_table = "shop_version";
  manifest.history_table = "shop_version_history";
  migrate(manifest, url_);
  directory_.write("app", state::note_of(state::note_json(manifest, migrator::graph_of(manifest))));
  const std::string app = (directory_.path() / "app").string();
  const Printed found = run({"--url", url_.c_str(), app.c_str()});
  EXPECT_EQ(found.code, 0) << found.out << found.error;
  EXPECT_TRUE(has(found.out, "is at i2")) << found.out;
  EXPECT_TRUE(has(run({"--url", url_.c_str(), "--version-table", "x", app.c_str()}).out, "base"));
}

TEST_F(Inspect, makes_no_database) {
  const Printed printed = against(1);
  EXPECT_EQ(printed.code, 1);
  EXPECT_TRUE(has(printed.error, "cannot open the database")) << printed.error;
  EXPECT_FALSE(std::filesystem::exists(directory_.path() / "shop.db"));
}

TEST_F(Inspect, prints_all_of_it_as_json) {
  migrate_to(1);
  const std::string app = binary(3);
  const Printed printed = run({"--json", "--url", url_.c_str(), app.c_str()});
  EXPECT_EQ(printed.code, 3);
  const auto json = nlohmann::json::parse(printed.out);
  ASSERT_EQ(json.size(), 1U);
  EXPECT_EQ(json[0]["name"], "shop_migrations");
  EXPECT_EQ(json[0]["revisions"][2]["compatible"], false);
  EXPECT_EQ(json[0]["database"]["pending"], nlohmann::json::array({"i2", "i3"}));
  EXPECT_EQ(json[0]["database"]["starts"], true);
}

TEST_F(Inspect, control_characters_of_a_binary_do_not_reach_the_terminal) {
  directory_.write(
      "app", state::note_of(R"({"name":"\u001b[2J","revisions":[{"id":"a","message":"x\ny"}]})"));
  const Printed printed = run({(directory_.path() / "app").c_str()});
  EXPECT_EQ(printed.code, 0);
  EXPECT_FALSE(has(printed.out, "\x1b")) << printed.out;
  EXPECT_TRUE(has(printed.out, "-> a, x\\ny")) << printed.out;
}

TEST_F(Inspect, nothing_of_a_binary_or_a_ledger_reaches_the_terminal) {
  // Of C0, C1, marks of direction, separators; JSON cannot hold what is no UTF-8.
  const std::string hostile =
      R"(\u001b]0;pwn\u0007\u007f\u009b31m\u202e\u2066\u200f\u061c\u2028\r)";
  const std::string note = R"({"name":")" + hostile + R"(","revisions":[{"id":"a","message":")" +
                           hostile + R"(","destroys":[")" + hostile + R"("],"compatible":false,)" +
                           R"("reason":")" + hostile + R"("}]})";
  directory_.write("app", state::note_of(note));
  migrate_to(1);
  connection::open(url_)->execute(
      "UPDATE limbeck_version SET version_num = 'x\x1b[31m\u009b\u202e\xff';"
      "UPDATE limbeck_history SET who = 'x\x1b[31m\u009b\u202e\xff'");
  const std::string app = (directory_.path() / "app").string();
  for (const std::vector<const char*>& arguments :
       std::vector<std::vector<const char*>>{{app.c_str()},
                                             {"--url", url_.c_str(), app.c_str()},
                                             {"--json", "--url", url_.c_str(), app.c_str()},
                                             {"\x1b[31m\u202e"},
                                             {"--\x1b[31m\u202e"},
                                             {"--url", "sqlite:\x1b[31m\u202e/x", app.c_str()}}) {
    const Printed printed = run(arguments);
    EXPECT_EQ(printed.out, shown(printed.out));
    EXPECT_EQ(printed.error, shown(printed.error));
    EXPECT_TRUE(has(printed.out + printed.error, "\\u202e")) << printed.out << printed.error;
  }
  const Printed json = run({"--json", app.c_str()});
  EXPECT_EQ(nlohmann::json::parse(json.out)[0], nlohmann::json::parse(note));
  const Printed whole = run({"--url", url_.c_str(), app.c_str()});
  EXPECT_TRUE(has(whole.out, "keeps the program from starting: ")) << whole.out << whole.error;
}

TEST_F(Inspect, a_history_that_cannot_be_is_reported) {
  directory_.write("app",
                   state::note_of(R"({"name":"s","revisions":[{"id":"a","revises":["gone"]}]})"));
  const Printed printed = run({(directory_.path() / "app").c_str()});
  EXPECT_EQ(printed.code, 1);
  EXPECT_TRUE(has(printed.error, "cannot be read")) << printed.error;
  // Of two members with one name, others might take the other.
  directory_.write("twice", state::note_of(R"({"name":"s","revisions":[{"id":"a","id":"b"}]})"));
  const std::string twice = directory_.path() / "twice";
  EXPECT_EQ(run({twice.c_str()}).code, 1);
  EXPECT_EQ(run({twice.c_str(), "--json"}).code, 1);
  directory_.write("none", "nothing");
  EXPECT_EQ(run({(directory_.path() / "none").c_str()}).code, 1);
  EXPECT_EQ(run({}).code, 2);
  EXPECT_EQ(run({"--help"}).code, 0);
}

}  // namespace
}  // namespace limbeck::inspect::inspect_test
