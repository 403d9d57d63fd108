#include <cstdint>
#include <string>
#include <vector>

struct [[limbeck::table("orders")]] Order {
  [[limbeck::primary_key]] std::int64_t id;
  std::vector<std::string> tags;
};
