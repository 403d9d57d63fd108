#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

struct [[limbeck::table("readings")]] Reading {
  [[limbeck::primary_key]] std::int64_t id;
  std::int64_t amount;
  std::int32_t wider;
  [[limbeck::length(50)]] std::string title;
  std::string count;
  bool done = false;
  std::chrono::sys_time<std::chrono::microseconds> seen_at;
  [[limbeck::type("numeric(10, 2)")]] std::string price;
  std::int32_t total;
};
