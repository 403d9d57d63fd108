#pragma once

#include <string_view>

namespace limbeck::connection {

/// `SQLITE_CONSTRAINT_UNIQUE` of an extended result code; `SQLITE_ERROR` of one that this list is
/// too old for whose primary code it does not know either.
std::string_view result_code_name(int extended_code);

}  // namespace limbeck::connection
