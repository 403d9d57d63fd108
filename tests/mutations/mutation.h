// Schemas with one fault in them: what a check must find, and name.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/schema.h"
#include "tests/property/random.h"

namespace limbeck::test {

/// One way to be wrong. `mutate` changes one thing of the schema and returns its name, or nothing
/// where the schema has no such thing.
struct MutationKind {
  std::string_view name;
  std::string (*mutate)(Random& random, schema::Schema& schema);
  std::string_view dialect = {};  ///< the only one that can be wrong in this way
};

/// Every kind: of tables and columns, constraints, indexes, and what stands beside tables.
const std::vector<MutationKind>& mutation_kinds();

struct Mutation {
  std::string_view kind;
  std::string named;  ///< what has to be named
  schema::Schema schema;
};

/// `schema` with one fault of the kind; nothing where no such fault can be made, where `dialect`
/// cannot express it, or where the dialect keeps both schemas as the same: then nothing is wrong.
std::optional<Mutation> mutated(Random& random, const schema::Schema& schema,
                                std::string_view dialect, const MutationKind& kind);

}  // namespace limbeck::test
