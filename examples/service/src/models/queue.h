#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "json.h"

namespace dispatch {

struct [[limbeck::table("queues", comment = "Where jobs wait")]] Queue {
  [[limbeck::primary_key]] std::int64_t id;
  [[limbeck::unique, limbeck::length(60), limbeck::check("name <> ''")]] std::string name;
  [[limbeck::default_sql("'{}'")]] Json settings;
  [[limbeck::default_sql("now()")]] std::chrono::sys_time<std::chrono::microseconds> created_at;
};

}  // namespace dispatch
