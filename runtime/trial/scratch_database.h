// A new, empty database that is gone with the object.
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
  /// Makes work on a connection to it quicker at the cost of what only matters after a crash.
  virtual void hurry(connection::Driver&) const {}
};

// Each at home in its dialect's folder.
#define LIMBECK_DIALECT(name, title, needs_server)                                   \
  std::unique_ptr<ScratchDatabase> name##_scratch_database(const Manifest& manifest, \
                                                           const std::string& server);
#include "limbeck/dialects.def"

/// Where the dialect needs no server, a file in a temporary directory. Else a database beside the
/// one that `server` names, whose role must be allowed to make some; nothing that is there is
/// touched. Throws limbeck::Error.
std::unique_ptr<ScratchDatabase> make_scratch_database(const Manifest& manifest,
                                                       std::string_view dialect,
                                                       const std::string& server);

}  // namespace limbeck::trial
