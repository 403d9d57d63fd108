#pragma once

#include <string>

struct Entity {
  int id;
};

struct Address {
  std::string city;
};

struct [[limbeck::table("users"), limbeck::index(name)]] User : Entity {
  std::string name;
  [[limbeck::column("name")]] std::string other_name;
  Address home;
  std::string home_city;
  [[limbeck::column("id")]] int number;
};
