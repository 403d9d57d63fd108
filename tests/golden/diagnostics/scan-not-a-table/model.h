#pragma once

#include <string>

struct Entity {
  [[limbeck::primary_key]] int id;
};

struct [[limbeck::table("users")]] User : Entity {
  std::string name;
  [[limbeck::unique]] std::string email;
};

struct [[limbeck::table("keyless")]] Keyless {
  int id;
};

struct [[limbeck::table("posts"), limbeck::foreign_key((a, b), references(User::id, Keyless::id))]] Post {
  int a;
  int b;
  [[limbeck::references(Entity::id)]] int to_a_mixin;
  [[limbeck::references(User::id)]] int to_a_table;
  [[limbeck::references(User::name)]] std::string to_no_key;
  [[limbeck::references(User::email)]] std::string to_a_unique;
  [[limbeck::references(Keyless)]] int to_nothing;
  [[limbeck::references(std::string)]] int to_a_library;
};
