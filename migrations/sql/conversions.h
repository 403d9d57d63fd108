// Changes of a column's type that a database cannot make by itself, and for which nobody has said
// how.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/operations/apply.h"
#include "migrations/sql/dialect.h"

namespace limbeck::sql {

/// What a revision lacks at one of its operations.
struct Undecided {
  std::size_t operation = 0;  ///< which of the list; for one inside a block, the block
  schema::Location location;
  std::string message;  ///< what is missing and what to write
};

/// What of `operations` lacks a `using_expression` for one of `dialects`, and what leaves a default
/// that is no value of the new type. Takes the applier's schema to what it is after them.
std::vector<Undecided> undecided_conversions(const std::vector<operations::Operation>& operations,
                                             const std::vector<const FullDialect*>& dialects,
                                             operations::Applier& applier);

}  // namespace limbeck::sql
