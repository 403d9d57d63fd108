#include "migrations/output/output.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <initializer_list>
#include <vector>

namespace limbeck::output::output_test {
namespace {

namespace fs = std::filesystem;

class Output : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "limbeck output XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    directory_ = pattern;
  }
  void TearDown() override { fs::remove_all(directory_); }
  std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(directory_), fs::directory_iterator()));
  }
  fs::path directory_;
};

TEST_F(Output, the_same_bytes_are_not_written_again) {
  const fs::path file = directory_ / "a";
  EXPECT_TRUE(write_if_changed(file, "one"));
  fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::hours(1));
  const auto before = fs::last_write_time(file);
  EXPECT_FALSE(write_if_changed(file, "one"));
  EXPECT_EQ(fs::last_write_time(file), before);
  EXPECT_TRUE(write_if_changed(file, "two"));
  EXPECT_EQ(read(file), "two");
  EXPECT_EQ(files(), 1U);
}

TEST_F(Output, a_new_file_never_replaces_one_that_is_there) {
  const fs::path file = directory_ / "a";
  write_new(file, "mine");
  EXPECT_THROW(write_new(file, "other"), fs::filesystem_error);
  EXPECT_EQ(read(file), "mine");
  EXPECT_EQ(files(), 1U);
}

TEST_F(Output, a_directory_that_is_not_there_is_an_error_that_names_the_file) {
  try {
    write_if_changed(directory_ / "no" / "a", "x");
    FAIL();
  } catch (const fs::filesystem_error& error) {
    EXPECT_NE(std::string(error.what()).find("/no/a"), std::string::npos);
  }
}

TEST_F(Output, a_link_that_was_put_in_place_of_a_file_is_replaced_and_what_it_leads_to_is_kept) {
  const fs::path secret = directory_ / "secret", file = directory_ / "a";
  write_new(secret, "theirs");
  fs::create_symlink(secret, file);
  EXPECT_TRUE(write_if_changed(file, "ours"));
  EXPECT_EQ(read(secret), "theirs");
  EXPECT_FALSE(fs::is_symlink(file));
  // Even where it leads to the very same bytes: it may lead elsewhere tomorrow.
  const fs::path same = directory_ / "b";
  fs::create_symlink(file, same);
  EXPECT_TRUE(write_if_changed(same, "ours"));
  EXPECT_FALSE(fs::is_symlink(same));
}

TEST_F(Output, the_name_of_a_temporary_file_cannot_be_taken_beforehand) {
  // What guessed the names of the past: one for each process that may come.
  const fs::path secret = directory_ / "secret";
  write_new(secret, "theirs");
  for (int process = 1; process <= 3; ++process) {
    fs::create_symlink(secret, directory_ / ("a.tmp." + std::to_string(::getpid() + process - 1)));
  }
  write_if_changed(directory_ / "a", "ours");
  write_new(directory_ / "b", "ours");
  EXPECT_EQ(read(secret), "theirs");
  EXPECT_EQ(read(directory_ / "a"), "ours");
}

TEST_F(Output, a_device_or_a_pipe_is_written_to_and_stays_one) {
  const fs::path pipe = directory_ / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  ASSERT_GE(reader, 0);
  EXPECT_TRUE(write_if_changed(pipe, "through"));
  char got[16] = {};
  EXPECT_EQ(::read(reader, got, sizeof got), 7);
  ::close(reader);
  EXPECT_TRUE(fs::is_fifo(pipe));
}

TEST_F(Output, a_file_of_others_that_is_a_pipe_a_device_or_too_large_is_refused_at_once) {
  const fs::path pipe = directory_ / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_THROW(read_regular(pipe), fs::filesystem_error);
  EXPECT_THROW(read_regular("/dev/zero"), fs::filesystem_error);
  EXPECT_THROW(read("/dev/zero"), fs::filesystem_error);
  EXPECT_THROW(read(directory_), fs::filesystem_error);
  write_new(directory_ / "a", "12345");
  EXPECT_EQ(read_regular(directory_ / "a", 5), "12345");
  EXPECT_THROW(read_regular(directory_ / "a", 4), fs::filesystem_error);
  // A file of /proc says that it is empty, and is not.
  EXPECT_NE(read("/proc/self/status"), "");
  EXPECT_THROW(read("/proc/self/status", 10), fs::filesystem_error);
}

// Makes system calls fail in this process, as a file system does that cannot do what they ask.
void refuse_calls(std::initializer_list<std::pair<long, int>> calls) {
  std::vector<sock_filter> filter;
  filter.push_back(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)));
  for (const auto& [call, error] : calls) {
    filter.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<unsigned>(call), 0, 1));
    filter.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | static_cast<unsigned>(error)));
  }
  filter.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
  const sock_fprog program = {static_cast<unsigned short>(filter.size()), filter.data()};
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
    ::_exit(77);
}

// What a child says of `write_new` twice where the calls fail: 0 as it should be, 77 without
// seccomp.
int new_files_where(const fs::path& directory, std::initializer_list<std::pair<long, int>> calls) {
  const pid_t child = ::fork();
  if (child == 0) {
    refuse_calls(calls);
    try {
      write_new(directory / "a", "mine");
    } catch (const fs::filesystem_error&) {
      ::_exit(1);
    }
    try {
      write_new(directory / "a", "other");
      ::_exit(2);
    } catch (const fs::filesystem_error& error) {
      ::_exit(error.code() == std::errc::file_exists ? 0 : 3);
    }
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

TEST_F(Output, a_new_file_needs_no_hard_links) {
  const std::pair<long, int> links[] = {
#ifdef SYS_link
      {SYS_link, EPERM},
#endif
      {SYS_linkat, EPERM}};
  for (const bool without_rename : {false, true}) {
    fs::remove(directory_ / "a");
    const int result =
        without_rename
            ? new_files_where(directory_,
                              {links[0], links[std::size(links) - 1], {SYS_renameat2, EINVAL}})
            : new_files_where(directory_, {links[0], links[std::size(links) - 1]});
    if (result == 77) GTEST_SKIP() << "no seccomp here: link cannot be made to fail";
    EXPECT_EQ(result, 0) << "without renameat2: " << without_rename;
    EXPECT_EQ(read(directory_ / "a"), "mine");
    EXPECT_EQ(files(), 1U);
  }
}

}  // namespace
}  // namespace limbeck::output::output_test
