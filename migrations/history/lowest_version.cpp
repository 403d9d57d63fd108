#include "migrations/history/lowest_version.h"

#include <algorithm>

namespace limbeck::history {

int lowest_version(const Manifest& manifest, std::string_view dialect) {
  if (manifest.lowest_versions == nullptr) return 0;
  const std::string_view* end = manifest.dialects + manifest.dialect_count;
  const std::string_view* found = std::find(manifest.dialects, end, dialect);
  return found == end ? 0 : manifest.lowest_versions[found - manifest.dialects];
}

}  // namespace limbeck::history
