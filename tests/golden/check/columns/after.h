#include <cstdint>
#include <optional>
#include <string>

struct [[limbeck::table("users")]] User {
  [[limbeck::primary_key]] std::int64_t id;
  [[limbeck::length(320)]] std::string email;
  [[limbeck::renamed_from("nick")]] std::string handle;
  std::optional<std::string> telephone;
  std::int32_t age;
  std::int64_t score = 10;
  std::int32_t visits;
  bool is_active;
  [[limbeck::fill("'eu'")]] std::string region;
};
