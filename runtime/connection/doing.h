// Errors of limbeck's own statements say in which database, for which purpose, and what to do next.
#pragma once

#include <string>
#include <utility>

#include "runtime/connection/driver.h"

namespace limbeck::connection {

/// The error's message with the server's own sentence first, its code, detail and hint, and then
/// what limbeck was doing (`reading the version table`), in which database, as whom, and what to do
/// next.
std::string failure_message(const Driver& driver, std::string_view purpose, const Error& error);

/// Throws the error being handled again. An error of the database gets the `failure_message`, once:
/// one that has a place, or belongs to a revision, stays as it is.
[[noreturn]] void rethrow_with_purpose(Driver& driver, std::string_view purpose);

/// Runs `work`, whose statements are limbeck's own; `purpose` is for the message of their errors.
template <class Work>
auto doing(Driver& driver, std::string_view purpose, Work&& work) -> decltype(work()) {
  try {
    return work();
  } catch (const Error&) {
    rethrow_with_purpose(driver, purpose);
  }
}

}  // namespace limbeck::connection
