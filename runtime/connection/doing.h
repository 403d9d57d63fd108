// What limbeck itself does with a database: errors of it say where, what for, and what to do next.
#pragma once

#include <string>
#include <utility>

#include "runtime/connection/driver.h"

namespace limbeck::connection {

/// The error's message with the server's own sentence first, its code, detail and hint, and then
/// what limbeck was doing (`reading the version table`), in which database, as whom, and what to do
/// next.
std::string told(const Driver& driver, std::string_view purpose, const Error& error);

/// Throws the error being handled again; what a database said against limbeck's own statements as
/// `told`, once: an error that has a place, or is of a revision's, stays as it is.
[[noreturn]] void throw_told(Driver& driver, std::string_view purpose);

/// Runs `work`, which is limbeck's own.
template <class Work>
auto doing(Driver& driver, std::string_view purpose, Work&& work) -> decltype(work()) {
  try {
    return work();
  } catch (const Error&) {
    throw_told(driver, purpose);
  }
}

}  // namespace limbeck::connection
