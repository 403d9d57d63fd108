#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

enum class [[limbeck::enum_type("mood")]] Mood { sad, ok, happy };

template <typename T>
using Maybe = std::optional<T>;

struct [[limbeck::table("lists")]] Lists {
  std::optional<int> maybe_a_number;
  Maybe<std::string> maybe_a_text;
  std::vector<std::int32_t> numbers;
  std::vector<std::vector<std::string>> a_grid;
  std::optional<std::vector<double>> maybe_numbers;
  std::vector<std::optional<bool>> with_holes;
  std::optional<std::vector<std::byte>> maybe_bytes;
  std::vector<Mood> moods;
};
