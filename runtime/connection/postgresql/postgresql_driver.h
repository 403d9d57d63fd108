// PostgreSQL through libpqxx.
#pragma once

#include <memory>

#include "runtime/connection/driver.h"
#include "runtime/connection/url.h"

namespace limbeck::connection {

/// Opens the database that `url` names (dialect `postgresql`). What the URL leaves out, libpq takes
/// from its environment, service file and password file. Throws Error::Code::connection.
std::unique_ptr<Driver> open_postgresql(const Url& url);

}  // namespace limbeck::connection
