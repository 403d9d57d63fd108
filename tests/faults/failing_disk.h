// A disk that fails: SQLite's own file system with one fault at a chosen operation.
#pragma once

namespace limbeck::test {

enum class DiskFault : unsigned char {
  none,
  error,    ///< the operation fails once
  full,     ///< the disk is full from there on
  end,      ///< the process ends before the operation
  stopped,  ///< the process stops itself before the operation
};

/// What connections that are opened from now on in this process meet at operation `at`, from 1:
/// writing, syncing, truncating or deleting a file. Made SQLite's default by the first call.
void set_disk_fault(DiskFault fault, int at);

/// Whether operation `at` was reached.
bool disk_fault_happened();

/// The exit code of DiskFault::end.
inline constexpr int disk_exit = 78;

}  // namespace limbeck::test
