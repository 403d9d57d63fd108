#include <cstdint>

struct [[limbeck::table("orders")]] Order {
  [[limbeck::primary_key]] std::int64_t id;
};
