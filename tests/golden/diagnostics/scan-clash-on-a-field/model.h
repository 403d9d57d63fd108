#pragma once

#include <optional>
#include <string>

struct [[limbeck::table("users")]] User {
  [[limbeck::nullable, limbeck::not_null]] int both;
  [[limbeck::default_sql("1"), limbeck::no_default]] int maybe;
  [[limbeck::default_sql("1"), limbeck::generated("2")]] int computed;
  [[limbeck::generated("both + 1", stored, virtual)]] int kept;
  [[limbeck::identity(always), limbeck::default_sql("1")]] int numbered;
  [[limbeck::identity(always, never)]] int sometimes;
  [[limbeck::identity]] std::optional<int> numbered_or_null;
  [[limbeck::transient, limbeck::unique]] int nowhere;
  [[limbeck::unique, limbeck::unique]] int twice;
  [[limbeck::primary_key]] std::optional<int> key;
};
