// Several processes at once, and processes killed at any instant.
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <iostream>
#include <random>
#include <thread>

#include "limbeck/migrate.h"
#include "limbeck/migrator.h"
#include "limbeck/revision.h"
#include "runtime/connection/open.h"
#include "tests/unit/runtime/support/database.h"
#include "tests/unit/runtime/support/errors.h"
#include "tests/unit/runtime/support/processes.h"
#include "tests/unit/runtime/support/shop.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::test::processes_test {
namespace {

using namespace std::chrono_literals;

std::string version(const std::string& url) {
  auto rows = column(url, "SELECT version_num FROM limbeck_version");
  return rows.empty() ? "" : rows[0];
}

/// Twenty revisions, each a table and a row in the journal of who made it.
template <int Number>
void create_numbered(Operations& op) {
  static const std::string name = "t" + std::to_string(Number);
  op.create_table(std::string_view(name), {.columns = {{.name = "id", .type = bigint}},
                                           .primary_key = {.name = "pk", .columns = {"id"}}});
}
struct Numbered {
  std::vector<std::string> ids;
  std::vector<Revision> revisions;
  History history;
};
template <int... Number>
void add_numbered(Numbered& numbered, std::integer_sequence<int, Number...>) {
  (numbered.ids.push_back("n" + std::to_string(Number)), ...);
  (numbered.revisions.push_back(Revision{.upgrade = create_numbered<Number>}), ...);
  for (std::size_t i = 0; i < numbered.ids.size(); ++i) {
    if (i > 0) numbered.revisions[i].revises = {numbered.ids[i - 1]};
    numbered.history.add(numbered.ids[i], numbered.revisions[i]);
  }
}

TEST(Processes, eight_that_start_at_once_apply_each_revision_once) {
  TemporaryDirectory directory;
  std::string url = directory.url("shop.db");
  Numbered numbered;
  add_numbered(numbered, std::make_integer_sequence<int, 20>());
  Manifest manifest = numbered.history.manifest();
  std::vector<pid_t> children;
  auto start = std::chrono::steady_clock::now() + 100ms;
  for (int i = 0; i < 8; ++i) {
    children.push_back(spawn([&] {
      std::this_thread::sleep_until(start);
      MigrationReport report = migrate(manifest, url, {.lock_timeout = 60s});
      if (report.heads != std::vector<std::string>{"n19"}) throw std::runtime_error("not at head");
      // One migrates all of it, or nothing of it.
      if (report.applied.size() != 0 && report.applied.size() != 20) {
        throw std::runtime_error("applied " + std::to_string(report.applied.size()));
      }
    }));
  }
  for (pid_t child : children) EXPECT_EQ(exit_code_of(child), 0);
  EXPECT_EQ(version(url), "n19");
  EXPECT_EQ(column(url, "SELECT revision FROM limbeck_history ORDER BY id"), numbered.ids);
  EXPECT_FALSE(std::filesystem::exists(directory.path() / "shop.db-limbeck"));
}

/// ConcurrentChange between its own transactions: what happens where the database gives no lock (a
/// directory that may not be written).
TEST(Processes, a_process_that_is_overtaken_goes_on_from_where_the_other_stopped) {
  TemporaryDirectory directory;
  std::string url = directory.url("shop.db");
  History history = shop();
  Manifest manifest = history.manifest();
  bool overtaken = false;
  MigrationReport report = migrate(
      manifest, url, {.on_progress = [&](const Progress& progress) {
        if (overtaken || progress.kind != Progress::Kind::started || progress.revision != "a3")
          return;
        overtaken = true;
        std::filesystem::remove(directory.path() / "shop.db-limbeck");
        migrate(manifest, url, {.target = "a6"});
      }});
  EXPECT_TRUE(overtaken);
  std::vector<std::string> own;
  for (const AppliedRevision& revision : report.applied) own.push_back(revision.id);
  EXPECT_EQ(own, (std::vector<std::string>{"a1", "a2", "a7", "a8", "a9", "a10"}));
  EXPECT_EQ(column(url, "SELECT count(DISTINCT revision) || ' ' || count(*) FROM limbeck_history"),
            std::vector<std::string>{"10 10"});
}

TEST(Processes, a_process_that_waits_is_informed_of_the_holder) {
  TemporaryDirectory directory;
  std::string url = directory.url("shop.db");
  History history = shop();
  Manifest manifest = history.manifest();
  auto other = connection::open(url);
  auto lock = other->lock({});
  std::string holder;
  Error error = error_of([&] {
    migrate(manifest, url, {.lock_timeout = 50ms, .on_progress = [&](const Progress& progress) {
                              holder = progress.holder;
                            }});
  });
  EXPECT_EQ(error.code(), Error::Code::locked);
  EXPECT_TRUE(says(error, "process " + std::to_string(::getpid())));
  EXPECT_NE(holder.find("process " + std::to_string(::getpid())), std::string::npos);
}

class Killed : public testing::Test {
 protected:
  void prepare(const std::string& url) {
    migrate(manifest_, url, {.target = "a2"});
    execute(url, shop_rows);
  }
  History history_ = shop();
  Manifest manifest_ = history_.manifest();
};

TEST_F(Killed, at_any_instant_leaves_a_revision_boundary_and_the_next_run_finishes) {
  TemporaryDirectory directory;
  std::string undisturbed = directory.url("undisturbed.db");
  prepare(undisturbed);
  auto start = std::chrono::steady_clock::now();
  migrate(manifest_, undisturbed);
  auto length = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - start);
  const std::string expected = dump(undisturbed);

  unsigned random_seed = seed();
  std::cout << "LIMBECK_SEED=" << random_seed << std::endl;
  std::mt19937 random(random_seed);
  std::uniform_int_distribution<long> instant(0, length.count() * 5 / 4);
  int killed = 0;
  std::set<std::string> boundaries;
  for (int run = 0, count = runs(40, 1000); run < count; ++run) {
    std::string file = "killed" + std::to_string(run) + ".db";
    std::string url = directory.url(file);
    prepare(url);
    pid_t child = spawn([&] { migrate(manifest_, url); });
    std::this_thread::sleep_for(std::chrono::microseconds(instant(random)));
    ::kill(child, SIGKILL);
    if (exit_code_of(child) == -SIGKILL) ++killed;

    boundaries.insert(version(url));
    ASSERT_EQ(
        column(url, "SELECT count(DISTINCT revision) FROM limbeck_history WHERE progress IS NULL"),
        std::vector<std::string>{version(url).substr(1)});
    MigrationReport report = migrate(manifest_, url, {.lock_timeout = 10s});
    ASSERT_EQ(report.heads, std::vector<std::string>{"a10"});
    ASSERT_EQ(dump(url), expected) << "killed at a run of LIMBECK_SEED=" << random_seed;
    std::filesystem::remove(directory.path() / file);
  }
  std::cout << killed << " killed under way, at " << boundaries.size() << " different revisions"
            << std::endl;
  EXPECT_GT(killed, 0);
}

TEST_F(Killed, while_going_down_leaves_a_revision_boundary_too) {
  TemporaryDirectory directory;
  std::string head = directory.url("head.db");
  prepare(head);
  migrate(manifest_, head);
  std::filesystem::copy_file(directory.path() / "head.db", directory.path() / "down.db");
  std::string undisturbed = directory.url("down.db");
  auto start = std::chrono::steady_clock::now();
  Migrator(manifest_, undisturbed).downgrade("a2");
  auto length = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - start);
  const std::string expected = dump(undisturbed);

  unsigned random_seed = seed();
  std::cout << "LIMBECK_SEED=" << random_seed << std::endl;
  std::mt19937 random(random_seed);
  std::uniform_int_distribution<long> instant(0, length.count() * 5 / 4);
  for (int run = 0, count = runs(20, 500); run < count; ++run) {
    std::string url = directory.url("killed.db");
    std::filesystem::copy_file(directory.path() / "head.db", directory.path() / "killed.db",
                               std::filesystem::copy_options::overwrite_existing);
    pid_t child = spawn([&] { Migrator(manifest_, url).downgrade("a2"); });
    std::this_thread::sleep_for(std::chrono::microseconds(instant(random)));
    ::kill(child, SIGKILL);
    exit_code_of(child);
    Migrator(manifest_, url, {.lock_timeout = 10s}).downgrade("a2");
    ASSERT_EQ(dump(url), expected) << "killed at a run of LIMBECK_SEED=" << random_seed;
  }
}

}  // namespace
}  // namespace limbeck::test::processes_test
