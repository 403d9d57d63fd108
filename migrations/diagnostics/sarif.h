// Findings for machines: SARIF 2.1.0 (OASIS), which editors and code hosts show at their lines.
#pragma once

#include <string>

#include "migrations/diagnostics/diagnostics.h"

namespace limbeck::diagnostics {

/// One run of limbeckc `version` as a SARIF log. Files below `root` are named relative to it. A
/// note's edit is a fix of its finding; a finding's facts are its properties.
std::string sarif_text(const Diagnostics& diagnostics, const std::string& version,
                       const std::string& root);

}  // namespace limbeck::diagnostics
