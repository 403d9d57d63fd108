#include "migrations/output/output.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <sstream>
#include <system_error>

namespace limbeck::output {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const char* what, const fs::path& path, int error) {
  throw fs::filesystem_error(what, path, std::error_code(error, std::generic_category()));
}

void write_all(int file, std::string_view bytes, const fs::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      fail("cannot write", path, errno);
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

// The temporary file, gone again unless it was put in place.
class Temporary {
 public:
  Temporary(const fs::path& target, std::string_view bytes)
      : path_(target.string() + ".tmp." + std::to_string(::getpid())) {
    const int file = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0) fail("cannot write", target, errno);
    try {
      write_all(file, bytes, target);
    } catch (...) {
      ::close(file);
      ::unlink(path_.c_str());
      throw;
    }
    if (::close(file) != 0) {
      const int error = errno;
      ::unlink(path_.c_str());
      fail("cannot write", target, error);
    }
  }
  ~Temporary() { ::unlink(path_.c_str()); }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

bool write_if_changed(const fs::path& path, std::string_view bytes) {
  std::error_code ignored;
  if (fs::exists(path, ignored) && fs::file_size(path, ignored) == bytes.size() &&
      read(path) == bytes) {
    return false;
  }
  const Temporary temporary(path, bytes);
  fs::rename(temporary.path(), path);
  return true;
}

void write_new(const fs::path& path, std::string_view bytes) {
  const Temporary temporary(path, bytes);
  // link, unlike rename, refuses to replace what is there.
  if (::link(temporary.path().c_str(), path.c_str()) != 0) fail("cannot create", path, errno);
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) fail("cannot read", path, errno != 0 ? errno : ENOENT);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (in.bad()) fail("cannot read", path, EIO);
  return std::move(bytes).str();
}

}  // namespace limbeck::output
