#pragma once

#include <string_view>

#include "limbeck/manifest.h"

namespace limbeck::history {

/// Returns the lowest version of the dialect's server that the history is for, in the dialect's
/// numbering; 0 where DIALECTS asks for none.
int lowest_version(const Manifest& manifest, std::string_view dialect);

}  // namespace limbeck::history
