// Instants, readings of a clock on a wall, dates and spans.
#pragma once

#include <chrono>

struct [[limbeck::table("moments")]] Moments {
  std::chrono::sys_time<std::chrono::microseconds> an_instant;
  std::chrono::system_clock::time_point an_instant_of_the_clock;
  std::chrono::sys_seconds whole_seconds;
  [[limbeck::precision(3)]] std::chrono::sys_time<std::chrono::milliseconds> to_the_millisecond;
  std::chrono::local_time<std::chrono::seconds> on_the_wall;
  [[limbeck::precision(0)]] std::chrono::local_seconds whole_on_the_wall;
  std::chrono::year_month_day a_date;
  std::chrono::sys_days a_day;
  std::chrono::local_days a_local_day;
  std::chrono::seconds a_span;
  std::chrono::duration<double> a_fine_span;
  std::chrono::hh_mm_ss<std::chrono::seconds> a_time_of_day;
};
