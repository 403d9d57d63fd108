// Values that conversions get wrong, of every type.
#pragma once

#include <string>
#include <vector>

#include "migrations/schema/schema.h"

namespace limbeck::test {

/// A row's value, as the SQL of each database; empty where it has no such value.
struct HardValue {
  std::string postgresql;
  std::string sqlite;
};

/// The types of the matrix, each once, as `schema::parse_type` reads them.
const std::vector<std::string>& all_types();

std::vector<HardValue> hard_values(const schema::Type& type);

/// What the types need: `enum mood`, `enum level`.
schema::Schema with_enums();

}  // namespace limbeck::test
