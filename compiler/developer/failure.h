#pragma once

#include <stdexcept>
#include <string>

namespace limbeck::developer {

inline constexpr int exit_failed = 1;
inline constexpr int exit_usage = 2;

/// The command cannot go on. The message says why and what to do next.
class Failure : public std::runtime_error {
 public:
  explicit Failure(const std::string& message, int exit_code = exit_failed)
      : std::runtime_error(message), exit_code_(exit_code) {}
  int exit_code() const noexcept { return exit_code_; }

 private:
  int exit_code_;
};

}  // namespace limbeck::developer
