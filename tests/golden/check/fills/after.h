#include <cstdint>
#include <optional>
#include <string>

struct [[limbeck::table("accounts")]] Account {
  [[limbeck::primary_key]] std::int64_t id;
  std::int32_t rank = 7;
};
struct [[limbeck::table("profiles")]] Profile {
  [[limbeck::primary_key]] std::int64_t id;
  std::int64_t account_id;
  [[limbeck::fill("(SELECT address FROM accounts WHERE accounts.id = account_id)")]]
  std::optional<std::string> address;
};
