#include "migrations/output/output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <random>
#include <system_error>

#include "migrations/output/descriptor.h"

namespace limbeck::output {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const char* what, const fs::path& path, int error) {
  throw fs::filesystem_error(what, path, std::error_code(error, std::generic_category()));
}

// std::random_device asks the system, so that other processes cannot predict the name.
fs::path unpredictable_name(const fs::path& target) {
  static constexpr char digits[] = "abcdefghijklmnopqrstuvwxyz012345";
  std::random_device random;
  std::string name = target.string() + ".tmp.";
  for (int word = 0; word < 3; ++word) {
    unsigned bits = random();
    for (int i = 0; i < 6; ++i, bits >>= 5) name += digits[bits & 31];
  }
  return name;
}

// A new file beside the target, which no other process has made or linked to. Its destructor
// removes it unless it has been renamed.
class Temporary {
 public:
  Temporary(const fs::path& target, std::string_view bytes) {
    const Descriptor file = create(target);
    if (write_all(file, bytes)) return;
    const int error = errno;
    ::unlink(path_.c_str());
    fail("cannot write", target, error);
  }
  ~Temporary() { ::unlink(path_.c_str()); }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;

  const fs::path& path() const { return path_; }

 private:
  Descriptor create(const fs::path& target) {
    for (int tries = 0;; ++tries) {
      path_ = unpredictable_name(target);
      Descriptor file(
          ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
      if (file) return file;
      if (errno != EEXIST || tries == 100) fail("cannot write", target, errno);
    }
  }

  fs::path path_;
};

// A rename would replace the device or pipe itself, /dev/null for instance.
void write_into(const fs::path& path, std::string_view bytes) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
  if (!file) fail("cannot write", path, errno);
  if (!write_all(file, bytes)) fail("cannot write", path, errno);
}

bool lacks_hard_links(int error) {
  return error == EPERM || error == EOPNOTSUPP || error == ENOSYS || error == EMLINK;
}

// For file systems without hard links (FAT, some network and container file systems).
void rename_to_new(const fs::path& from, const fs::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return;
  if (errno != EINVAL && errno != ENOSYS) fail("cannot create", to, errno);
  // An empty file reserves the name; the rename puts the whole contents there at once.
  if (!Descriptor(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)))
    fail("cannot create", to, errno);
  if (::rename(from.c_str(), to.c_str()) != 0) {
    const int error = errno;
    ::unlink(to.c_str());
    fail("cannot create", to, error);
  }
}

enum class Pipes : unsigned char { read, refuse };

std::string read_to(const fs::path& path, std::size_t limit, Pipes pipes) {
  // Without O_NONBLOCK, opening a pipe without a writer would wait for one.
  const int wait = pipes == Pipes::read ? 0 : O_NONBLOCK;
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | wait));
  if (!file) fail("cannot read", path, errno);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) fail("cannot read", path, errno);
  if (S_ISDIR(status.st_mode)) fail("cannot read", path, EISDIR);
  const bool is_pipe = S_ISFIFO(status.st_mode) && pipes == Pipes::read;
  if (!S_ISREG(status.st_mode) && !is_pipe) fail("cannot read what is not a file", path, EINVAL);
  std::string bytes;
  if (S_ISREG(status.st_mode)) {
    if (static_cast<std::size_t>(status.st_size) > limit) fail("cannot read", path, EFBIG);
    bytes.reserve(static_cast<std::size_t>(status.st_size) + 1);
  }
  for (;;) {
    char buffer[1 << 16];
    const ssize_t size = ::read(file.get(), buffer, sizeof buffer);
    if (size == 0) return bytes;
    if (size < 0) {
      if (errno == EINTR) continue;
      fail("cannot read", path, errno);
    }
    if (bytes.size() + static_cast<std::size_t>(size) > limit) fail("cannot read", path, EFBIG);
    bytes.append(buffer, static_cast<std::size_t>(size));
  }
}

}  // namespace

bool write_if_changed(const fs::path& path, std::string_view bytes) {
  std::error_code ignored;
  const fs::file_status target = fs::status(path, ignored);
  if (fs::is_directory(target)) fail("cannot write", path, EISDIR);
  if (fs::exists(target) && !fs::is_regular_file(target)) {
    write_into(path, bytes);
    return true;
  }
  if (fs::is_regular_file(fs::symlink_status(path, ignored)) &&
      fs::file_size(path, ignored) == bytes.size() && read_regular(path, bytes.size()) == bytes) {
    return false;
  }
  const Temporary temporary(path, bytes);
  fs::rename(temporary.path(), path);
  return true;
}

void write_new(const fs::path& path, std::string_view bytes) {
  const Temporary temporary(path, bytes);
  // link, unlike rename, fails if the file exists.
  if (::link(temporary.path().c_str(), path.c_str()) == 0) return;
  if (!lacks_hard_links(errno)) fail("cannot create", path, errno);
  rename_to_new(temporary.path(), path);
}

std::string read(const fs::path& path, std::size_t limit) {
  return read_to(path, limit, Pipes::read);
}

std::string read_regular(const fs::path& path, std::size_t limit) {
  return read_to(path, limit, Pipes::refuse);
}

}  // namespace limbeck::output
