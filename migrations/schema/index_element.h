// What an index takes as one element, written as SQL.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "migrations/schema/index.h"

namespace limbeck::schema {

/// An element, or what is wrong with its text: then it is not to be used.
struct ReadElement {
  IndexElement element = {};
  std::string problem = {};
};

/// Reads `lower(a) COLLATE "C" text_ops DESC NULLS LAST` part by part (PostgreSQL 15, CREATE INDEX;
/// an expression of operators needs no brackets here). A bare name is a column: that of `columns`
/// which the database would find, else the name as databases fold it.
ReadElement read_index_element(std::string_view sql, const std::vector<std::string>& columns = {});

/// What an index's expression says beside the expression itself, as in `lower(a) DESC`: a phrase
/// for a message with how revisions and models write it. Empty where it is an expression alone.
std::string beyond_expression(std::string_view sql);

}  // namespace limbeck::schema
