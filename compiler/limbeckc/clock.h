#pragma once

#include <optional>
#include <string>

#include "compiler/emit/file_name.h"

namespace limbeck::compiler {

/// `2026-11-20T14:31:07Z`: now, or the time that SOURCE_DATE_EPOCH says.
std::string utc_now();

/// A time that utc_now gave, on the clocks of a time zone: empty and `UTC` are the same, `local` is
/// this machine's, others are names of the system's zoneinfo (`Europe/Berlin`). Nothing for a zone
/// that is not there. Changes TZ: only for a program with one thread.
std::optional<Moment> in_timezone(const std::string& utc, const std::string& timezone);

}  // namespace limbeck::compiler
