// The SQL texts in a schema (checks, predicates, generated columns, defaults), as far as apply
// reads them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace limbeck::operations {

/// The text of a default that is one string literal, cast or not: `'new'`, `'new'::order_status`.
std::optional<std::string> literal_of(std::string_view sql);
/// The default with another text in its literal.
std::string with_literal(std::string_view sql, std::string_view text);

}  // namespace limbeck::operations
