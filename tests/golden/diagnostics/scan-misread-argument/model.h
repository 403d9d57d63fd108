#pragma once

#include <string>

struct [[limbeck::table("users"), limbeck::index(a + b), limbeck::index(a, ), limbeck::index(a b),
         limbeck::index(desc(a) b), limbeck::unique(a::), limbeck::check(L"wide")]] User {
  [[limbeck::length(99999999999999999999)]] std::string a;
  [[limbeck::length(1.5)]] std::string b;
  [[limbeck::length(-)]] std::string c;
  [[limbeck::check("x"_sql)]] std::string d;
};
