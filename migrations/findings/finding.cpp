#include "migrations/findings/finding.h"

#include <utility>

namespace limbeck::findings {

Finding finding_at(RuleId rule, std::string path, std::string message) {
  return {.rule = rule, .message = std::move(message), .path = std::move(path)};
}

std::string_view fact(const Finding& finding, std::string_view name) {
  for (const Fact& each : finding.facts) {
    if (each.name == name) return each.value;
  }
  return {};
}

}  // namespace limbeck::findings
