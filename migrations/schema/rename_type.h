// What texts become when a type that they name gets another name, as PostgreSQL follows it.
#pragma once

#include <string>
#include <string_view>

#include "migrations/schema/name.h"

namespace limbeck::schema {

/// An expression or a query: behind `::`, behind AS in a CAST, before a literal. Whether bare or
/// with its schema it names the type as it did. Literals stay as they are.
std::string rename_type_in(std::string_view sql, const Name& type, std::string_view new_name);

/// What stands before the body of a function: its arguments, what it gives back.
std::string rename_type_in_signature(std::string_view sql, const Name& type,
                                     std::string_view new_name);

}  // namespace limbeck::schema
