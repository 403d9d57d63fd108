#include "runtime/trial/scratch_database.h"

#include <filesystem>

#include "limbeck/error.h"

namespace limbeck::trial {
namespace {

class SqliteFile final : public ScratchDatabase {
 public:
  SqliteFile() {
    std::string pattern = (std::filesystem::temp_directory_path() / "limbeck-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr)
      throw Error(Error::Code::connection, "cannot make the directory " + pattern);
    directory_ = pattern;
    url_ = "sqlite:" + (directory_ / "test.db").string();
  }
  ~SqliteFile() override {
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
  }
  const std::string& url() const override { return url_; }
  void hurry(connection::Driver& driver) const override {
    driver.execute("PRAGMA synchronous = OFF");
  }

 private:
  std::filesystem::path directory_;
  std::string url_;
};

}  // namespace

std::unique_ptr<ScratchDatabase> sqlite_scratch_database(const Manifest&, const std::string&) {
  return std::make_unique<SqliteFile>();
}

}  // namespace limbeck::trial
