// Diagnostics for machines: SARIF 2.1.0 (OASIS), which editors and code hosts show at their lines.
#pragma once

#include <string>

#include "migrations/diagnostics/diagnostics.h"

namespace limbeck::compiler {

/// One run of limbeckc `version` as a SARIF log. Files below `root` are named relative to it. A
/// note's edit is a fix of its diagnostic.
std::string sarif_text(const diagnostics::Diagnostics& diagnostics, const std::string& version,
                       const std::string& root);

}  // namespace limbeck::compiler
