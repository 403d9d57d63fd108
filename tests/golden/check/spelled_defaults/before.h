#include <chrono>
#include <cstdint>
#include <string>

struct [[limbeck::table("pages"), limbeck::index(size), limbeck::index(desc(title)),
         limbeck::index(title, size, name = "ix_both")]] Page {
  [[limbeck::primary_key]] std::int64_t id;
  std::string title;
  std::int32_t size;
  [[limbeck::type("numeric(10)")]] std::string price;
  [[limbeck::type("char")]] std::string mark;
  [[limbeck::type("double precision")]] double weight;
  std::chrono::sys_time<std::chrono::microseconds> at;
  [[limbeck::references(Page::id)]] std::int64_t parent;
};
