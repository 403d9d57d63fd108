#include "tests/faults/failing_disk.h"

#include <signal.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>
#include <new>
#include <stdexcept>

namespace limbeck::test {
namespace {

struct State {
  DiskFault fault = DiskFault::none;
  int at = 0;
  int operations = 0;
  bool happened = false;
};

State& state() {
  static State here;
  return here;
}

/// What the operation is to fail with, or SQLITE_OK.
int before_operation(int error) {
  State& s = state();
  if (s.fault == DiskFault::none) return SQLITE_OK;
  ++s.operations;
  if (s.operations < s.at) return SQLITE_OK;
  const bool first = !s.happened;
  s.happened = true;
  switch (s.fault) {
    case DiskFault::error:
      return first ? error : SQLITE_OK;
    case DiskFault::full:
      return error == SQLITE_IOERR_WRITE ? SQLITE_FULL : SQLITE_OK;
    case DiskFault::end:
      ::_exit(disk_exit);
    case DiskFault::stopped:
      if (first) ::raise(SIGSTOP);
      return SQLITE_OK;
    default:
      return SQLITE_OK;
  }
}

/// In front of the real file, whose memory follows.
struct File {
  sqlite3_file base;
  sqlite3_io_methods methods;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File* own(sqlite3_file* file) { return reinterpret_cast<File*>(file); }
sqlite3_file* real(sqlite3_file* file) { return own(file)->real(); }

/// A method that calls the real file's.
template <auto Member, class... Arguments>
int forward(sqlite3_file* file, Arguments... arguments) {
  return (real(file)->pMethods->*Member)(real(file), arguments...);
}

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  if (const int error = before_operation(SQLITE_IOERR_WRITE)) return error;
  return forward<&sqlite3_io_methods::xWrite>(file, bytes, size, offset);
}
int sync(sqlite3_file* file, int flags) {
  if (const int error = before_operation(SQLITE_IOERR_FSYNC)) return error;
  return forward<&sqlite3_io_methods::xSync>(file, flags);
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (const int error = before_operation(SQLITE_IOERR_TRUNCATE)) return error;
  return forward<&sqlite3_io_methods::xTruncate>(file, size);
}

sqlite3_vfs* below(sqlite3_vfs* vfs) { return static_cast<sqlite3_vfs*>(vfs->pAppData); }

void wrap_methods(File& file) {
  sqlite3_io_methods& m = file.methods;
  // What the real file lacks, such as shared memory, this one lacks too.
  m = *file.real()->pMethods;
  m.xClose = [](sqlite3_file* f) { return forward<&sqlite3_io_methods::xClose>(f); };
  m.xRead = [](sqlite3_file* f, void* bytes, int size, sqlite3_int64 offset) {
    return forward<&sqlite3_io_methods::xRead>(f, bytes, size, offset);
  };
  m.xWrite = write;
  m.xTruncate = truncate;
  m.xSync = sync;
  m.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) {
    return forward<&sqlite3_io_methods::xFileSize>(f, size);
  };
  m.xLock = [](sqlite3_file* f, int lock) { return forward<&sqlite3_io_methods::xLock>(f, lock); };
  m.xUnlock = [](sqlite3_file* f, int lock) {
    return forward<&sqlite3_io_methods::xUnlock>(f, lock);
  };
  m.xCheckReservedLock = [](sqlite3_file* f, int* result) {
    return forward<&sqlite3_io_methods::xCheckReservedLock>(f, result);
  };
  m.xFileControl = [](sqlite3_file* f, int what, void* argument) {
    return forward<&sqlite3_io_methods::xFileControl>(f, what, argument);
  };
  m.xSectorSize = [](sqlite3_file* f) { return forward<&sqlite3_io_methods::xSectorSize>(f); };
  m.xDeviceCharacteristics = [](sqlite3_file* f) {
    return forward<&sqlite3_io_methods::xDeviceCharacteristics>(f);
  };
  m.xShmMap = [](sqlite3_file* f, int page, int size, int extend, void volatile** map) {
    return forward<&sqlite3_io_methods::xShmMap>(f, page, size, extend, map);
  };
  m.xShmLock = [](sqlite3_file* f, int offset, int n, int flags) {
    return forward<&sqlite3_io_methods::xShmLock>(f, offset, n, flags);
  };
  m.xShmBarrier = [](sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); };
  m.xShmUnmap = [](sqlite3_file* f, int erase) {
    return forward<&sqlite3_io_methods::xShmUnmap>(f, erase);
  };
  m.iVersion = 2;  // without memory-mapped reading
  file.base.pMethods = &m;
}

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out) {
  File* made = new (file) File;
  made->base.pMethods = nullptr;
  const int result = below(vfs)->xOpen(below(vfs), name, made->real(), flags, out);
  if (made->real()->pMethods != nullptr) wrap_methods(*made);
  return result;
}

int remove(sqlite3_vfs* vfs, const char* name, int sync_directory) {
  if (const int error = before_operation(SQLITE_IOERR_DELETE)) return error;
  return below(vfs)->xDelete(below(vfs), name, sync_directory);
}

void install() {
  static sqlite3_vfs vfs;
  if (vfs.zName != nullptr) return;
  sqlite3_vfs* system = sqlite3_vfs_find(nullptr);
  // All but files is the system's; its functions look at no data of their own but pAppData, which
  // they are given back.
  vfs = *system;
  vfs.pNext = nullptr;
  vfs.zName = "failing";
  vfs.pAppData = system;
  vfs.szOsFile = static_cast<int>(sizeof(File)) + system->szOsFile;
  vfs.xOpen = open;
  vfs.xDelete = remove;
  vfs.xAccess = [](sqlite3_vfs* v, const char* name, int flags, int* result) {
    return below(v)->xAccess(below(v), name, flags, result);
  };
  vfs.xFullPathname = [](sqlite3_vfs* v, const char* name, int size, char* full) {
    return below(v)->xFullPathname(below(v), name, size, full);
  };
  if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK) throw std::runtime_error("no failing disk");
}

}  // namespace

void set_disk_fault(DiskFault fault, int at) {
  install();
  state() = {fault, at, 0, false};
}

bool disk_fault_happened() { return state().happened; }

}  // namespace limbeck::test
