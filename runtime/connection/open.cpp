#include "runtime/connection/open.h"

#include "limbeck/error.h"
#include "runtime/connection/postgresql/postgresql_driver.h"
#include "runtime/connection/sqlite/sqlite_driver.h"
#include "runtime/connection/url.h"

namespace limbeck::connection {

namespace {

#ifdef LIMBECK_WITH_POSTGRESQL
constexpr const char* drivers = "postgresql, sqlite";
#else
constexpr const char* drivers = "sqlite";
#endif

}  // namespace

std::unique_ptr<Driver> open(std::string_view text) {
  Url url = parse_url(text);
#ifdef LIMBECK_WITH_POSTGRESQL
  if (url.dialect == "postgresql") return open_postgresql(url);
#endif
  if (url.dialect == "sqlite") return open_sqlite(url);
  throw Error(Error::Code::usage, "this build of limbeck has no driver for " + url.dialect + " (" +
                                      url.shown + "); it has: " + drivers);
}

std::unique_ptr<Driver> use(sqlite3* database) { return use_sqlite(database); }

#ifdef LIMBECK_WITH_POSTGRESQL
std::unique_ptr<Driver> use(void* connection, const std::type_info& type) {
  return use_postgresql(connection, type);
}
#else
std::unique_ptr<Driver> use(void*, const std::type_info&) {
  throw Error(
      Error::Code::usage,
      std::string("this build of limbeck has no driver for postgresql; it has: ") + drivers);
}
#endif

}  // namespace limbeck::connection
