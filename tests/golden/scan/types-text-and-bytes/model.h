#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

struct [[limbeck::table("contents")]] Contents {
  std::string a_text;
  [[limbeck::length(80)]] std::string a_varchar;
  char a_char;
  [[limbeck::type("char(2)")]] std::string a_country;
  std::vector<std::byte> some_bytes;
  [[limbeck::length(64)]] std::vector<std::byte> a_digest;
  std::array<std::byte, 16> a_uuid;
  std::array<std::byte, 32> a_hash;
};
