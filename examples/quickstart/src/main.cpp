// A shop's front desk: it brings its database up to date, adds a user, and lists the users.
#include <limbeck/error.h>
#include <limbeck/migrate.h>
#include <shop_migrations.h>
#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

namespace {

using Database = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;
using Query = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

Database open(const std::string& path) {
  sqlite3* handle = nullptr;
  const int result = sqlite3_open(path.c_str(), &handle);
  Database database(handle, &sqlite3_close);
  if (result != SQLITE_OK) {
    std::fprintf(stderr, "shop: %s: %s\n", path.c_str(), sqlite3_errmsg(handle));
    std::exit(1);
  }
  return database;
}

Query prepare(const Database& database, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database.get(), sql, -1, &statement, nullptr) != SQLITE_OK) {
    std::fprintf(stderr, "shop: %s\n", sqlite3_errmsg(database.get()));
    std::exit(1);
  }
  return {statement, &sqlite3_finalize};
}

}  // namespace

int main(int argc, char** argv) {
  const std::string path = "shop.db";
  try {
    limbeck::migrate(shop_migrations, "sqlite:" + path);
  } catch (const limbeck::Error& error) {
    std::fprintf(stderr, "shop: %s\n", error.what());
    return 1;
  }

  const Database database = open(path);
  if (argc > 1) {
    const Query insert = prepare(database, "INSERT INTO users (email) VALUES (?1)");
    sqlite3_bind_text(insert.get(), 1, argv[1], -1, SQLITE_TRANSIENT);
    if (sqlite3_step(insert.get()) != SQLITE_DONE) {
      std::fprintf(stderr, "shop: %s\n", sqlite3_errmsg(database.get()));
      return 1;
    }
  }
  const Query users = prepare(database, "SELECT id, email, created_at FROM users ORDER BY id");
  while (sqlite3_step(users.get()) == SQLITE_ROW) {
    std::printf("%lld  %s  since %s\n", sqlite3_column_int64(users.get(), 0),
                reinterpret_cast<const char*>(sqlite3_column_text(users.get(), 1)),
                reinterpret_cast<const char*>(sqlite3_column_text(users.get(), 2)));
  }
  return 0;
}
