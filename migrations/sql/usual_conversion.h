// Proposals for conversions that all databases share.
#pragma once

#include <string>

#include "migrations/schema/schema.h"

namespace limbeck::sql {

/// `CASE c WHEN 'open' THEN 0 WHEN 'shut' THEN 1 END` between an enum and a number, as C++ numbers
/// enumerators; empty for other types.
std::string by_values(const schema::Type& from, const schema::Type& to, const std::string& column,
                      const schema::Schema& schema);

}  // namespace limbeck::sql
