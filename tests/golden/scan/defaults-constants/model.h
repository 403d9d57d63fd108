// Constant member initialisers are column defaults, whatever they are written with.
#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

inline constexpr int base = 40;
inline constexpr const char* default_name = "nobody";
inline constexpr std::string_view default_view = "a view of this";
constexpr int twice(int n) { return 2 * n; }
#define A_LIMIT 500

struct [[limbeck::table("defaults")]] Defaults {
  bool yes = true;
  bool no{false};
  int number = 42;
  int negative = -7;
  int braced{5};
  int computed = base + 2;
  int called = twice(21);
  int macro = A_LIMIT;
  std::int64_t largest = std::numeric_limits<std::int64_t>::max();
  std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
  std::uint32_t unsigned_number = 4'000'000'000;
  char letter = 'x';
  char quote = '\'';
  float third = 0.1F;
  double tenth = 0.1;
  double large = 1e300;
  double negative_real = -2.5;
  double whole = 3;
  std::string empty = "";
  std::string text = "it's \"quoted\"";
  std::string braced_text{"braced"};
  std::string adjacent = "one " "two";
  std::string raw = R"(a\b)";
  std::string from_pointer = default_name;
  std::string from_view{default_view};
  std::optional<int> maybe = 3;
  std::optional<std::string> maybe_text = "some";
  std::optional<bool> maybe_flag{true};
  [[limbeck::type("jsonb")]] std::string document = "{}";
  std::chrono::year_month_day date{std::chrono::year{2024}, std::chrono::February,
                                   std::chrono::day{29}};
  std::chrono::sys_days day = std::chrono::sys_days{
      std::chrono::year_month_day{std::chrono::year{1969}, std::chrono::July, std::chrono::day{20}}};
  std::chrono::sys_seconds instant{std::chrono::seconds{1'700'000'000}};
  std::chrono::sys_time<std::chrono::milliseconds> before_the_epoch{std::chrono::milliseconds{-1}};
  std::chrono::local_seconds wall{std::chrono::seconds{0}};
};
