// The table of rules, for those who show them.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "migrations/findings/finding.h"

namespace limbeck::findings {

struct Rule {
  RuleId rule;
  std::string_view id;  ///< `limbeck-drift`: stable
  Severity severity;    ///< unless its finding says otherwise
  std::string_view asked_by;
  std::string_view meaning;
  std::string_view remedy;
};

/// In the order of rules.def.
std::span<const Rule> all_rules();
/// `rule` is not none.
const Rule& rule_of(RuleId rule);
/// Empty for none.
std::string_view id_of(RuleId rule);

}  // namespace limbeck::findings
