#include "runtime/connection/sqlite/busy_wait.h"

#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <set>
#include <sstream>

#include "migrations/text/concat.h"

namespace limbeck::connection {
namespace {

/// As /proc/locks names it: `00:1c:4711`, device in hexadecimal; empty where there is none.
std::string inode_of(const std::string& file) {
  struct stat found = {};
  if (::stat(file.c_str(), &found) != 0) return {};
  char text[64];
  std::snprintf(text, sizeof text, "%02x:%02x:%llu", major(found.st_dev), minor(found.st_dev),
                static_cast<unsigned long long>(found.st_ino));
  return text;
}

std::string name_of(long process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/comm");
  std::string name;
  std::getline(file, name);
  return concat({"process ", std::to_string(process), name.empty() ? "" : " (" + name + ")"});
}

}  // namespace

std::string file_holders(const std::string& file) {
  const std::string database = inode_of(file), shared_memory = inode_of(file + "-shm");
  std::set<long> writers, readers;
  std::ifstream locks("/proc/locks");
  for (std::string line; std::getline(locks, line);) {
    std::istringstream words(line);
    std::string number, kind, advisory, mode, inode;
    long process = 0;
    // Those that wait for a lock have an arrow behind the number.
    if (!(words >> number >> kind >> advisory >> mode >> process >> inode)) continue;
    if (kind != "POSIX" || process <= 0 || process == ::getpid()) continue;
    if (inode.empty() || (inode != database && inode != shared_memory)) continue;
    (mode == "WRITE" ? writers : readers).insert(process);
  }
  std::string holders;
  for (const long process : writers.empty() ? readers : writers)
    holders += (holders.empty() ? "" : ", ") + name_of(process);
  return holders;
}

}  // namespace limbeck::connection
