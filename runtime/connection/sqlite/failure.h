#pragma once

#include <string_view>

#include "limbeck/error.h"

struct sqlite3;

namespace limbeck::connection {

/// The error that `database` reports now, while running `sql`: locked where another connection is
/// in the way, else a statement's. Its statement() is `sql` without the space around it.
Error failure(sqlite3* database, std::string_view sql);

/// `text` without white space and semicolons at its ends.
std::string_view trimmed(std::string_view text);

/// `SQLITE_CONSTRAINT_UNIQUE` of an extended result code; `SQLITE_ERROR` of one that this list is
/// too old for whose primary code it does not know either.
std::string_view result_code_name(int extended_code);

}  // namespace limbeck::connection
