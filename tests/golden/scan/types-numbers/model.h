// Every number: an unsigned one takes the next larger signed type.
#pragma once

#include <cstdint>

struct [[limbeck::table("numbers")]] Numbers {
  bool a_bool;
  std::int8_t an_int8;
  std::int16_t an_int16;
  std::int32_t an_int32;
  std::int64_t an_int64;
  std::uint8_t a_uint8;
  std::uint16_t a_uint16;
  std::uint32_t a_uint32;
  [[limbeck::type("numeric(20)")]] std::uint64_t a_uint64;
  short a_short;
  int an_int;
  long a_long;
  long long a_long_long;
  float a_float;
  double a_double;
  [[limbeck::precision(10, 2)]] double a_price;
  [[limbeck::precision(5)]] float a_count;
  const int a_const_int = 7;
  unsigned a_bit_field : 4;
};
