#include "runtime/deployer/duration.h"

#include <charconv>
#include <cmath>

#include "migrations/text/concat.h"

namespace limbeck::deployer {
namespace {

/// With a point, whatever locale the application has set.
std::string with_digits(double number, int digits) {
  char text[64];
  return {text,
          std::to_chars(text, text + sizeof text, number, std::chars_format::fixed, digits).ptr};
}

}  // namespace

std::string readable(std::chrono::nanoseconds duration) {
  double milliseconds = static_cast<double>(duration.count()) / 1e6;
  if (milliseconds < 9.95) return with_digits(milliseconds, 1) + " ms";
  if (milliseconds < 999.5) return with_digits(milliseconds, 0) + " ms";
  if (milliseconds < 59'950) return with_digits(milliseconds / 1000, 1) + " s";
  const long long seconds = std::llround(milliseconds / 1000);
  return concat({std::to_string(seconds / 60), " min ", std::to_string(seconds % 60), " s"});
}

}  // namespace limbeck::deployer
