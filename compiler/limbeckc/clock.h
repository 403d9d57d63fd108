#pragma once

#include <optional>
#include <string>

#include "compiler/emit/file_name.h"

namespace limbeck::compiler {

/// The present time as `2026-11-20T14:31:07Z`, or that of SOURCE_DATE_EPOCH if it is set.
std::string utc_now();

/// The result of utc_now() in another time zone. `local` is the zone of this machine, an empty name
/// is UTC, and all others are names of the system's zoneinfo (`Europe/Berlin`). Returns nullopt for
/// an unknown zone. Sets the environment variable TZ, so the program must have one thread only.
std::optional<Timestamp> in_timezone(const std::string& utc, const std::string& timezone);

}  // namespace limbeck::compiler
