// A new, empty database that is gone with the object.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "limbeck/manifest.h"

namespace limbeck::trial {

class ScratchDatabase {
 public:
  virtual ~ScratchDatabase() = default;
  virtual const std::string& url() const = 0;
};

/// SQLite: a file in a temporary directory. PostgreSQL: a database beside the one that `server`
/// names, whose role must have CREATEDB; nothing that is there is touched. Throws limbeck::Error.
std::unique_ptr<ScratchDatabase> make_scratch_database(const Manifest& manifest,
                                                       std::string_view dialect,
                                                       const std::string& server);

/// The URL of another database of the same server.
std::string url_of_database(const std::string& server, const std::string& database);

}  // namespace limbeck::trial
