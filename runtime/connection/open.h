// Every driver of this build, for programs that have no history to say which they need.
#pragma once

#include <iterator>
#include <memory>
#include <string_view>

#include "migrations/sql/known_dialects.h"
#include "runtime/connection/backend.h"
#include "runtime/connection/driver.h"

namespace limbeck::connection {

/// Each dialect's, in the order of dialects.def; null where this build is without it.
extern const Backend* const every_backend[std::size(sql::known_dialects)];

/// Opens the database that a URL names. Throws Error::Code::usage for a URL that is not understood
/// or whose database this build has no driver for, Error::Code::connection where the database
/// cannot be reached.
std::unique_ptr<Driver> open(std::string_view url);
/// The same for a database that has to be there: no file is created.
std::unique_ptr<Driver> open_existing(std::string_view url);

}  // namespace limbeck::connection
