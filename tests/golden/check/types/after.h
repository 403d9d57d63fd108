#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

struct [[limbeck::table("readings")]] Reading {
  [[limbeck::primary_key]] std::int64_t id;
  std::int32_t amount;
  std::int64_t wider;
  [[limbeck::length(10)]] std::string title;
  std::int32_t count;
  std::int16_t done = 0;
  std::chrono::local_time<std::chrono::microseconds> seen_at;
  std::string price;
  [[limbeck::generated("amount * 2", stored)]] std::int32_t total;
};
