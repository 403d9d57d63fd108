#include "runtime/ledger/ledger.h"

#include <gtest/gtest.h>

#include "limbeck/error.h"
#include "runtime/connection/open.h"
#include "tests/unit/runtime/support/errors.h"

namespace limbeck::ledger::ledger_test {
namespace {

using test::error_of;
using test::says;

class LedgerTest : public testing::Test {
 protected:
  void SetUp() override { ledger_.create_missing(); }
  std::vector<std::string> heads() { return ledger_.heads({}).rows; }

  std::unique_ptr<connection::Driver> driver_ = connection::open(":memory:");
  Ledger ledger_{*driver_, *sql::find_dialect("sqlite"),
                 Names{"limbeck_version", "", "limbeck_history"}};
};

TEST_F(LedgerTest, a_database_without_the_tables_is_at_no_revision) {
  auto empty = connection::open(":memory:");
  Ledger ledger(*empty, *sql::find_dialect("sqlite"), {"limbeck_version", "", "limbeck_history"});
  EXPECT_TRUE(ledger.heads({}).rows.empty());
  EXPECT_TRUE(ledger.entries().empty());
  EXPECT_EQ(empty->query("SELECT * FROM sqlite_schema").rows.size(), 0u);
}

TEST_F(LedgerTest, rows_move_as_alembic_moves_them) {
  ledger_.move({}, {"a"});
  EXPECT_EQ(heads(), std::vector<std::string>{"a"});
  ledger_.move({"a"}, {"b"});
  ledger_.move({}, {"a"});
  EXPECT_EQ(heads(), (std::vector<std::string>{"a", "b"}));
  ledger_.move({"a", "b"}, {"merged"});
  EXPECT_EQ(heads(), std::vector<std::string>{"merged"});
  ledger_.move({"merged"}, {"b", "a"});
  EXPECT_EQ(heads(), (std::vector<std::string>{"a", "b"}));
  ledger_.move({"a", "b"}, {});
  EXPECT_TRUE(heads().empty());
}

TEST_F(LedgerTest, a_row_that_is_gone_is_an_error_and_not_overlooked) {
  ledger_.move({}, {"a"});
  Error error = error_of([&] { ledger_.move({"b"}, {"c"}); });
  EXPECT_EQ(error.code(), Error::Code::history);
  EXPECT_TRUE(says(error, "no row 'b'"));
  EXPECT_EQ(error_of([&] { ledger_.move({"b"}, {}); }).code(), Error::Code::history);
}

TEST_F(LedgerTest, entries_come_back_as_they_were_recorded) {
  Entry entry{.revision = "a",
              .direction = "upgrade",
              .checksum = "c0ffee",
              .started = "2026-11-20T14:31:07.123Z",
              .duration = 0.25,
              .who = "deploy@db1",
              .binary = "/opt/shop",
              .compatible = true};
  ledger_.record(entry);
  entry.direction = "downgrade";
  entry.duration.reset();
  entry.progress = 3;
  ledger_.record(entry);
  std::vector<Entry> entries = ledger_.entries();
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].revision, "a");
  EXPECT_EQ(entries[0].direction, "upgrade");
  EXPECT_EQ(entries[0].checksum, "c0ffee");
  EXPECT_EQ(entries[0].started, "2026-11-20T14:31:07.123Z");
  EXPECT_EQ(entries[0].duration, 0.25);
  EXPECT_EQ(entries[0].who, "deploy@db1");
  EXPECT_EQ(entries[0].binary, "/opt/shop");
  EXPECT_TRUE(entries[0].compatible);
  EXPECT_EQ(entries[0].progress, std::nullopt);
  EXPECT_EQ(entries[1].progress, 3);
  EXPECT_TRUE(ledger_.heads({}).half_applied);
  EXPECT_TRUE(heads().empty());
  EXPECT_EQ(entries[1].duration, std::nullopt);
  // What is under way is nobody's last word.
  EXPECT_EQ(last_entry(entries, "a")->direction, "upgrade");

  ledger_.set_progress("a", 4);
  EXPECT_EQ(ledger_.entries()[1].progress, 4);
  ledger_.finish("a", 1.5);
  EXPECT_FALSE(ledger_.heads({}).half_applied);
  entries = ledger_.entries();
  EXPECT_EQ(entries[0].duration, 0.25);
  EXPECT_EQ(entries[1].duration, 1.5);
  EXPECT_EQ(last_entry(entries, "a")->direction, "downgrade");
  EXPECT_EQ(last_entry(entries, "b"), nullptr);
}

TEST_F(LedgerTest, names_that_need_quotes_are_quoted) {
  Ledger ledger(*driver_, *sql::find_dialect("sqlite"),
                {"the \"version\" table", "main", "the \"history\" table"});
  ledger.create_missing();
  ledger.move({}, {"a"});
  EXPECT_EQ(ledger.heads({}).rows, std::vector<std::string>{"a"});
}

TEST(LedgerNames, are_those_that_were_chosen_then_the_targets_then_the_usual_ones) {
  Manifest manifest{};
  const auto names = [&](Names chosen, std::string_view dialect = "postgresql") {
    const Names found = names_of(manifest, std::move(chosen), *sql::find_dialect(dialect));
    return found.version_table + "," + found.schema + "," + found.history_table;
  };
  EXPECT_EQ(names({}), "limbeck_version,,limbeck_history");
  EXPECT_EQ(names({"v", "s", "h"}), "v,s,h");
  manifest.version_table = "shop_version";
  manifest.version_table_schema = "ops";
  manifest.history_table = "shop_history";
  EXPECT_EQ(names({}), "shop_version,ops,shop_history");
  EXPECT_EQ(names({.version_table = "v"}), "v,ops,shop_history");
  // SQLite has no schemas.
  EXPECT_EQ(names({}, "sqlite"), "shop_version,,shop_history");
}

TEST_F(LedgerTest, statements_do_what_the_ledger_does) {
  auto run = [&](const std::vector<std::string>& all) {
    for (const std::string& sql : all) driver_->execute(sql);
  };
  auto holds = [&](const std::vector<std::string>& rows) {
    return std::get<std::int64_t>(
               driver_->query("SELECT " + ledger_.statements().has_rows(rows)).rows[0][0]) == 1;
  };
  const Statements& statements = ledger_.statements();
  run(statements.create_version_table(Statements::Missing::if_missing));
  run(statements.create_history_table(Statements::Missing::if_missing));
  EXPECT_TRUE(holds({}));
  run(statements.move({}, {"a", "it's"}));
  EXPECT_TRUE(holds({"a", "it's"}));
  EXPECT_FALSE(holds({"a"}));
  EXPECT_FALSE(holds({"a", "b"}));
  EXPECT_FALSE(holds({}));
  run(statements.move({"a", "it's"}, {"b"}));
  EXPECT_EQ(heads(), std::vector<std::string>{"b"});
  run({statements.purge()});
  EXPECT_TRUE(heads().empty());

  Entry entry{.revision = "a",
              .direction = "upgrade",
              .checksum = "c0ffee",
              .started = "2026-11-20T14:31:07.123Z",
              .duration = 0.25,
              .who = "o'neil@db1",
              .binary = "/opt/shop/shop-migrate",
              .compatible = true};
  run(statements.record(entry));
  entry.revision = "b";
  entry.progress = 1;
  run(statements.record(entry, {{"duration", "NULL"}, {"who", "'so' || 'mebody'"}}));
  run({statements.set_progress("b", 2)});
  EXPECT_TRUE(ledger_.heads({}).half_applied);
  EXPECT_FALSE(holds({}));
  run({statements.clear_half_applied()});
  EXPECT_FALSE(ledger_.heads({}).half_applied);
  std::vector<Entry> entries = ledger_.entries();
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].checksum, "c0ffee");
  EXPECT_EQ(entries[0].duration, 0.25);
  EXPECT_EQ(entries[0].who, "o'neil@db1");
  EXPECT_TRUE(entries[0].compatible);
  EXPECT_EQ(entries[0].progress, std::nullopt);
  EXPECT_EQ(entries[1].who, "somebody");
  EXPECT_EQ(entries[1].duration, std::nullopt);
  EXPECT_EQ(entries[1].progress, 2);
  run(statements.finish("b", "1 + 1"));
  entries = ledger_.entries();
  EXPECT_EQ(entries[1].duration, 2);
  EXPECT_EQ(entries[1].progress, std::nullopt);
}

TEST_F(LedgerTest, an_entry_with_a_progress_is_half_applied_until_it_is_finished) {
  const Statements& statements = ledger_.statements();
  const auto run = [&](const std::vector<std::string>& all) {
    for (const std::string& sql : all) driver_->execute(sql);
  };
  const Entry half{.revision = "a", .direction = "upgrade", .started = "now", .progress = 1};
  run(statements.record(half));
  EXPECT_TRUE(ledger_.heads({}).half_applied);
  run(statements.finish("a", "0"));
  EXPECT_FALSE(ledger_.heads({}).half_applied);

  ledger_.record(half);
  EXPECT_TRUE(ledger_.heads({}).half_applied);
  ledger_.finish_all();
  EXPECT_FALSE(ledger_.heads({}).half_applied);
  EXPECT_EQ(ledger_.entries()[1].progress, std::nullopt);
  EXPECT_EQ(ledger_.entries()[1].duration, 0);
}

}  // namespace
}  // namespace limbeck::ledger::ledger_test
