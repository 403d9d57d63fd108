#include "runtime/connection/postgresql/server_version.h"

#include "migrations/sql/postgresql/server_version.h"
#include "migrations/text/concat.h"

namespace limbeck::connection {

using sql::postgresql::major_version;
using sql::postgresql::oldest_server;

std::string too_old(int server_version, const std::string& place) {
  if (server_version <= 0 || server_version >= oldest_server) return {};
  return concat({"'", place, "' is PostgreSQL ", major_version(server_version),
                 ", and limbeck works with ", major_version(oldest_server),
                 " and later: upgrade the server; nothing was read or changed"});
}

}  // namespace limbeck::connection
