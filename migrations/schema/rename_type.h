// Renames a type in SQL texts, as PostgreSQL does when the type is renamed.
#pragma once

#include <string>
#include <string_view>

#include "migrations/schema/name.h"

namespace limbeck::schema {

/// Renames the type in an expression or a query: after `::`, after AS in a CAST, and in front of a
/// literal. A name keeps its schema or stays without one. Literals do not change.
std::string rename_type_in(std::string_view sql, const Name& type, std::string_view new_name);

/// Renames the type in front of the body of a function: in its arguments and its result.
std::string rename_type_in_signature(std::string_view sql, const Name& type,
                                     std::string_view new_name);

}  // namespace limbeck::schema
