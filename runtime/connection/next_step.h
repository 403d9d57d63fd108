// What to do about what a database says, by its code: each driver has one table (error_table.h in
// its folder), which docs/errors.md is made from.
#pragma once

#include <span>
#include <string_view>

#include "limbeck/error.h"

namespace limbeck::connection {

/// One row. Constant data.
struct NextStep {
  /// SQLSTATE, its class, or SQLite's result code; also of the codes that begin with it.
  std::string_view code;
  /// What the message has in it too; empty for any.
  std::string_view words;
  std::string_view text;
  bool retry;  ///< it may go better the next time, without anybody doing anything
};

/// The first row for a code and a message. With an empty code: the first one whose words the
/// message has, for what a client library reports without a code. Null where none is.
const NextStep* find_next_step(std::span<const NextStep> table, std::string_view code,
                               std::string_view message);

/// Gives an error what its row says; does nothing where there is none.
void set_next_step(Error& error, const NextStep* row);

}  // namespace limbeck::connection
