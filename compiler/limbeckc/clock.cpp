#include "compiler/limbeckc/clock.h"

#include <array>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string_view>

namespace limbeck::compiler {

std::string utc_now() {
  std::time_t time = std::time(nullptr);
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH")) {
    const std::string_view digits(epoch);
    std::int64_t seconds = 0;
    if (std::from_chars(digits.data(), digits.data() + digits.size(), seconds).ec == std::errc{})
      time = seconds;
  }
  std::tm utc{};
  gmtime_r(&time, &utc);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text.data();
}

namespace {

// As Alembic: tries the name as it is, and then in upper case (`utc`, `est`).
std::optional<std::string> zone_name(std::string name) {
  namespace fs = std::filesystem;
  const char* directory = std::getenv("TZDIR");
  const fs::path zones = directory == nullptr ? "/usr/share/zoneinfo" : directory;
  std::error_code ignored;
  if (name.starts_with('/') || name.find("..") != std::string::npos) return std::nullopt;
  if (fs::is_regular_file(zones / name, ignored)) return name;
  for (char& c : name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  if (fs::is_regular_file(zones / name, ignored)) return name;
  return std::nullopt;
}

}  // namespace

std::optional<Timestamp> in_timezone(const std::string& utc, const std::string& timezone) {
  std::tm broken{};
  if (::strptime(utc.c_str(), "%Y-%m-%dT%H:%M:%SZ", &broken) == nullptr) return std::nullopt;
  const std::time_t time = ::timegm(&broken);
  if (timezone.empty() || timezone == "UTC") {
    gmtime_r(&time, &broken);
  } else {
    if (timezone != "local") {
      const auto name = zone_name(timezone);
      if (!name) return std::nullopt;
      ::setenv("TZ", (":" + *name).c_str(), 1);
      ::tzset();
    }
    localtime_r(&time, &broken);
  }
  return Timestamp{broken.tm_year + 1900,
                   broken.tm_mon + 1,
                   broken.tm_mday,
                   broken.tm_hour,
                   broken.tm_min,
                   broken.tm_sec,
                   time};
}

}  // namespace limbeck::compiler
