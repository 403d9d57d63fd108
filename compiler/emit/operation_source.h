// Operations as the statements of a revision.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/emit/cpp_writer.h"
#include "migrations/findings/finding.h"
#include "migrations/operations/operation.h"

namespace limbeck::compiler {

enum class Step : unsigned char { upgrade, downgrade };

/// What becomes comments and assertions beside a list of operations, in the order of the
/// operations.
struct Annotations {
  std::vector<Finding> losses = {};     ///< as rules::losses
  std::vector<Finding> undecided = {};  ///< of Concern::conversion
  /// The operations on columns that are generated before and after. Their rows need no `fill`.
  std::set<std::size_t> computed = {};
  std::map<std::size_t, std::string> notes = {};  ///< comments, by the number of the operation
};

/// One statement for each operation, such as `op.add_column("users", …);`, with comments in front
/// of it where an operation destroys data.
///
/// A decision that only a person can make is a static_assert that does not compile. In an upgrade
/// that is the value of a new column in rows that exist; a downgrade has a comment instead. In both
/// it is the conversion of a value to another type, without which a database may reject the change
/// even if the table is empty.
std::vector<Cpp> statements_of(const std::vector<operations::Operation>& operations, Step step,
                               const Annotations& annotations = {});

/// Whether the new column needs a `fill` for rows that exist.
bool needs_fill(const operations::AddColumn& operation);

}  // namespace limbeck::compiler
