// PostgreSQL through libpqxx.
#pragma once

#include <memory>
#include <typeinfo>

#include "runtime/connection/driver.h"
#include "runtime/connection/url.h"

namespace limbeck::connection {

/// Opens the database that `url` names (dialect `postgresql`). What the URL leaves out, libpq takes
/// from its environment, service file and password file. Throws Error::Code::connection.
std::unique_ptr<Driver> open_postgresql(const Url& url);

/// Uses an object of `type`, which must be pqxx::connection, that the caller owns and closes. It
/// must outlive the result, be in no transaction, and be left alone meanwhile; its settings are put
/// back.
std::unique_ptr<Driver> use_postgresql(void* open, const std::type_info& type);

}  // namespace limbeck::connection
