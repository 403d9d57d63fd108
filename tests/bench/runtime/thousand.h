#pragma once

#include <string>
#include <string_view>

#include "limbeck/manifest.h"

namespace limbeck::bench {

/// A thousand revisions in a row, each a table of six columns and a unique index. Lives as long as
/// the program.
const Manifest& thousand();

/// What `upgrade --sql` prints of it, for the database's shell.
std::string script_of_thousand(std::string_view dialect);

}  // namespace limbeck::bench
