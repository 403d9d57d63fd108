#include "migrations/findings/rule.h"

#include <array>

#include "migrations/findings/rule_id.h"

namespace limbeck::findings {
namespace {

constexpr auto rules = std::to_array<Rule>({
#define LIMBECK_RULE(name, id, severity, asked_by, meaning, remedy) \
  {RuleId::name, id, Severity::severity, asked_by, meaning, remedy},
#include "migrations/findings/rules.def"
});

// RuleId::none has no row.
constexpr bool stand_in_order() {
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (static_cast<std::size_t>(rules[i].rule) != i + 1) return false;
  }
  return true;
}
static_assert(stand_in_order());

}  // namespace

std::span<const Rule> all_rules() { return rules; }

const Rule& rule_of(RuleId rule) { return rules[static_cast<std::size_t>(rule) - 1]; }

std::string_view id_of(RuleId rule) {
  return rule == RuleId::none ? std::string_view() : rule_of(rule).id;
}

}  // namespace limbeck::findings
