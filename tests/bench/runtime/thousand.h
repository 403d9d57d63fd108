#pragma once

#include "limbeck/manifest.h"

namespace limbeck::bench {

/// A thousand revisions in a row, each a table of six columns and a unique index. Lives as long as
/// the program.
const Manifest& thousand();

}  // namespace limbeck::bench
