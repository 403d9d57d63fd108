// A finding as a line of text, for those who print no place and no rule.
#pragma once

#include <string>

#include "migrations/findings/finding.h"

namespace limbeck::findings {

/// `message: expected …; found …`: the message with its facts.
std::string to_string(const Finding& finding);

}  // namespace limbeck::findings
