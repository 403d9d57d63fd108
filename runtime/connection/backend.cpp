#include "runtime/connection/backend.h"

#include <string>

#include "limbeck/error.h"

namespace limbeck::connection {

const Backend& backend_of(const Manifest& manifest, std::string_view dialect) {
  const std::string name(manifest.name);
  for (std::size_t i = 0; i < manifest.dialect_count; ++i) {
    if (manifest.dialects[i] != dialect) continue;
    if (manifest.backends != nullptr && manifest.backends[i] != nullptr) {
      return *manifest.backends[i];
    }
    throw Error(Error::Code::usage, "the program was linked without a driver for '" + name +
                                        "': its manifest has no backends");
  }
  throw Error(Error::Code::usage, "the history '" + name + "' was not built for " +
                                      std::string(dialect) + "; add it to DIALECTS of " + name +
                                      " in CMake");
}

std::unique_ptr<Driver> open(const Manifest& manifest, std::string_view text) {
  const Url url = parse_url(text);
  return backend_of(manifest, url.dialect).open(url);
}

}  // namespace limbeck::connection
