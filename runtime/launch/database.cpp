#include "runtime/launch/database.h"

#include <cstdlib>

#include "runtime/connection/backend.h"

namespace limbeck::launch {

std::string url_of(const Manifest& manifest, const Database& database) {
  if (!database.url().empty()) return database.url();
  const char* environment = std::getenv("LIMBECK_DATABASE_URL");
  if (environment != nullptr && *environment != '\0') return environment;
  return std::string(manifest.database);
}

std::unique_ptr<connection::Driver> open(const Manifest& manifest, const Database& database) {
  if (const OpenConnection& open = database.open(); open.connection != nullptr)
    return connection::backend_of(manifest, open.dialect).use(open.connection, open.type);
  return connection::open(manifest, url_of(manifest, database));
}

}  // namespace limbeck::launch
