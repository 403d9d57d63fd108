// The settings of a SQLite connection that change what a revision does to the rows.
#pragma once

#include <memory>

#include "runtime/connection/driver.h"

struct sqlite3;

namespace limbeck::connection {

/// Sets each of them to what every connection of limbeck's has, no matter who opened this one and
/// whatever was set in it, until the result is destroyed: then each is what it was. Outside of
/// transactions, where SQLite ignores some of them.
std::unique_ptr<Lock> keep_sqlite_settings(sqlite3* database);

/// For a connection of limbeck's own, on a file that anybody may have made: the SQL in it (views,
/// triggers, checks, defaults, indexes) calls only functions that SQLite says are harmless, nothing
/// writes the schema's table or a shadow table by itself, and no extension is loaded.
void distrust_file(sqlite3* database);

}  // namespace limbeck::connection
