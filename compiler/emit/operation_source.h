// Operations as the statements of a revision.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/emit/cpp_writer.h"
#include "migrations/operations/operation.h"
#include "migrations/operations/risk.h"
#include "migrations/sql/conversions.h"

namespace limbeck::compiler {

enum class Step : unsigned char { upgrade, downgrade };

/// What is known of a list of operations beyond themselves, each in their order.
struct Remarks {
  std::vector<operations::Loss> losses = {};
  std::vector<sql::Undecided> undecided = {};
  /// The operations on columns that the database computes and goes on computing: those have nothing
  /// to fill.
  std::set<std::size_t> computed = {};
  std::map<std::size_t, std::string> notes = {};  ///< stand before the operations of their numbers
};

/// `op.add_column("users", …);`, a statement (and now and then a remark before it) an operation.
/// What only a person can decide (the value that rows already there get in a new column) is an
/// assertion in an upgrade, which does not compile until somebody has, and a remark in a downgrade.
/// How a value becomes one of another type is an assertion in both: without it, a database may
/// refuse the change even where there are no rows. What an operation destroys is a remark before
/// it.
std::vector<Cpp> statements_of(const std::vector<operations::Operation>& operations, Step step,
                               const Remarks& remarks = {});

/// Whether rows that are already there would be left without a value.
bool needs_fill(const operations::AddColumn& operation);

}  // namespace limbeck::compiler
