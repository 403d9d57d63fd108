#pragma once

#include <string>

struct [[limbeck::table("products"),
         limbeck::unique(code, shop),
         limbeck::unique(code, name = "one_code", nulls_not_distinct, deferrable),
         limbeck::check("price > 0 AND price >= discount"),
         limbeck::check("shop <> ''", name = "shop_is_named", no_inherit),
         limbeck::check("1 = 1", not_valid)]] Product {
  [[limbeck::primary_key]] int id;
  [[limbeck::unique(initially_deferred)]] std::string code;
  std::string shop;
  [[limbeck::check("price < 1000000"), limbeck::check("price <> 13", name = "no_bad_luck")]] int price;
  int discount = 0;
};
