// Reads the SQL texts of a schema (checks, predicates, generated columns, defaults) for apply.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace limbeck::operations {

/// The text of a default that is one string literal, with or without a cast: `'new'`,
/// `'new'::order_status`.
std::optional<std::string> literal_of(std::string_view sql);
/// The default with `text` in its literal.
std::string with_literal(std::string_view sql, std::string_view text);

}  // namespace limbeck::operations
