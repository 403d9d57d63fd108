// Parses one element of an index in SQL.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/index.h"

namespace limbeck::schema {

/// An element, or what is wrong with its text. It must not be used then.
struct ReadElement {
  IndexElement element = {};
  std::string problem = {};
};

/// Parses `lower(a) COLLATE "C" text_ops DESC NULLS LAST` (PostgreSQL 15, CREATE INDEX). In
/// contrast to PostgreSQL, an expression with operators needs no parentheses. A plain name is a
/// column: the one of `columns` that the database would find, or else the name as databases fold
/// it.
ReadElement read_index_element(std::string_view sql, const std::vector<std::string>& columns = {});

/// If the expression of an index has more than an expression, such as `lower(a) DESC`: the end of a
/// message, which says how revisions and models write that. Otherwise empty.
std::string beyond_expression(std::string_view sql);

}  // namespace limbeck::schema
