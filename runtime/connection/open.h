#pragma once

#include <memory>
#include <string_view>
#include <typeinfo>

#include "runtime/connection/driver.h"

struct sqlite3;

namespace limbeck::connection {

/// Opens the database that a URL names. Throws Error::Code::usage for a URL that is not understood
/// or whose database this build has no driver for, Error::Code::connection where the database
/// cannot be reached.
std::unique_ptr<Driver> open(std::string_view url);

/// Uses a connection that the app has open, and closes itself after the result is gone.
std::unique_ptr<Driver> use(sqlite3* database);
/// The same for an object of libpqxx's, whose type is looked at only by the driver that knows it.
std::unique_ptr<Driver> use(void* connection, const std::type_info& type);

}  // namespace limbeck::connection
