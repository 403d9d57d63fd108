// What is no constant, what says nothing, and what the attributes say instead.
#pragma once

#include <chrono>
#include <limits>
#include <optional>
#include <string>
#include <vector>

inline std::string make_token() { return "token"; }
inline int next_number() {
  static int number = 0;
  return ++number;
}

struct [[limbeck::table("no_defaults")]] NoDefaults {
  int nothing;
  int braces{};
  int equals_braces = {};
  std::string text{};
  std::optional<int> maybe = std::nullopt;
  std::optional<std::string> maybe_text{};
  std::string token = make_token();
  int number = next_number();
  std::vector<int> list = {1, 2};
  std::chrono::seconds timeout{30};
  double infinite = std::numeric_limits<double>::infinity();
  [[limbeck::no_default]] int told = 5;
  [[limbeck::default_sql("7")]] int overruled = 5;
  [[limbeck::default_sql("gen_random_uuid()")]] std::string computed;
};
