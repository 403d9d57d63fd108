// SQLite: a file of limbeck's own, or a connection that the app has open.
#pragma once

#include <memory>

#include "runtime/connection/driver.h"
#include "runtime/connection/url.h"

struct sqlite3;

namespace limbeck::connection {

/// Opens the file that `url` names (dialect `sqlite`), with foreign keys enforced. Writes nothing:
/// a new file stays empty until the first transaction. Throws Error::Code::connection.
std::unique_ptr<Driver> open_sqlite(const Url& url);

/// Uses a connection that the caller owns and closes, as it is: its busy handler, its journal
/// mode, its enforcement of foreign keys. It must outlive the result and must not be in a
/// transaction when migrated.
std::unique_ptr<Driver> use_sqlite(sqlite3* database);

}  // namespace limbeck::connection
