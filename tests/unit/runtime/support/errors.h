#pragma once

#include <gtest/gtest.h>

#include <functional>

#include "limbeck/error.h"

namespace limbeck::test {

/// The limbeck::Error that `action` throws; the test fails if there is none.
inline Error error_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "nothing was thrown";
  return {Error::Code::usage, "nothing was thrown"};
}

/// Whether an error's message has this in it.
inline testing::AssertionResult says(const Error& error, std::string_view part) {
  if (std::string_view(error.what()).find(part) != std::string_view::npos)
    return testing::AssertionSuccess();
  return testing::AssertionFailure() << "'" << part << "' is not in: " << error.what();
}

}  // namespace limbeck::test
