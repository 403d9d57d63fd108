#include <cstdint>
#include <string>

struct [[limbeck::table("users")]] User {
  [[limbeck::primary_key]] std::int64_t id;
  [[limbeck::unique]] std::string email;
};
