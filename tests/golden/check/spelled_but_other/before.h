#include <cstdint>
#include <string>

struct [[limbeck::table("pages"), limbeck::index(size), limbeck::index(desc(title)),
         limbeck::index(title, size, name = "ix_both")]] Page {
  [[limbeck::primary_key]] std::int64_t id;
  std::string title;
  std::int32_t size;
  [[limbeck::type("numeric(10)")]] std::string price;
};
