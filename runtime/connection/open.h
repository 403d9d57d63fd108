// Every driver of this build, for programs that have no history to say which they need.
#pragma once

#include <memory>
#include <string_view>

#include "runtime/connection/backend.h"
#include "runtime/connection/driver.h"

namespace limbeck::connection {

/// SQLite's and PostgreSQL's; null where this build is without it.
extern const Backend* const every_backend[2];

/// Opens the database that a URL names. Throws Error::Code::usage for a URL that is not understood
/// or whose database this build has no driver for, Error::Code::connection where the database
/// cannot be reached.
std::unique_ptr<Driver> open(std::string_view url);

}  // namespace limbeck::connection
