#pragma once

#include <string>

enum class [[limbeck::table("kinds"), limbeck::nullable]] Kind { one [[limbeck::comment("first")]] };

namespace [[limbeck::table("spaces")]] space {}

template <typename T>
struct [[limbeck::table("templates")]] Template {
  T value;
};

union [[limbeck::table("unions")]] Either {
  int a;
  float b;
};

struct [[limbeck::index(city)]] Address {
  std::string city;
};

struct [[limbeck::unique(name)]] Forgotten {
  std::string name;
};

struct [[limbeck::table("users"), limbeck::length(10)]] User {
  [[limbeck::table("fields")]] int id;
  [[limbeck::enum_type("kind")]] Kind kind;
  [[limbeck::unique, limbeck::column("home")]] Address address;
  [[limbeck::unique]] static int counter;
  [[limbeck::index]] void method([[limbeck::unique]] int parameter);
};

[[limbeck::unique]];
using Name [[limbeck::unique]] = std::string;

struct [[limbeck::table("never_defined")]] Never;
