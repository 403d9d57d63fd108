#include "runtime/connection/postgresql/server_version.h"

#include "migrations/text/concat.h"

namespace limbeck::connection {

std::string too_old(int server_version, const std::string& place) {
  if (server_version <= 0 || server_version >= oldest_server) return {};
  // Up to 9.6 a version has three numbers: 90603 is 9.6.3.
  const bool three = server_version < 100000;
  const std::string version = three ? concat({std::to_string(server_version / 10000), ".",
                                              std::to_string(server_version / 100 % 100)})
                                    : std::to_string(server_version / 10000);
  return concat({"'", place, "' is PostgreSQL ", version, ", and limbeck works with ",
                 std::to_string(oldest_server / 10000),
                 " and later: upgrade the server; nothing was read or changed"});
}

}  // namespace limbeck::connection
