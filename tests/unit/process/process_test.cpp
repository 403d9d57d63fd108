#include "compiler/process/process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include "migrations/output/descriptor.h"

namespace limbeck::process::process_test {
namespace {

using output::Descriptor;

std::vector<std::string> shell(const char* script) { return {"sh", "-c", script}; }

// An open file without a name.
Descriptor file() {
  std::string path = (std::filesystem::temp_directory_path() / "limbeck-XXXXXX").string();
  Descriptor file(::mkostemp(path.data(), O_CLOEXEC));
  ::unlink(path.c_str());
  return file;
}

std::string contents(const Descriptor& file) {
  std::string text;
  ::lseek(file.get(), 0, SEEK_SET);
  EXPECT_TRUE(read_all(file.get(), text));
  return text;
}

TEST(Process, a_program_that_exits_with_zero_has_no_problem) {
  const Ended ended = run({"true"});
  EXPECT_TRUE(ended.is_success());
  EXPECT_EQ(ended.code(), 0);
  EXPECT_EQ(ended.problem("true"), "");
}

TEST(Process, another_exit_code_is_said) {
  const Ended ended = run(shell("exit 3"));
  EXPECT_FALSE(ended.is_success());
  EXPECT_EQ(ended.code(), 3);
  EXPECT_EQ(ended.problem("sh"), "it exited with 3");
}

TEST(Process, a_program_that_a_signal_ended_has_the_shells_exit_code) {
  const Ended ended = run(shell("kill -TERM $$"));
  EXPECT_FALSE(ended.is_success());
  EXPECT_EQ(ended.code(), 128 + SIGTERM);
  EXPECT_EQ(ended.problem("sh"), "signal 15 ended it");
}

TEST(Process, a_program_that_cannot_be_started_is_named_with_the_reason) {
  const std::string name = "/no/such/program";
  std::string output = "from before";
  for (const Ended& ended : {run({name}), run_captured({name}, output), replace_this({name})}) {
    EXPECT_EQ(ended.failure, ENOENT);
    EXPECT_FALSE(ended.is_success());
    EXPECT_EQ(ended.problem(name), "cannot start /no/such/program: No such file or directory");
  }
  EXPECT_EQ(output, "");
}

TEST(Process, arguments_come_as_they_are) {
  std::string output;
  EXPECT_TRUE(run_captured({"printf", "%s|", "a b", "", "$HOME", "'"}, output).is_success());
  EXPECT_EQ(output, "a b||$HOME|'|");
}

TEST(Process, what_is_captured_is_both_streams_of_a_program_without_input) {
  std::string output;
  EXPECT_TRUE(run_captured(shell("cat; echo one; echo two >&2"), output).is_success());
  EXPECT_EQ(output, "one\ntwo\n");
}

TEST(Process, what_is_captured_may_be_larger_than_a_pipe) {
  std::string output;
  EXPECT_EQ(run_captured(shell("head -c 1000000 /dev/zero; exit 4"), output).code(), 4);
  EXPECT_EQ(output.size(), 1000000U);
}

TEST(Process, streams_are_connected_to_the_descriptors_given) {
  const Descriptor in = file(), out = file(), err = file();
  ASSERT_TRUE(output::write_all(in, "typed"));
  ::lseek(in.get(), 0, SEEK_SET);
  const Settings settings{.input = in.get(), .output = out.get(), .error = err.get()};
  EXPECT_TRUE(run(shell("cat; echo problem >&2"), settings).is_success());
  EXPECT_EQ(contents(out), "typed");
  EXPECT_EQ(contents(err), "problem\n");
}

TEST(Process, one_stream_may_go_where_another_goes) {
  const Descriptor out = file();
  EXPECT_TRUE(
      run(shell("echo one; echo two >&2"), {.output = out.get(), .error = out.get()}).is_success());
  EXPECT_EQ(contents(out), "one\ntwo\n");
}

TEST(Process, a_program_runs_in_the_directory_given) {
  const Descriptor out = file();
  EXPECT_TRUE(run({"pwd"}, {.output = out.get(), .directory = "/"}).is_success());
  EXPECT_EQ(contents(out), "/\n");
  EXPECT_EQ(run({"pwd"}, {.directory = "/no/such/directory"}).failure, ENOENT);
}

TEST(Process, a_program_inherits_no_descriptor_of_limbecks) {
  const Descriptor mine = file();
  const std::string script = "test ! -e /dev/fd/" + std::to_string(mine.get());
  EXPECT_TRUE(run(shell(script.c_str())).is_success());
}

TEST(Process, a_program_that_replaces_this_one_has_its_exit_code) {
  const pid_t child = ::fork();
  if (child == 0) {
    replace_this(shell("exit 7"));
    ::_exit(1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(WEXITSTATUS(status), 7);
}

TEST(Process, what_cannot_be_read_is_an_error) {
  std::string text;
  EXPECT_FALSE(read_all(-1, text));
  EXPECT_EQ(errno, EBADF);
}

}  // namespace
}  // namespace limbeck::process::process_test
