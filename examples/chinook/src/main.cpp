// The store's till: it brings its database up to date and prints the best sellers.
#include <chinook_migrations.h>
#include <limbeck/error.h>
#include <limbeck/migrate.h>
#include <sqlite3.h>

#include <cstdio>
#include <string>

namespace {

int print_row(void*, int count, char** values, char**) {
  for (int i = 0; i < count; ++i) std::printf(i == 0 ? "%s" : "  %s", values[i] ? values[i] : "-");
  std::printf("\n");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string path = argc > 1 ? argv[1] : "chinook.db";
  try {
    limbeck::migrate(chinook_migrations, "sqlite:" + path);
  } catch (const limbeck::Error& error) {
    std::fprintf(stderr, "chinook: %s\n", error.what());
    return 1;
  }

  sqlite3* database = nullptr;
  char* message = nullptr;
  int result = sqlite3_open(path.c_str(), &database);
  if (result == SQLITE_OK) {
    result =
        sqlite3_exec(database,
                     R"(SELECT a."SortName", sum(l."Quantity"), sum(l."Quantity" * l."UnitPrice")
                             FROM "InvoiceLine" l
                             JOIN "Track" t ON t."TrackId" = l."TrackId"
                             JOIN "Album" b ON b."AlbumId" = t."AlbumId"
                             JOIN "Artist" a ON a."ArtistId" = b."ArtistId"
                             GROUP BY a."ArtistId" ORDER BY 3 DESC, 1 LIMIT 10)",
                     print_row, nullptr, &message);
  }
  if (result != SQLITE_OK) {
    std::fprintf(stderr, "chinook: %s\n", message ? message : sqlite3_errmsg(database));
  }
  sqlite3_free(message);
  sqlite3_close(database);
  return result == SQLITE_OK ? 0 : 1;
}
