// A single integer key that references nothing is numbered by the database.
#pragma once

#include <cstdint>
#include <string>

struct [[limbeck::table("plain")]] Plain {
  [[limbeck::primary_key]] std::int64_t id = 0;
};

struct [[limbeck::table("small")]] Small {
  [[limbeck::primary_key(name = "small_key")]] std::int16_t id;
};

struct [[limbeck::table("own")]] OwnNumbers {
  [[limbeck::primary_key, limbeck::identity(never)]] std::int64_t id;
};

struct [[limbeck::table("always")]] Always {
  [[limbeck::primary_key, limbeck::identity(always, start = 1000, increment = -5)]] std::int64_t id;
};

struct [[limbeck::table("serial")]] Serial {
  [[limbeck::primary_key, limbeck::identity(serial)]] int id;
};

struct [[limbeck::table("in_a_circle")]] InACircle {
  [[limbeck::primary_key, limbeck::identity(start = 10, min = -9223372036854775807 , max = 99, cache = 20, cycle)]] int id;
};

struct [[limbeck::table("profile")]] Profile {
  [[limbeck::primary_key, limbeck::references(Plain::id)]] std::int64_t plain_id;
};

struct [[limbeck::table("profile_by_constraint"),
         limbeck::foreign_key(plain_id, references(Plain::id))]] ProfileByConstraint {
  [[limbeck::primary_key]] std::int64_t plain_id;
};

struct [[limbeck::table("by_text")]] ByText {
  [[limbeck::primary_key]] std::string code;
};

struct [[limbeck::table("by_default_sql")]] ByDefaultSql {
  [[limbeck::primary_key, limbeck::default_sql("nextval('s')")]] std::int64_t id;
};

struct [[limbeck::table("numbered_beside")]] NumberedBeside {
  [[limbeck::primary_key]] std::string code;
  [[limbeck::identity(by_default, start = 7)]] std::int32_t position;
};

struct [[limbeck::table("keyless")]] Keyless {
  int number;
};
