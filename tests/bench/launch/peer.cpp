#include "tests/bench/launch/peer.h"

#include <sqlite3.h>

#include <pqxx/pqxx>
#include <stdexcept>

namespace limbeck::bench {
namespace {

void sqlite(const std::string& path) {
  sqlite3* connection = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_open_v2(path.c_str(), &connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                      nullptr) != SQLITE_OK ||
      sqlite3_prepare_v2(connection, "SELECT version_num FROM \"limbeck_version\"", -1, &statement,
                         nullptr) != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(connection));
  while (sqlite3_step(statement) == SQLITE_ROW) {
  }
  sqlite3_finalize(statement);
  sqlite3_close(connection);
}

}  // namespace

void connect_and_select(const std::string& url) {
  const std::string scheme = "sqlite:";
  if (url.starts_with(scheme)) return sqlite(url.substr(scheme.size()));
  pqxx::connection connection(url);
  pqxx::nontransaction work(connection);
  work.exec("SELECT version_num FROM \"limbeck_version\"");
}

}  // namespace limbeck::bench
