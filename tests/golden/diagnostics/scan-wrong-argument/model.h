#pragma once

#include <cstdint>
#include <string>

struct [[limbeck::table("users", skema = "s", strict = "yes", 7)]] Table {
  int id;
};

struct [[limbeck::table("", schema = "a", schema = "b")]] Names {
  int id;
};

struct [[limbeck::table("more"), limbeck::primary_key(), limbeck::unique(id, deferable),
         limbeck::index(id, desc(id, name), size(name)), limbeck::index(id, where = id, with(70), name = "a"),
         limbeck::check(id > 0), limbeck::check("id > 0", "name > 0"),
         limbeck::foreign_key(id, other), limbeck::foreign_key((id, name), references(More::id)),
         limbeck::partition_by(circle(id)), limbeck::partition_by(range())]] More {
  [[limbeck::length("ten")]] std::string text;
  [[limbeck::length(0)]] std::string none;
  [[limbeck::length(10)]] int number;
  [[limbeck::precision(1, 2, 3)]] double precise;
  [[limbeck::precision(10, 2)]] std::int64_t whole;
  [[limbeck::precision]] double what;
  [[limbeck::references(More::id, on_delete = casade)]] int id;
  [[limbeck::identity(always, start = "1")]] int numbered;
  [[limbeck::identity]] std::string name;
  [[limbeck::column("")]] int unnamed;
  [[limbeck::type]] int untyped;
  [[limbeck::unique("text")]] int single;
  [[limbeck::default_sql(now())]] int when;
  [[limbeck::fill("")]] int filled;
  [[limbeck::comment("a\0b")]] int commented;
  [[limbeck::identity(always, increment = 0)]] int stuck;
  [[limbeck::identity(min = 5, max = 5)]] int nowhere;
  [[limbeck::identity(cache = 0)]] int unkept;
  [[limbeck::type("text", oracle = "CLOB")]] std::string elsewhere;
};

struct [[limbeck::table("settings"), limbeck::setting("postgresql.fillfactor"),
         limbeck::setting(70, "postgresql.fillfactor"), limbeck::setting("a.b", "1"), limbeck::setting("a.b", "2"),
         limbeck::partition_by("CIRCLE (id)")]] Settings {
  int id;
};

struct [[limbeck::table("keys"), limbeck::primary_key(a, b, deferrable), limbeck::partition_by(range(desc(a))),
         limbeck::foreign_key((a, b), references(Keys), name = "deferrable_key"),
         limbeck::foreign_key((a, b), references(Target), on_delete = cascade, on_delete_columns(a), name = "cascades"),
         limbeck::foreign_key((a, b), references(Target), on_delete = set_default, on_delete_columns(c), name = "others"),
         limbeck::foreign_key((a, b), references(Target), on_delete = set_default, on_delete_columns(), name = "none")]] Keys {
  int a;
  int b;
  int c;
};

struct [[limbeck::table("target"), limbeck::primary_key(a, b)]] Target {
  int a;
  int b;
};
