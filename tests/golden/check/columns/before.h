#include <cstdint>
#include <optional>
#include <string>

struct [[limbeck::table("users")]] User {
  [[limbeck::primary_key]] std::int64_t id;
  std::string email;
  std::string nick;
  std::optional<std::string> phone;
  std::optional<std::int32_t> age;
  std::int32_t score = 0;
  std::string obsolete;
  std::int32_t visits;
};
