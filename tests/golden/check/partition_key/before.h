#include <cstdint>

struct [[limbeck::table("events"), limbeck::primary_key(id, day), limbeck::partition_by(range(day))]] Event {
  [[limbeck::identity(never)]] std::int64_t id;
  std::int32_t day;
};
