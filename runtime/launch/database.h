#pragma once

#include <memory>
#include <string>

#include "limbeck/migrate.h"
#include "runtime/connection/driver.h"

namespace limbeck::launch {

/// Where `database` is: its own URL, else LIMBECK_DATABASE_URL, else the manifest's. Empty if
/// none is given.
std::string url_of(const Manifest& manifest, const Database& database);

/// Opens it, or uses the connection it holds. Throws limbeck::Error.
std::unique_ptr<connection::Driver> open(const Manifest& manifest, const Database& database);

}  // namespace limbeck::launch
