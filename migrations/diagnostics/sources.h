// The source lines that diagnostics show.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "migrations/schema/location.h"

namespace limbeck::diagnostics {

/// Reads each file once. One thread only.
class Sources {
 public:
  /// The line, or empty if it does not exist or the file cannot be read.
  const std::string& line_of(const schema::Location& location);

 private:
  std::unordered_map<std::string, std::vector<std::string>> files_;
};

}  // namespace limbeck::diagnostics
