#include "runtime/launch/database.h"

#include <cstdlib>

#include "runtime/connection/open.h"

namespace limbeck::launch {

std::string url_of(const Manifest& manifest, const Database& database) {
  if (!database.url().empty()) return database.url();
  const char* environment = std::getenv("LIMBECK_DATABASE_URL");
  if (environment != nullptr && *environment != '\0') return environment;
  return std::string(manifest.database);
}

std::unique_ptr<connection::Driver> open(const Manifest& manifest, const Database& database) {
  if (database.sqlite() != nullptr) return connection::use(database.sqlite());
  if (const PqxxConnection& open = database.postgresql(); open.connection != nullptr) {
    return connection::use(open.connection, *open.type);
  }
  return connection::open(url_of(manifest, database));
}

}  // namespace limbeck::launch
