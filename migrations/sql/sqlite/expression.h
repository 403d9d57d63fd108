// Expressions in one spelling, so that two texts that mean the same are equal.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace limbeck::sql::sqlite {

/// The table an expression stands in: what its names can mean.
struct Scope {
  std::string_view table = {};
  std::vector<std::string> columns = {};
};

/// One spelling for an expression of a check, default, generated column or index: no comments, one
/// way to set spaces, no parentheses round the whole, columns as they were declared and quoted only
/// where they must be, no `t.` before a column of `t`. "x" that is no column is the string that
/// SQLite takes it for. `now()` becomes CURRENT_TIMESTAMP. Idempotent; an expression with a
/// subquery only loses its comments.
std::string canonical(std::string_view expression, const Scope& scope);

/// Whether a canonical default needs no parentheses round it: a literal, a signed number,
/// CURRENT_TIMESTAMP.
bool is_literal(std::string_view expression);
/// Whether a literal is always the same value, and which: ADD COLUMN takes only such a default.
bool is_constant(std::string_view expression);

/// A name as SQL writes it: bare where it can be.
std::string spelled(std::string_view name);

/// Whether `expression` holds a SELECT.
bool has_subquery(std::string_view expression);

}  // namespace limbeck::sql::sqlite
