// The standard library as far as a scan of models knows it. Its real headers take a hundred times
// as long to read as a model.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace limbeck::test {

/// The text of a header with these declarations in the place of its standard headers.
inline std::string with_standard_library(std::string_view header) {
  constexpr std::string_view declarations = R"(namespace std {
using int8_t = signed char;
using int16_t = short;
using int32_t = int;
using int64_t = long;
enum class byte : unsigned char {};
template <class Char> struct basic_string { Char* text; };
using string = basic_string<char>;
template <class T> struct optional { T value; };
template <class T> struct vector { T* items; };
template <class T, unsigned long size> struct array { T items[size]; };
template <long long over, long long under = 1> struct ratio {};
namespace chrono {
template <class Number, class Period> struct duration { Number count; };
using microseconds = duration<long, ratio<1, 1000000>>;
template <class Clock, class Duration> struct time_point { Duration since; };
struct system_clock {};
struct local_t {};
template <class Duration> using sys_time = time_point<system_clock, Duration>;
template <class Duration> using local_time = time_point<local_t, Duration>;
struct year_month_day { int days; };
template <class Duration> struct hh_mm_ss { Duration since; };
}  // namespace chrono
}  // namespace std
)";
  std::string text(declarations);
  while (!header.empty()) {
    const std::size_t end = std::min(header.find('\n'), header.size() - 1) + 1;
    const std::string_view line = header.substr(0, end);
    if (!line.starts_with("#include <") && !line.starts_with("#pragma")) text += line;
    header.remove_prefix(end);
  }
  return text;
}

}  // namespace limbeck::test
