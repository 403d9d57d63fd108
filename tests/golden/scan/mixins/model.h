// Bases without `table` give their fields first, and their constraints to every table made from them.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

struct Entity {
  [[limbeck::primary_key]] std::int64_t id;
};

struct [[limbeck::index(created_at), limbeck::check("updated_at >= created_at")]] Timestamps {
  [[limbeck::default_sql("now()")]] std::chrono::sys_seconds created_at;
  [[limbeck::default_sql("now()")]] std::chrono::sys_seconds updated_at;
};

template <typename Self>
struct Versioned {
  [[limbeck::comment("counts every change")]] std::int32_t version = 1;
};

struct [[limbeck::table("users")]] User : Entity, Timestamps, Versioned<User> {
  std::string name;
};

struct Owned : Entity {
  [[limbeck::references(User::id)]] std::int64_t owner_id;
};

struct [[limbeck::table("documents")]] Document : Owned, Timestamps {
  std::string title;
};
