#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "user.h"

struct [[limbeck::table("posts"), limbeck::index(author_id, created_at)]] Post {
  [[limbeck::primary_key]] std::int64_t id;
  [[limbeck::references(User::id, on_delete = cascade)]] std::int64_t author_id;
  std::string body;
  std::chrono::sys_time<std::chrono::microseconds> created_at;
};
