// All that a program links of a database, behind one name: nothing outside the database's own
// folder refers to more, so that an app carries those its history is for and no others.
#pragma once

#include <memory>
#include <string_view>
#include <typeinfo>

#include "limbeck/backends.h"
#include "runtime/connection/driver.h"
#include "runtime/connection/url.h"

namespace limbeck::sql {
class Dialect;
}

namespace limbeck::connection {

/// Constant data, at home in limbeck::connection_<dialect>.
struct Backend {
  std::string_view dialect;
  /// Opens a URL of its dialect. Throws limbeck::Error.
  std::unique_ptr<Driver> (*open)(const Url& url);
  /// Uses a connection that the app has open and that outlives the result: what its client library
  /// names by a pointer (sqlite3*), or, with `type`, an object of that type. Throws
  /// Error::Code::usage for any other.
  std::unique_ptr<Driver> (*use)(void* open, const std::type_info* type);
  const sql::Dialect& (*sql)();
};

/// Throws Error::Code::usage where the build did not check the history for that database. One that
/// names no dialects is for all.
void refuse_other_dialect(const Manifest& manifest, std::string_view dialect);

/// The one that the program has linked for `dialect`. Throws Error::Code::usage where the history
/// is not for that database.
const Backend& backend_of(const Manifest& manifest, std::string_view dialect);

/// Opens the database that a URL names. Throws Error::Code::usage for a URL that is not understood
/// or whose database the history is not for, Error::Code::connection where the database cannot be
/// reached.
std::unique_ptr<Driver> open(const Manifest& manifest, std::string_view url);

}  // namespace limbeck::connection
