#pragma once

#include <exception>
#include <utility>

#include "limbeck/migrate.h"

namespace limbeck::launch {

inline void notify(const MigrateOptions& options, Progress::Kind kind) {
  if (options.status != nullptr) options.status->update({.kind = kind});
  if (options.on_progress) options.on_progress({.kind = kind});
}

/// Runs `work`. If it throws, the options' status gets the message, and the exception goes on.
template <class Work>
auto report_failure(const MigrateOptions& options, Work work) {
  try {
    return work();
  } catch (const std::exception& error) {
    if (options.status != nullptr) options.status->fail(error.what());
    throw;
  }
}

}  // namespace limbeck::launch
