// The models of the first page: what a new user writes.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

struct [[limbeck::table("users")]] User {
  [[limbeck::primary_key]] std::int64_t id;
  [[limbeck::unique, limbeck::length(320)]] std::string email;
  std::optional<std::string> display_name;
  bool is_active = true;
  [[limbeck::default_sql("now()")]] std::chrono::sys_time<std::chrono::microseconds> created_at;
};

struct [[limbeck::table("posts"), limbeck::index(author_id, created_at)]] Post {
  [[limbeck::primary_key]] std::int64_t id;
  [[limbeck::references(User::id, on_delete = cascade)]] std::int64_t author_id;
  std::string body;
  std::chrono::sys_time<std::chrono::microseconds> created_at;
};
