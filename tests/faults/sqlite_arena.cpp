// Files, with a rollback journal and with a write-ahead log.
#include <filesystem>

#include "runtime/connection/open.h"
#include "tests/faults/arena.h"
#include "tests/unit/runtime/support/temporary_directory.h"

namespace limbeck::test {
namespace {

class SqliteArena final : public Arena {
 public:
  explicit SqliteArena(bool wal) : wal_(wal) {}

  std::string name() const override { return wal_ ? "wal" : "rollback"; }
  std::string_view dialect() const override { return "sqlite"; }

  std::string fresh() override {
    std::string url = next();
    // In the file from now on.
    connection::open(url)->execute(wal_ ? "PRAGMA journal_mode = WAL; VACUUM" : "VACUUM");
    return url;
  }

  std::string copy_of(const std::string& url) override {
    // The last one that closed it has left everything in the file.
    std::string copy = next();
    std::filesystem::copy_file(path_of(url), path_of(copy));
    return copy;
  }

  void drop(const std::string& url) override {
    for (const char* more : {"", "-journal", "-wal", "-shm", "-limbeck"}) {
      std::filesystem::remove(path_of(url) + more);
    }
  }

  void settle(const std::string&) override {}

 private:
  static std::string path_of(const std::string& url) { return url.substr(url.find(':') + 1); }
  std::string next() { return directory_.url(std::to_string(++count_) + ".db"); }

  bool wal_;
  TemporaryDirectory directory_;
  int count_ = 0;
};

}  // namespace

const std::vector<ArenaKind>& arena_kinds() {
  static const std::vector<ArenaKind> kinds = {
      {"rollback", []() -> std::unique_ptr<Arena> { return std::make_unique<SqliteArena>(false); }},
      {"wal", []() -> std::unique_ptr<Arena> { return std::make_unique<SqliteArena>(true); }}};
  return kinds;
}

}  // namespace limbeck::test
