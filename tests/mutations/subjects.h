// The random schemas that mutations are made of.
#pragma once

#include <optional>
#include <string_view>

#include "tests/mutations/mutation.h"

namespace limbeck::test {

/// A schema that the dialect can express, and one with a fault of the kind.
struct Subject {
  schema::Schema schema;
  Mutation mutation;
};

/// Tries schema after schema until one has what the kind changes; nothing where none of some dozens
/// has.
std::optional<Subject> subject_for(std::uint64_t seed, std::string_view dialect,
                                   const MutationKind& kind);

}  // namespace limbeck::test
