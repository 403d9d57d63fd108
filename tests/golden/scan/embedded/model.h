// A plain struct's fields become columns with the field's name before them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

struct Money {
  std::int64_t amount = 0;
  [[limbeck::length(3)]] std::string currency = "EUR";
};

struct Country {
  std::int64_t id;
  std::string name;
};

struct Address {
  std::string street;
  [[limbeck::index]] std::string city;
  [[limbeck::column("zip"), limbeck::renamed_from("post_code")]] std::string postal_code;
  Country country;
};

struct [[limbeck::table("customers"),
         limbeck::index(home.city, work.country.name),
         limbeck::unique(home.postal_code)]] Customer {
  [[limbeck::primary_key]] std::int64_t id;
  Address home;
  [[limbeck::renamed_from("office")]] std::optional<Address> work;
  [[limbeck::column("debt")]] Money owed;
};
