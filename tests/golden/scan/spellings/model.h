// The ways that C++ has of writing the same attribute.
#pragma once

#include <string>

#define TABLE(name, ...) [[limbeck::table(name), __VA_ARGS__]]
#define KEY [[limbeck::primary_key]]
#define REQUIRED(column) limbeck::check(#column " <> ''")
#define LENGTH 0x40
#define limbeck_nothing

struct TABLE("users", REQUIRED(name)) User {
  KEY int id;
  [[using limbeck: unique, length(LENGTH)]] std::string email;
  std::string name [[limbeck::length(1'000)]] [[maybe_unused]];
  [[maybe_unused, limbeck::comment("one " "two "
                                   "three")]] [[limbeck::default_sql(R"sql('a\b "c"')sql")]] std::string text;
  [[limbeck::check(u8"text2 <> 'é\u00e9\t'")]] std::string text2;
  [[limbeck::length(10), limbeck::index()]] std::string first, second;
};

struct [[limbeck::table("forward")]] Forward;
struct [[limbeck::index(number)]] Forward {
  int number;
};
