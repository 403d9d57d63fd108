#include "migrations/history/recorded.h"

#include "migrations/operations/naming.h"
#include "migrations/operations/recorder.h"

namespace limbeck::history {

void give_names(const Manifest& manifest, const ManifestEntry& entry,
                std::vector<operations::Operation>& operations, const schema::Schema& before) {
  if (!operations::has_nameless(operations)) return;
  schema::NamingConvention convention;
  if (manifest.naming != nullptr) {
    const unsigned char which =
        manifest.naming_of == nullptr ? 0 : manifest.naming_of[&entry - manifest.entries];
    for (const std::string_view pattern : manifest.naming[which]) convention.take(pattern);
  }
  operations::name_by_convention(operations, before, convention);
}

std::vector<operations::Operation> recorded_upgrade(const Manifest& manifest,
                                                    const ManifestEntry& entry,
                                                    const schema::Schema& before) {
  std::vector<operations::Operation> operations = operations::record(entry.revision->upgrade);
  give_names(manifest, entry, operations, before);
  return operations;
}

}  // namespace limbeck::history
