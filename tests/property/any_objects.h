// What PostgreSQL has beside tables, at random: schemas, sequences, domains, views, functions,
// triggers, partitioned tables. Every text is SQL that PostgreSQL takes.
#pragma once

#include "migrations/schema/schema.h"
#include "tests/property/random.h"

namespace limbeck::test {

/// Adds some to a schema that has none. The schemas of the database that its names use come too.
/// Views and triggers are on tables that are there, or made here.
void add_objects(Random& random, schema::Schema& schema);

/// The schema after some of its objects came, went or changed; its tables stay, but for partitions.
schema::Schema with_objects_changed(Random& random, schema::Schema schema);

}  // namespace limbeck::test
