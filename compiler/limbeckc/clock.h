#pragma once

#include <string>

namespace limbeck::compiler {

/// The time now as `2026-11-20T14:31:07Z`. SOURCE_DATE_EPOCH, where it is set, is the time it is.
std::string utc_now();

}  // namespace limbeck::compiler
