// The tables in which other migration tools record what they have applied.
#pragma once

#include <string_view>

#include "migrations/schema/table.h"

namespace limbeck::ledger {

/// The tool whose record `table` is, by the table's name and columns: `Flyway`. Empty where it is
/// none that is known.
std::string_view tool_of(const schema::Table& table);

}  // namespace limbeck::ledger
