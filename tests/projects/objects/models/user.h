#include <cstdint>
#include <optional>
#include <string>

struct [[limbeck::table("users")]] User {
  [[limbeck::primary_key]] std::int64_t id;
  std::string email;
  std::optional<int> age;
};

struct [[limbeck::table("log")]] Line {
  [[limbeck::primary_key]] std::int64_t id;
  std::string text;
};
