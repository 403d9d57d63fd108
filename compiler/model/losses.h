// What the upgrades of a history destroy: `destructive` of what the state program wrote.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/location.h"

namespace limbeck::compiler {

/// What an upgrade destroys, in a revision that does not say why it may.
struct Loss {
  std::string revision;
  std::string destroys;  ///< in words
  schema::Location location;
  schema::Location revision_location;
};

std::vector<Loss> losses_from_text(std::string_view text);  ///< throws schema::JsonError

}  // namespace limbeck::compiler
