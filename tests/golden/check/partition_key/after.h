#include <cstdint>

struct [[limbeck::table("events"), limbeck::primary_key(id, day), limbeck::partition_by(list(day))]] Event {
  [[limbeck::identity(never)]] std::int64_t id;
  std::int32_t day;
};

struct [[limbeck::table("log", schema = "audit")]] Log {
  [[limbeck::primary_key]] std::int64_t id;
};
