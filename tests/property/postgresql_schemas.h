// Random schemas as PostgreSQL can have them.
#pragma once

#include "migrations/schema/schema.h"

namespace limbeck::test {

/// The schemas that random tables and enums are in, beside the default one.
extern const std::vector<std::string> postgresql_schema_names;

/// What any database might have, less what PostgreSQL (or the test's server) has not: indexes on
/// json, a tablespace that is not there, two relations of one name in a schema. Constraints without
/// names get one that follows from what they are.
void fit_postgresql(schema::Schema& schema);

/// The schema without the texts that a server writes in its own way: what is left must be exactly
/// what `lower` says.
schema::Schema without_texts(schema::Schema schema);

}  // namespace limbeck::test
