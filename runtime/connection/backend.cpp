#include "runtime/connection/backend.h"

#include <algorithm>
#include <string>

#include "limbeck/error.h"
#include "migrations/text/concat.h"

namespace limbeck::connection {

void refuse_other_dialect(const Manifest& manifest, std::string_view dialect) {
  const std::string_view* end = manifest.dialects + manifest.dialect_count;
  if (manifest.dialect_count == 0 || std::find(manifest.dialects, end, dialect) != end) return;
  const std::string name(manifest.name);
  throw Error(Error::Code::usage, concat({"the history '", name, "' was not built for ", dialect,
                                          "; add it to DIALECTS of ", name, " in CMake"}));
}

const Backend& backend_of(const Manifest& manifest, std::string_view dialect) {
  refuse_other_dialect(manifest, dialect);
  if (manifest.backends != nullptr) {
    for (std::size_t i = 0; i < manifest.dialect_count; ++i) {
      const Backend* backend = manifest.backends[i];
      if (backend != nullptr && backend->dialect == dialect) return *backend;
    }
  }
  throw Error(Error::Code::usage,
              concat({"this program has no driver for ", dialect, ": the manifest of '",
                      manifest.name, "' names no backend for it"}));
}

std::unique_ptr<Driver> open(const Manifest& manifest, std::string_view text) {
  const Url url = parse_url(text);
  return backend_of(manifest, url.dialect).open(url);
}

}  // namespace limbeck::connection
