#include <cstdint>
#include <optional>
#include <string>

struct [[limbeck::table("accounts")]] Account {
  [[limbeck::primary_key]] std::int64_t id;
  std::optional<std::string> address;
  std::optional<std::int32_t> rank;
};
struct [[limbeck::table("profiles")]] Profile {
  [[limbeck::primary_key]] std::int64_t id;
  std::int64_t account_id;
};
