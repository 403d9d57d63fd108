// SQLite: a disk that fails, or is full, at any operation; and processes that end or stop there.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <chrono>
#include <filesystem>
#include <iostream>

#include "limbeck/migrator.h"
#include "tests/faults/arena.h"
#include "tests/faults/failing_disk.h"
#include "tests/faults/mixed_history.h"
#include "tests/faults/oracle.h"
#include "tests/unit/runtime/support/errors.h"
#include "tests/unit/runtime/support/processes.h"

namespace limbeck::test::disk_test {
namespace {

using namespace std::chrono_literals;

class Disk : public InArena {
 protected:
  void SetUp() override {
    InArena::SetUp();
    history_ = mixed_history(arena_->dialect());
    manifest_ = history_.manifest();
    set_disk_fault(DiskFault::none, 0);
  }
  void TearDown() override { set_disk_fault(DiskFault::none, 0); }

  void move(bool up, const std::string& url) {
    Migrator migrator(manifest_, url, {.lock_timeout = 30s});
    up ? migrator.upgrade() : migrator.downgrade(mixed_start);
  }

  /// False where there are not so many operations.
  bool move_with(DiskFault fault, int at, bool up, const std::string& url) {
    if (fault == DiskFault::end) {
      const int code = exit_code_of(spawn([&] {
        set_disk_fault(fault, at);
        move(up, url);
      }));
      EXPECT_TRUE(code == 0 || code == disk_exit) << code;
      return code == disk_exit;
    }
    set_disk_fault(fault, at);
    try {
      move(up, url);
    } catch (const Error& error) {
      EXPECT_TRUE(disk_fault_happened()) << error.what();
      EXPECT_NE(std::string(error.what()), "");
    }
    const bool happened = disk_fault_happened();
    set_disk_fault(DiskFault::none, 0);
    return happened;
  }

  void try_each(bool up) {
    const Oracle oracle =
        up ? Oracle::up(*arena_, manifest_) : Oracle::down(*arena_, manifest_, mixed_start);
    const std::string start = arena_->fresh();
    if (!up) move(true, start);
    const int stride = std::getenv("LIMBECK_LONG") != nullptr ? 1 : 97;
    int faults = 0, offset = 0;
    for (const DiskFault fault : {DiskFault::error, DiskFault::full, DiskFault::end}) {
      bool happened = true;
      for (int at = 1 + (offset += 11) % stride; happened; at += stride) {
        SCOPED_TRACE("fault " + std::to_string(static_cast<int>(fault)) + " at operation " +
                     std::to_string(at) + (up ? " on the way up" : " on the way down"));
        const std::string url = arena_->copy_of(start);
        happened = move_with(fault, at, up, url);
        faults += happened ? 1 : 0;
        ASSERT_TRUE(oracle.allows(state_of(url)));
        move(up, url);
        ASSERT_TRUE(oracle.is_done(state_of(url)));
        arena_->drop(url);
      }
    }
    std::cout << faults << " faults" << std::endl;
  }

  History history_;
  Manifest manifest_;
};

TEST_P(Disk, that_fails_at_any_operation_upwards_leaves_what_the_ledger_says) { try_each(true); }

TEST_P(Disk, that_fails_at_any_operation_downwards_leaves_what_the_ledger_says) { try_each(false); }

TEST_P(Disk, without_room_for_larger_files_leaves_what_the_ledger_says) {
  const Oracle oracle = Oracle::up(*arena_, manifest_);
  const std::string url = arena_->fresh();
  int refused = 0;
  for (rlim_t room = 4096; !oracle.is_done(state_of(url)); room += 4096) {
    const int code = exit_code_of(spawn([&] {
      ::signal(SIGXFSZ, SIG_IGN);
      const rlimit limit{room, room};
      ::setrlimit(RLIMIT_FSIZE, &limit);
      try {
        move(true, url);
      } catch (const Error&) {
        ::_exit(3);
      }
    }));
    ASSERT_TRUE(code == 0 || code == 3) << code;
    ASSERT_TRUE(oracle.allows(state_of(url))) << room;
    refused += code == 3 ? 1 : 0;
    ASSERT_LT(room, 4096U * 1000);
  }
  EXPECT_GT(refused, 3);
}

/// A commit that is stopped keeps readers out too.
TEST_P(Disk, operations_at_which_the_holder_is_stopped_keep_no_process_waiting_past_the_deadline) {
  const int stride = std::getenv("LIMBECK_LONG") != nullptr ? 1 : 122;
  for (int at = 1;; at += stride) {
    SCOPED_TRACE("operation " + std::to_string(at));
    const std::string url = arena_->fresh();
    const pid_t holder = spawn([&] {
      set_disk_fault(DiskFault::stopped, at);
      move(true, url);
    });
    int status = 0;
    ::waitpid(holder, &status, WUNTRACED);
    if (!WIFSTOPPED(status)) {
      EXPECT_EQ(status, 0);
      break;
    }
    const auto start = std::chrono::steady_clock::now();
    try {
      const MigrationReport report = migrate(manifest_, url, {.lock_timeout = 50ms});
      // It may stop after its work is done, when the files are closed.
      EXPECT_EQ(report.heads, std::vector<std::string>{mixed_head});
      EXPECT_TRUE(report.applied.empty());
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), Error::Code::locked);
      EXPECT_TRUE(says(error, "process " + std::to_string(holder)));
    }
    EXPECT_LT(std::chrono::steady_clock::now() - start, 3s);
    ::kill(holder, SIGCONT);
    EXPECT_EQ(exit_code_of(holder), 0);
    EXPECT_EQ(state_of(url).ledger, mixed_head);
    arena_->drop(url);
    if (HasFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(Databases, Disk, testing::ValuesIn(arena_kinds()), name_of_parameter);

}  // namespace
}  // namespace limbeck::test::disk_test
