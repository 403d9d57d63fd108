#pragma once

#include <cstdint>
#include <optional>
#include <string>

struct [[limbeck::table("keys"), limbeck::unique(a, b, unnamed), limbeck::unique(b, a, unnamed),
         limbeck::check("a > b", unnamed)]] Key {
  [[limbeck::primary_key(unnamed), limbeck::nullable]] std::optional<std::string> id;
  std::int64_t a;
  [[limbeck::type("bigint", sqlite = "")]] std::int64_t b;
};

struct [[limbeck::table("uses"),
         limbeck::foreign_key((a, b), references(Key::a, Key::b), unnamed)]] Use {
  [[limbeck::primary_key(unnamed)]] std::int64_t id;
  [[limbeck::references(Key::id, unnamed)]] std::string key;
  std::int64_t a;
  std::int64_t b;
};
