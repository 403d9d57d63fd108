#pragma once

#include <exception>
#include <utility>

#include "limbeck/migrate.h"

namespace limbeck::launch {

inline void tell(const MigrateOptions& options, Progress::Kind kind) {
  if (options.status != nullptr) options.status->update({.kind = kind});
  if (options.on_progress) options.on_progress({.kind = kind});
}

/// Runs `work`, whose failure the options' status is told.
template <class Work>
auto told(const MigrateOptions& options, Work work) {
  try {
    return work();
  } catch (const std::exception& error) {
    if (options.status != nullptr) options.status->fail(error.what());
    throw;
  }
}

}  // namespace limbeck::launch
