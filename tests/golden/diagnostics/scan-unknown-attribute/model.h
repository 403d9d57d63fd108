#pragma once

#include <string>

#define KEY [[limbeck::primry_key]]

struct [[limbeck::tabel("users"), limbeck::table("people")]] User {
  KEY int id;
  [[using limbeck: length(3), uniqe]] std::string email;
  [[limbeck::nothing_of_ours("x", 1.5)]] std::string name;
};

[[limbeck::chek("x")]] int a_function();
