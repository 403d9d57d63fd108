#include "migrations/history/run_sql.h"

namespace limbeck::history {

int lowest_version(const Manifest& manifest, std::string_view dialect) {
  if (manifest.lowest_versions == nullptr) return 0;
  for (std::size_t i = 0; i < manifest.dialect_count; ++i) {
    if (manifest.dialects[i] == dialect) return manifest.lowest_versions[i];
  }
  return 0;
}

}  // namespace limbeck::history
