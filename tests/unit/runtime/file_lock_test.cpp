#include "runtime/connection/file_lock.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "limbeck/error.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::connection::file_lock_test {
namespace {

namespace fs = std::filesystem;

class FileLockTest : public testing::Test {
 protected:
  FileLockTest() { std::ofstream(database_).flush(); }

  std::unique_ptr<Lock> take() const {
    return lock_file(path_.string(), database_.string(), "me",
                     WaitPolicy{WaitPolicy::Clock::now()});
  }
  // The message with which taking the lock is refused.
  std::string refusal() const {
    try {
      take();
    } catch (const Error& error) {
      return error.what();
    }
    return "not refused";
  }

  test::TemporaryDirectory directory_;
  fs::path database_ = directory_.path() / "shop.db";
  fs::path path_ = directory_.path() / "shop.db-limbeck";
};

void write(const fs::path& path, const std::string& text) { std::ofstream(path) << text; }

std::string text_of(const fs::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST_F(FileLockTest, a_link_in_place_of_the_locks_file_is_not_followed) {
  const fs::path theirs = directory_.path() / "theirs";
  write(theirs, "kept");
  fs::create_symlink(theirs, path_);
  EXPECT_NE(refusal().find("is a link or no ordinary file"), std::string::npos) << refusal();
  fs::remove(path_);
  fs::create_hard_link(theirs, path_);
  EXPECT_NE(refusal().find("is a link or no ordinary file"), std::string::npos) << refusal();
  fs::remove(path_);
  // One that leads nowhere makes no file either.
  fs::create_symlink(directory_.path() / "nowhere", path_);
  EXPECT_NE(refusal().find("remove it"), std::string::npos) << refusal();
  EXPECT_FALSE(fs::exists(directory_.path() / "nowhere"));
  EXPECT_EQ(text_of(theirs), "kept");
}

TEST_F(FileLockTest, a_pipe_in_place_of_the_locks_file_is_refused_and_blocks_no_process) {
  ASSERT_EQ(::mkfifo(path_.c_str(), 0666), 0);
  EXPECT_NE(refusal().find("is a link or no ordinary file"), std::string::npos) << refusal();
  EXPECT_EQ(holder_of(path_.string()), "");
}

TEST_F(FileLockTest, those_who_may_write_the_database_may_take_the_lock_and_no_other_user) {
  for (const auto& [database, lock] : {std::pair{0644, 0600}, {0664, 0660}, {0666, 0666}}) {
    ASSERT_EQ(::chmod(database_.c_str(), static_cast<mode_t>(database)), 0);
    const std::unique_ptr<Lock> held = take();
    ASSERT_NE(held, nullptr);
    struct stat status {};
    ASSERT_EQ(::stat(path_.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, static_cast<mode_t>(lock)) << std::oct << database;
  }
}

TEST_F(FileLockTest, a_lock_without_a_name_is_reported_with_the_file_that_holds_it) {
  const int other = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  ASSERT_EQ(::flock(other, LOCK_EX | LOCK_NB), 0);
  EXPECT_NE(refusal().find(path_.string()), std::string::npos) << refusal();
  ::close(other);
}

TEST_F(FileLockTest, a_file_that_a_killed_process_has_left_is_taken_over) {
  write(path_, "somebody who is gone\n");
  const std::unique_ptr<Lock> held = take();
  EXPECT_NE(held, nullptr);
  EXPECT_EQ(text_of(path_), "me\n");
}

}  // namespace
}  // namespace limbeck::connection::file_lock_test
