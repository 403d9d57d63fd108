// Random schemas and operations that SQLite can express.
#pragma once

#include <optional>
#include <vector>

#include "migrations/operations/operation.h"
#include "tests/property/random.h"

namespace limbeck::test {

/// A table that can be created in `schema`, or nothing where the dice made none.
std::optional<schema::Table> random_table(Random& random, const schema::Schema& schema);

/// A schema of up to five tables, some enums, and foreign keys between them.
schema::Schema random_schema(Random& random);

/// An operation that applies to `schema` and whose result SQLite can hold, or nothing.
std::optional<operations::Operation> random_operation(Random& random, const schema::Schema& schema);

/// The operations that make `schema` from nothing.
std::vector<operations::Operation> creation_of(const schema::Schema& schema);

}  // namespace limbeck::test
