// A new, empty database that its object removes in the destructor.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "limbeck/manifest.h"
#include "runtime/connection/driver.h"

namespace limbeck::trial {

class ScratchDatabase {
 public:
  virtual ~ScratchDatabase() = default;
  virtual const std::string& url() const = 0;
  /// Changes settings of a connection so that work is faster but is lost when the server crashes.
  virtual void hurry(connection::Driver&) const {}
};

// Each is defined in the folder of its dialect.
#define LIMBECK_DIALECT(name, title, needs_server)                                   \
  std::unique_ptr<ScratchDatabase> name##_scratch_database(const Manifest& manifest, \
                                                           const std::string& server);
#include "limbeck/dialects.def"

/// Makes a file in a temporary directory if the dialect needs no server. Else it makes a database
/// on the server that the URL `server` is for, whose role needs the right to do so; it changes no
/// other database. Throws limbeck::Error.
std::unique_ptr<ScratchDatabase> make_scratch_database(const Manifest& manifest,
                                                       std::string_view dialect,
                                                       const std::string& server);

}  // namespace limbeck::trial
