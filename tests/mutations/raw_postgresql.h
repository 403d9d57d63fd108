// Faults that an owner makes in a live database by hand, in PostgreSQL's own words: limbeck's
// renderer has no part in them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "limbeck/connection.h"
#include "tests/property/random.h"

namespace limbeck::test {

/// What is to be said of a fault.
enum class Said : unsigned char {
  different,   ///< verify tells a difference
  not_looked,  ///< no schema can hold it: it is named among what is not looked at
  nothing      ///< it is no part of a schema: owners, rights, rows
};

struct RawKind {
  std::string_view name;
  Said said;
  /// Gives a row for each such fault that can be made: the statement, and what has to be named.
  std::string_view query;
};

const std::vector<RawKind>& raw_postgresql_kinds();

struct RawMutation {
  std::string statement, named;
};

/// One of the faults of the kind; nothing where the database has nothing that it could be made of.
std::optional<RawMutation> raw_mutation(Random& random, Connection& connection,
                                        const RawKind& kind);

}  // namespace limbeck::test
