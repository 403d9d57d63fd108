#include <cstdint>
#include <string>

struct [[limbeck::table("posts")]] Post {
  [[limbeck::primary_key]] std::int64_t id;
  std::string body;
};
