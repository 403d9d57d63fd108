#include "runtime/connection/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "limbeck/error.h"
#include "migrations/text/concat.h"
#include "runtime/connection/pause.h"

namespace limbeck::connection {
namespace {

class FileLock : public Lock {
 public:
  FileLock(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}
  ~FileLock() override {
    // Removed while it is held: a process that opened it meanwhile sees that the name is gone and
    // opens it again.
    ::unlink(path_.c_str());
    ::close(descriptor_);
  }

 private:
  std::string path_;
  int descriptor_;
};

std::string first_line_of(int descriptor) {
  char text[512];
  ssize_t size = ::pread(descriptor, text, sizeof text, 0);
  std::string line(text, size > 0 ? static_cast<std::size_t>(size) : 0);
  return line.substr(0, line.find('\n'));
}

/// Whether `path` still names the file behind the descriptor.
bool same_file(const std::string& path, int descriptor) {
  struct stat by_name {};
  struct stat opened {};
  return ::lstat(path.c_str(), &by_name) == 0 && ::fstat(descriptor, &opened) == 0 &&
         by_name.st_dev == opened.st_dev && by_name.st_ino == opened.st_ino;
}

/// A file that only looks like the lock's: writing into it would change what it is a link to, and
/// opening a pipe would wait for ever.
[[noreturn]] void refuse_file(const std::string& path) {
  throw Error(
      Error::Code::connection,
      concat({"'", path,
              "', which keeps other migrating processes out, is a link or no ordinary file; "
              "find out who made it, and remove it"}));
}

/// Opens the lock's file, but nothing that another user has put in its place. -1 with errno where
/// it cannot be opened.
int open_lock(const std::string& path) {
  const int descriptor =
      ::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    if (errno == ELOOP) refuse_file(path);
    return -1;
  }
  struct stat opened {};
  if (::fstat(descriptor, &opened) == 0 && S_ISREG(opened.st_mode) && opened.st_nlink <= 1)
    return descriptor;
  ::close(descriptor);
  // Without any name it is the file of a lock that has just been released.
  if (S_ISREG(opened.st_mode) && opened.st_nlink == 0) return open_lock(path);
  refuse_file(path);
}

/// Processes that may write the database may take the lock, and no others: one that may only read
/// must not be able to keep migrations waiting with a file that a killed process has left. As
/// SQLite does with its journals (os_unix.c, findCreateFileMode).
void share_with_writers(int descriptor, const std::string& database) {
  struct stat status {};
  if (::stat(database.c_str(), &status) != 0) return;
  const mode_t writers = status.st_mode & 0222;
  // Where the group cannot be set, as for a user who is not in it, the file stays the user's own.
  if (::fchown(descriptor, static_cast<uid_t>(-1), status.st_gid) != 0) return;
  [[maybe_unused]] const int failed = ::fchmod(descriptor, 0600 | writers | writers << 1);
}

void write_holder(int descriptor, const std::string& holder) {
  std::string line = holder + "\n";
  // For people only; a lock without a name is still a lock.
  if (::ftruncate(descriptor, 0) != 0) return;
  [[maybe_unused]] ssize_t written = ::pwrite(descriptor, line.data(), line.size(), 0);
}

}  // namespace

std::string holder_of(const std::string& path) {
  const int descriptor =
      ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (descriptor < 0) return {};
  // A file that a killed process has left names no holder.
  const bool held = ::flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  std::string holder = held ? first_line_of(descriptor) : std::string();
  ::close(descriptor);
  return holder;
}

std::unique_ptr<Lock> lock_file(const std::string& path, const std::string& database,
                                const std::string& holder, const WaitPolicy& wait_policy) {
  std::string waiting_for;
  for (int tries = 0;; ++tries) {
    int descriptor = open_lock(path);
    if (descriptor < 0) {
      // Another user's lock, in the moment before it is shared with those who may write the
      // database.
      if (errno == EACCES && tries < 3 && ::access(path.c_str(), F_OK) == 0) {
        ::usleep(20'000);
        continue;
      }
      if (errno == EACCES || errno == EPERM || errno == EROFS || errno == ENOENT) return nullptr;
      throw Error(Error::Code::connection,
                  concat({"cannot open '", path,
                          "', which keeps other migrating processes out: ", std::strerror(errno)}));
    }
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
      if (same_file(path, descriptor)) {
        share_with_writers(descriptor, database);
        write_holder(descriptor, holder);
        return std::make_unique<FileLock>(path, descriptor);
      }
      ::close(descriptor);
      continue;
    }
    int reason = errno;
    std::string other = first_line_of(descriptor);
    ::close(descriptor);
    if (reason == ENOLCK || reason == EOPNOTSUPP || reason == EINVAL) return nullptr;
    if (tries == 0 || other != waiting_for) {
      waiting_for = other;
      if (wait_policy.on_wait) wait_policy.on_wait(waiting_for);
    }
    if (!pause(wait_policy, tries, for_a_migration)) {
      throw Error(
          Error::Code::locked,
          waiting_for.empty()
              ? concat({"another process is migrating the database, or has locked '", path, "'"})
              : concat({"another process is migrating the database: ", waiting_for}))
          .worth_retrying();
    }
  }
}

}  // namespace limbeck::connection
