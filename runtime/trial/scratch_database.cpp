#include "runtime/trial/scratch_database.h"

#include "limbeck/error.h"

namespace limbeck::trial {

std::unique_ptr<ScratchDatabase> make_scratch_database(const Manifest& manifest,
                                                       std::string_view dialect,
                                                       const std::string& server) {
#define LIMBECK_DIALECT(name, title, needs_server) \
  if (dialect == #name) return name##_scratch_database(manifest, server);
#include "limbeck/dialects.def"
  throw Error(Error::Code::usage,
              "limbeck makes no scratch databases of " + std::string(dialect) + " yet");
}

}  // namespace limbeck::trial
