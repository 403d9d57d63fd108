#include <cstdint>
#include <string>

struct [[limbeck::table("pages"), limbeck::index(nulls_first(size)),
         limbeck::index(nulls_last(desc(title))),
         limbeck::index(collate(title, "C"), size, name = "ix_both")]] Page {
  [[limbeck::primary_key]] std::int64_t id;
  [[limbeck::collate("C")]] std::string title;
  std::int32_t size;
  [[limbeck::type("numeric(10, 2)")]] std::string price;
};
