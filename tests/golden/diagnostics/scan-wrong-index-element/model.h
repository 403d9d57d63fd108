#pragma once

#include <cstdint>
#include <string>

struct [[limbeck::table("pages"), limbeck::index("lower(title"), limbeck::index("title, size"),
         limbeck::index("titel DESC"), limbeck::index(desc("lower(title) DESC")),
         limbeck::index("title WHERE size > 0"), limbeck::index("title size more"),
         limbeck::index("title INCLUDE (size)"), limbeck::index("title COLLATE other.\"C\""),
         limbeck::index("DESC"), limbeck::index(opclass("title text_ops", text_pattern_ops)),
         limbeck::index("lower(title) DESC; DROP TABLE pages")]] Page {
  [[limbeck::primary_key]] std::int64_t id;
  std::string title;
  std::int32_t size;
};
