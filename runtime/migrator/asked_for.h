// SQLite does what several operations ask of a table in one rebuild: which of them asked for what
// failed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/operations/operation.h"
#include "runtime/connection/driver.h"

namespace limbeck::migrator {

/// The last of the operations up to number `last` that asked for what SQLite's message says is
/// broken: NOT NULL, a check, a unique constraint or index, a type of a STRICT table. Null where
/// the message is of another kind, or none of them did.
const operations::Operation* operation_that_asked(
    const std::vector<operations::Operation>& operations, std::size_t last,
    std::string_view message);
/// The same for the foreign key that a row breaks.
const operations::Operation* operation_that_asked(
    const std::vector<operations::Operation>& operations,
    const connection::ForeignKeyViolation& violation);

/// The text with the name that a table has while it is rebuilt made its own.
std::string without_scratch_names(std::string text);
bool has_scratch_name(std::string_view text);

}  // namespace limbeck::migrator
