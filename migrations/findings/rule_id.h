// The rules by name. What they mean stands in rules.def, and rule.h has it.
#pragma once

namespace limbeck {

enum class RuleId : unsigned char {
  none,
#define LIMBECK_RULE(name, ...) name,
#include "migrations/findings/rules.def"
};

}  // namespace limbeck
