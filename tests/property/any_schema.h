// Schemas at random: small, awkwardly named, and with names so few that two of them clash in every
// way. Every one is valid: its tables can be created as they stand.
#pragma once

#include "migrations/diff/diff.h"
#include "migrations/schema/schema.h"
#include "tests/property/random.h"

namespace limbeck::test {

/// What the schemas may hold.
enum class Expressible {
  anywhere,       ///< what any database has
  on_sqlite,      ///< what SQLite can express
  on_postgresql,  ///< what any database has, with PostgreSQL's longest names and awkward values
};

schema::Schema any_schema(Random& random, Expressible what);

/// A schema after a few changes such as people make, and what hints they leave.
struct Edited {
  schema::Schema schema;
  diff::Hints hints;
};
Edited edited(Random& random, const schema::Schema& schema, Expressible what);

/// Hints that say anything of the names in both schemas: they may be wrong, spent or in a circle.
diff::Hints any_hints(Random& random, const schema::Schema& from, const schema::Schema& to);

}  // namespace limbeck::test
