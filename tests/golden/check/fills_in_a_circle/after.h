#include <cstdint>
#include <optional>
#include <string>

struct [[limbeck::table("accounts")]] Account {
  [[limbeck::primary_key]] std::int64_t id;
  std::optional<std::string> address;
  std::optional<std::int32_t> rank;
  [[limbeck::fill("(SELECT max(y) FROM profiles)")]] std::int32_t x;
};
struct [[limbeck::table("profiles")]] Profile {
  [[limbeck::primary_key]] std::int64_t id;
  std::int64_t account_id;
  [[limbeck::fill("(SELECT max(x) FROM accounts)")]] std::int32_t y;
  [[limbeck::fill("(SELECT owner FROM accounts)")]] std::optional<std::string> owner;
};
