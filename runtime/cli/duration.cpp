#include "runtime/cli/duration.h"

#include <fmt/format.h>

namespace limbeck::cli {

std::string readable(std::chrono::nanoseconds duration) {
  double milliseconds = static_cast<double>(duration.count()) / 1e6;
  if (milliseconds < 9.95) return fmt::format("{:.1f} ms", milliseconds);
  if (milliseconds < 999.5) return fmt::format("{:.0f} ms", milliseconds);
  if (milliseconds < 59'950) return fmt::format("{:.1f} s", milliseconds / 1000);
  auto seconds = static_cast<long long>(milliseconds / 1000 + 0.5);
  return fmt::format("{} min {} s", seconds / 60, seconds % 60);
}

}  // namespace limbeck::cli
