#include <cstdint>
#include <string>

struct [[limbeck::table("users"), limbeck::renamed_from("people")]] User {
  [[limbeck::primary_key]] std::int64_t id;
  std::int64_t rank = 0;
};

struct [[limbeck::table("tags")]] Tag {
  [[limbeck::primary_key]] std::int64_t id;
  std::string name;
};
