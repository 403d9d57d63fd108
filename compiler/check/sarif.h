// Diagnostics for machines: SARIF 2.1.0 (OASIS), which editors and code hosts show at their lines.
#pragma once

#include <string>
#include <vector>

#include "migrations/diagnostics/diagnostics.h"

namespace limbeck::compiler {

/// An edit that would answer a diagnostic: `insert` goes in at `at` (line and column).
struct Fix {
  schema::Location diagnostic;  ///< the place of the diagnostic that it answers
  std::string description;
  schema::Location at;
  std::string insert;
};

/// One run of limbeckc `version` as a SARIF log. Files below `root` are named relative to it.
std::string sarif_text(const diagnostics::Diagnostics& diagnostics, const std::vector<Fix>& fixes,
                       const std::string& version, const std::string& root);

}  // namespace limbeck::compiler
