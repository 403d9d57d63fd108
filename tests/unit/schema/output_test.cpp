#include "migrations/output/output.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>

namespace limbeck::output {
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

}  // namespace
}  // namespace limbeck::output
