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

namespace limbeck::compiler {

enum class Step : unsigned char { upgrade, downgrade };

/// `op.add_column("users", …);`, a statement (and now and then a remark before it) an operation.
/// What only a person can decide (the value that rows already there get in a new column) is an
/// assertion in an upgrade, which does not compile until somebody has, and a remark in a downgrade.
/// What an operation destroys is a remark before it. `computed` are the operations on columns that
/// the database computes and goes on computing: those have nothing to fill. `remarks` stand before
/// the operations of their numbers.
std::vector<Cpp> statements_of(const std::vector<operations::Operation>& operations, Step step,
                               const std::vector<operations::Loss>& losses = {},
                               const std::set<std::size_t>& computed = {},
                               const std::map<std::size_t, std::string>& remarks = {});

/// Whether rows that are already there would be left without a value.
bool needs_fill(const operations::AddColumn& operation);

}  // namespace limbeck::compiler
