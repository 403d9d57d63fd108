// Types that a project does not own are mapped in one place.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace money {
class Decimal {
 public:
  Decimal() = default;
  long units() const { return units_; }

 private:
  long units_ = 0;
};
template <typename T, int Digits>
class Fixed {
  T value_{};

 public:
  T value() const { return value_; }
};
}  // namespace money

namespace json {
template <template <typename...> class List>
class basic {
  List<std::string> parts_;

 public:
  std::size_t size() const { return parts_.size(); }
};
using value = basic<std::vector>;
}  // namespace json

using Big = unsigned long long;

struct [[limbeck::table("accounts")]] Account {
  money::Decimal balance;
  std::optional<money::Decimal> limit;
  json::value settings;
  money::Fixed<long, 2> two;
  money::Fixed<long, 4> four;
  Big total;
};
