// The default names of tables and columns. The naming convention names constraints and indexes.
#pragma once

#include <string>
#include <string_view>

namespace limbeck::compiler {

/// `OrderLine` → `order_line`, `HTTPRequest` → `http_request`, `Utf8Text` → `utf8_text`.
std::string snake_case(std::string_view name);

/// The column name of a member of an embedded struct: `address_city` for `address` and `city`.
std::string embedded_name(std::string_view prefix, std::string_view column);

}  // namespace limbeck::compiler
