#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

struct [[limbeck::table("things")]] Thing {
  [[limbeck::nullable]] int may_be_null;
  [[limbeck::not_null]] std::optional<int> never_null;
  std::optional<int> optional;
  int plain;
  [[limbeck::transient]] std::map<int, std::unique_ptr<int>> cache;
  static inline int counter = 0;
  [[limbeck::transient]] std::string scratch = "x";
};
