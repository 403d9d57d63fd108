// The names of tables and columns where a model gives none; those of constraints and indexes are
// the naming convention's.
#pragma once

#include <string>
#include <string_view>

namespace limbeck::compiler {

/// `OrderLine` → `order_line`, `HTTPRequest` → `http_request`, `Utf8Text` → `utf8_text`.
std::string snake_case(std::string_view name);

/// The column of a member of an embedded struct: `address` and `city` give `address_city`.
std::string embedded_name(std::string_view prefix, std::string_view column);

}  // namespace limbeck::compiler
