#include <cstdint>

struct [[limbeck::table("users")]] User {
  [[limbeck::primary_key]] std::int64_t id;
};
